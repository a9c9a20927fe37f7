using System.Collections.Immutable;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>
/// A row for every custodian in scope, with one state each. Where naming the holder would tell a place that was not let
/// go, the custodians that answered share one row and only the silent ones are named.
/// </summary>
internal sealed class AnswerSources(WhomToRing ring, Findings findings)
{
    private static readonly Said[] Strength = [Said.Held, Said.NotKnown, Said.Withheld, Said.NothingHeld, Said.NotApplicable];

    public ImmutableArray<SourceAnswer> All()
    {
        var rows = ImmutableArray.CreateBuilder<SourceAnswer>();
        List<(CustodianAnswer, ImmutableArray<ItemSaid>)> hidden = [];
        foreach (var answer in findings.Answers)
        {
            var (shown, named, isHidden) = Parted(answer);
            if (shown.IsEmpty) continue;
            if (named.IsEmpty) hidden.Add((answer, shown));
            else rows.Add(isHidden ? Unsettled(answer, named) : Row(answer, named));
        }

        if (hidden.Count > 0)
            foreach (var group in hidden.GroupBy(pair => pair.Item1.Question.Custodian.Agency.Kind)) rows.Add(Together([.. group]));
        return rows.ToImmutable();
    }

    // What may be shown, what of it stands in a row of its own, and whether all of that hides who said it.
    private (ImmutableArray<ItemSaid> Shown, ImmutableArray<ItemSaid> Named, bool IsHidden) Parted(CustodianAnswer answer)
    {
        var shown = ImmutableArray.CreateBuilder<ItemSaid>(answer.Items.Length);
        var named = ImmutableArray.CreateBuilder<ItemSaid>(answer.Items.Length);
        var isHidden = true;
        foreach (var said in answer.Items)
        {
            if (!findings.MayShow(said.Item)) continue;
            shown.Add(said);
            if (findings.IsTogether(answer, said)) continue;
            named.Add(Unnamed(said));
            isHidden &= findings.HidesWho(said.Item);
        }

        return (shown.DrainToImmutable(), named.DrainToImmutable(), isHidden);
    }

    // Whoever has to be named has one and the same word, so that none of them tells who holds, or may hold, something.
    private ItemSaid Unnamed(ItemSaid said) => findings.HidesWho(said.Item) ? said with { Said = CustodianSaid.NotKnown(Because.NoReply) } : said;

    // Named because it has to be rung, and like any other that has to be: that it holds, or may hold, something tells a place.
    private SourceAnswer Unsettled(CustodianAnswer answer, ImmutableArray<ItemSaid> named)
    {
        var custodian = answer.Question.Custodian;
        // Of those with lists only who is pointed to is asked at all, so that even silence would tell: it is rung through the council.
        var hides = findings.HidesPointed(answer);
        return new SourceAnswer(
            hides ? "another" : custodian.Id, findings.NameOf(answer), Said.NotKnown.Word(), Because.NoReply.Word(), null, "Did not answer. Treat this as not known.",
            hides ? Council() : ring.Line("Did not settle the question", custodian.Telephones), [.. named.Select(one => one.Item.Word())]);
    }

    private RingAnswer? Council() => ring.ForAreas(findings.WhereFound) is [var first, ..] ? first : null;

    private SourceAnswer Row(CustodianAnswer answer, ImmutableArray<ItemSaid> shown)
    {
        var custodian = answer.Question.Custodian;
        var said = Strongest(shown);
        // A flag that goes only as "ring" is shown as a custodian that asks to be rung.
        if (said.Said == Said.Held && shown.Any(one => one.Item == Item.PlanFlag && !findings.Shares(Item.PlanFlag))) said = CustodianSaid.Withheld;
        return new SourceAnswer(
            findings.HidesPlace(answer) ? "another" : custodian.Id, findings.NameOf(answer), said.Said.Word(), said.Said is Said.NotKnown or Said.NotApplicable ? said.Because.Word() : null,
            answer.AsOf ?? answer.ListAsOf, Words(said, answer), (said.IsAnswer && answer.Silent == Because.None) || findings.HidesPlace(answer) ? null : ring.Line("Did not settle the question", custodian.Telephones),
            [.. shown.Select(one => one.Item.Word())])
        { Spoke = Spoke(answer), LiveBecause = answer.Silent == Because.None ? null : answer.Silent.Word() };
    }

    // Who gave no answer of either kind spoke in no way.
    private static string? Spoke(CustodianAnswer answer) => answer.List is not null ? "list" : answer.File is not null ? "file" : answer.AsOf is not null ? "live" : null;

    private SourceAnswer Together((CustodianAnswer Answer, ImmutableArray<ItemSaid> Shown)[] group)
    {
        var inPart = group.Any(pair => pair.Shown.Any(one => !one.Said.IsAnswer));
        var said = Strongest([.. group.SelectMany(pair => pair.Shown)]);
        var name = group[0].Answer.Question.Custodian.Agency.Kind switch
        {
            Agencies.AgencyKind.NhsTrust => $"{group.Length} emergency departments",
            Agencies.AgencyKind.GpPractice => $"{group.Length} GP practices",
            Agencies.AgencyKind.School => $"{group.Length} schools",
            _ => $"{group.Length} custodians",
        };
        var asOf = group.Min(pair => pair.Answer.AsOf);
        var lists = group.Count(pair => pair.Answer.IsKept);
        var words = lists == 0 ? $"{name} answered." : $"{name}: answered, or their signed lists or files do not name this child. The oldest is as of {(asOf is { } oldest ? Clock.DayAndTime(oldest) : "an unknown time")}.";
        // One of them has not shown everything, and nobody says which: it is rung through the council.
        if (inPart) words += " There may be more than is shown here.";
        return new SourceAnswer(
            "together", name, said.Said.Word(), said.Said == Said.NotKnown ? Because.NotCovered.Word() : null, asOf, words + Unlisted(group.Sum(pair => pair.Answer.Unlisted)), inPart ? Council() : null, [.. group.SelectMany(pair => pair.Shown).Select(one => one.Item).Distinct().Order().Select(item => item.Word())]);
    }

    // Held is stated even where other items of the same custodian are not known; a gap is stated before "nothing held".
    private static CustodianSaid Strongest(ImmutableArray<ItemSaid> shown)
    {
        foreach (var state in Strength)
            foreach (var one in shown)
                if (one.Said.Said == state) return one.Said;
        return default;
    }

    // Whom it cannot list is said in its row whatever it answered (wire words, section 2).
    private static string Words(CustodianSaid said, CustodianAnswer answer) => Statement(said, answer) + Unlisted(answer.Unlisted);

    private static string Statement(CustodianSaid said, CustodianAnswer answer) => said switch
    {
        { Said: Said.Held, Because: not Because.None } when answer.File is not null => $"Its file of {AsOf(answer)} has information, and a record more that could not be used.",
        { Said: Said.Held } when answer.File is not null => $"Its file of {AsOf(answer)} has information.",
        { Said: Said.NothingHeld } when answer.File is not null => $"Its file of {AsOf(answer)} holds nothing of this child.",
        { Because: Because.NotCovered } when answer.File is not null => $"Its file of {AsOf(answer)} does not speak of this. Treat this as not known.",
        { Because: Because.NotMatched } when answer.File is not null => $"Its file of {AsOf(answer)} has a record that may be this child's and could not be used. Treat this as not known.",
        { Because: Because.Stale } when answer.File is not null => $"Its last file is of {AsOf(answer)}, which is too old to say that nothing is held. Treat this as not known.",
        { Said: Said.Held, Because: not Because.None } => $"Has information, and may have more. As of {AsOf(answer)}.",
        { Said: Said.Held } => $"Has information. As of {AsOf(answer)}.",
        { Said: Said.NothingHeld } when answer.List is not null => $"{Silent(answer)}Its signed list does not name this child, as of {AsOf(answer)}.",
        { Said: Said.NothingHeld } => $"Answered: nothing held, as of {AsOf(answer)}.",
        { Said: Said.Withheld } => "Asks to be rung about this child.",
        { Said: Said.NotApplicable } => "Answered: does not apply to this child.",
        { Because: Because.TimedOut } => $"Did not answer. We waited {Math.Round(answer.Took.TotalSeconds, 1):0.#} seconds. Treat this as not known.",
        { Because: Because.NotCovered } when answer.Question.Custodian.Connected => "What it shows here is not everything. Treat this as not known.",
        { Because: Because.NotCovered } => "Not on this service. Treat this as not known.",
        { Because: Because.NotMatched } => "Could not tell who this is. Treat this as not known.",
        { Because: Because.Ambiguous } => "Holds more than one child like this. Treat this as not known.",
        { Because: Because.Stale } => $"Last updated {AsOf(answer)}. Treat this as not known.",
        { Because: Because.Maintenance } => "Closed for maintenance. Treat this as not known.",
        { Because: Because.Busy } => "Too busy to answer. Treat this as not known.",
        { Because: Because.RejectedUnverified } => "Gave an answer that cannot be relied on. Treat this as not known.",
        { Because: Because.NotAsked } => "Was not asked. Treat this as not known.",
        { Because: Because.Unreachable } => "Could not be reached. Treat this as not known.",
        _ => "Did not answer. Treat this as not known.",
    };

    private static string Silent(CustodianAnswer answer) => answer.Silent == Because.None ? "" : "Did not answer itself: what it holds now is not known. ";

    private static string Unlisted(int count) => count == 0 ? "" : " It has children whom it cannot list: ring if in doubt.";

    private static string AsOf(CustodianAnswer answer) => (answer.AsOf ?? answer.ListAsOf) is { } asOf ? Clock.DayAndTime(asOf) : "an unknown time";
}
