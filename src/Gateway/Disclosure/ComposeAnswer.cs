using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>Puts the answer together: what is missing first, then what was found, then whom to ring.</summary>
public sealed class ComposeAnswer(Register register, WhomToRing ring, TimeProvider time)
{
    public static readonly ImmutableArray<string> Standing =
        ["This is not a referral. If you are worried about the child, make one.", "Ring the named contact. Talk to each other.", "Your check has been recorded."];

    internal static readonly ImmutableArray<string> RefusalStanding =
        ["A refusal here never prevents a referral.", "This request has been recorded and will be reviewed."];

    private static readonly Item[] PlanItems = [Item.PlanFlag, Item.LookedAfter, Item.UnbornPlan];

    /// <param name="told">Whether a council was told of the attendance, in words; null where none is to be told.</param>
    public CheckAnswer Matched(CheckContext check, DateTimeOffset at, Findings findings, string? told)
    {
        var sources = new AnswerSources(ring, findings).All();
        var lines = ring.For(findings);
        var attendances = AnswerAttendances.From(findings);
        var nobody = NobodyHolds(findings);
        return new CheckAnswer(
            check.Check, at, findings.Identity, Coverage(findings, nobody), Incomplete(findings, nobody), Headline(findings, at), Child(check.Question), lines,
            new AnswerItems(check.Policy, ring, findings).All(), attendances, sources,
            new AnswerWithheld(check.Policy, lines.FirstOrDefault(), Asks(findings), check.Collects, check.Question.Justification is not null).From(findings.Decision), WhatToDo(findings, check.Asker),
            Standing.AddRange(AlsoSaid(check, findings, told)), Policy(check.Policy))
        {
            Asks = findings.Asks.IsEmpty ? null : Asks(findings),
            Late = findings.Late,
            Handling = HandlingNotice.Of(findings),
        };
    }

    private ImmutableArray<AskAnswer> Asks(Findings findings) =>
    [
        .. findings.Asks.Select(ask =>
        {
            var holder = register.Agencies[ask.Holder];
            var line = ring.Line("If it is urgent; do not wait for this screen", holder.Telephones);
            return new AskAnswer(ask.Id, holder.Id, holder.Name, ask.Title, [.. ask.AskedItems.Select(item => item.Word())], ask.DueAt, line,
                $"Sent to {ask.Title} at {holder.Name}. Expected by {Clock.Until(ask.DueAt, time.GetUtcNow())}. If it is urgent ring {line.Number}; do not wait for this screen.");
        }),
    ];

    // What else the asker ought to know: who was told, and who reads what they wrote.
    private static IEnumerable<string> AlsoSaid(CheckContext check, Findings findings, string? told)
    {
        if (told is not null) yield return told;
        if (check.Question.Child.IsByFormer)
            yield return "This NHS number was replaced by another, and everybody was asked under the new one. Whoever still files the child under the old number may not have found the record: ask when you ring.";
        if (findings.Decision.Items.Any(item => item.Justified)) yield return "Your reason will be read by information governance within one working day.";
        if (check.Question.Emergency is not null) yield return "You declared an emergency. It is reviewed within one working day.";
    }

    public CheckAnswer NotMatched(CheckContext check, DateTimeOffset at, Decision decision, ImmutableArray<string> whereFound)
    {
        var lines = ring.ForAreas(whereFound);
        return new CheckAnswer(
            check.Check, at, "not-matched", new CoverageAnswer("none", 0, 0),
            ["Nobody was asked, because the child was not matched."],
            "We could not find this child. This is not the same as no concerns.",
            Child(check.Question), lines, [], null, [], new AnswerWithheld(check.Policy, lines.FirstOrDefault(), [], null, said: false).From(decision),
            ["Check the NHS number and the date of birth, then try again.", "Look for the child by name and date of birth: an NHS number is sometimes replaced by another.", "Ring children's services."], Standing, Policy(check.Policy));
    }

    /// <summary>Nobody could look who the child is: not the same as a child who was not found.</summary>
    public CheckAnswer NotLooked(CheckContext check, DateTimeOffset at, Decision decision, ImmutableArray<string> whereFound, LookFault why) =>
        NotMatched(check, at, decision, whereFound) with
        {
            Identity = "not-known",
            Incomplete = [$"Nobody was asked. {why.Words()}"],
            Headline = "We could not look who this child is. Nothing is known about any plan or concern.",
            WhatToDo = ["Treat everything as not known.", why.WhatToDo(), "Ring children's services."],
            Withheld = new AnswerWithheld(check.Policy, ring.ForAreas(whereFound).FirstOrDefault(), [], null, said: false) { NotLooked = true }.From(decision),
        };

    public RefusalAnswer Refused(CheckContext check, DateTimeOffset at, Decision decision, ImmutableArray<string> whereFound, bool ownSystemSilent)
    {
        var lines = ring.ForAreas(whereFound);
        var first = decision.Items.First(item => item.Outcome == Outcome.Refuse);
        return new RefusalAnswer(
            check.Check, at, new ReasonAnswer(first.Reason, check.Policy.Reasons[first.Reason]), RefusalWords.Of(first.Reason, ownSystemSilent, lines.FirstOrDefault(), onlyRefers: Agencies.ReferringRoles.All.Contains(check.Asker.Role)),
            new AnswerWithheld(check.Policy, lines.FirstOrDefault(), [], null, said: false).From(decision), lines,
            RefusalStanding, Policy(check.Policy));
    }

    public static PolicyAnswer Policy(PolicyBundle policy) => new(policy.Version, Convert.ToHexStringLower(policy.Hash.Span));

    private ChildAnswer Child(CheckQuestion question) => new(
        question.Child.NhsNumber.Spaced, question.Child.DateOfBirth, Clock.Age(question.Child.DateOfBirth, Clock.Today(time)));

    private static CoverageAnswer Coverage(Findings findings, ImmutableArray<Item> nobody)
    {
        var answered = findings.Answers.Count(answer => answer.Items.All(said => said.Said.IsAnswer));
        var asked = findings.Answers.Length;
        return new CoverageAnswer(answered == asked && asked > 0 && nobody.IsEmpty ? "complete" : answered > 0 || AnyHeld(findings) ? "partial" : "none", answered, asked);
    }

    private static bool AnyHeld(Findings findings) => findings.Answers.Any(a => a.Items.Any(said => said.Said.IsAnswer));

    private static ImmutableArray<Item> NobodyHolds(Findings findings)
    {
        ImmutableArray<Item> nobody = [];
        if (findings.Identity != "exact") return nobody;
        foreach (var item in findings.Decision.Items)
            if (item.MayBeAsked && item.Item != Item.OutOfHoursContact && findings.About(item.Item).IsEmpty) nobody = nobody.Add(item.Item);
        return nobody;
    }

    private static ImmutableArray<string> Incomplete(Findings findings, ImmutableArray<Item> nobody)
    {
        if (findings.Identity == "not-asked" && !findings.Decision.Items.All(item => item.Item == Item.OutOfHoursContact))
            return ["Nobody was asked. This answer does not say whether anything is held."];
        return [.. Gaps.Of(findings), .. nobody.Select(item => $"{item.Name()}: nobody on this service can answer this yet. It is not known.")];
    }

    /// <summary>What plan or care there is, and with whom; null where none was found.</summary>
    internal static string? Found(Findings findings)
    {
        var found = PlanItems.Where(item => findings.MayShow(item) && findings.Combine(item) is Combined.Yes).ToArray();
        return found.Length == 0 ? null : string.Join(" ", found.Select(item => FoundWords(findings, item)));
    }

    private static string Headline(Findings findings, DateTimeOffset at)
    {
        if (Found(findings) is { } found) return found;
        var asked = PlanItems.Where(findings.MayShow).ToArray();
        string[] words = [.. Ended(findings), .. asked.Select(item => NotFoundWords(findings, item, at)).OfType<string>()];
        if (words.Length == 0) return "The answer to what you asked is below.";
        return string.Join(" ", words) + (asked.Any(item => findings.Combine(item) is Combined.NotKnown) ? " Ring before you decide." : "");
    }

    // Read before "no plan found": a plan that ended lately still matters.
    private static IEnumerable<string> Ended(Findings findings)
    {
        if (!findings.MayShow(Item.PlanEnded) || findings.Combine(Item.PlanEnded) is not Combined.Yes) return [];
        if (!findings.Shares(Item.PlanEnded)) return ["A plan or care ended in the last 12 months."];
        return findings.About(Item.PlanEnded).Where(found => found.Said.Value is ItemValue.PlanEnded)
            .Select(found => $"A plan or care ended on {Clock.Day(((ItemValue.PlanEnded)found.Said.Value!).Ended)} ({found.Answer.Question.Custodian.Agency.Name}).");
    }

    private static string? NotFoundWords(Findings findings, Item item, DateTimeOffset at) => (item, findings.Combine(item)) switch
    {
        (Item.PlanFlag, Combined.NotKnown) => "Not known whether there is a child protection plan.",
        (Item.LookedAfter, Combined.NotKnown) => "Not known whether the child is in the care of a council.",
        (_, Combined.NotKnown) => "Not known whether there is a plan for an unborn child.",
        (Item.PlanFlag, Combined.NotApplicable) => "Child protection plans do not apply to this child.",
        (Item.PlanFlag, Combined.NothingHeld nothing) when findings.Shares(item) =>
            $"No child protection plan found. {WhoSaid(findings, item, nothing.Coverage.Asked, at)} This does not mean there are no concerns.",
        _ => null,
    };

    private static string WhoSaid(Findings findings, Item item, int asked, DateTimeOffset at)
    {
        var lists = findings.About(item).Where(found => found.Answer.IsKept).ToArray();
        var kept = lists.Any(found => found.Answer.File is not null) ? "signed lists or files" : "signed lists";
        return lists.Length == 0
            ? $"All {asked} children's services answered at {Clock.Time(at)}."
            : $"Of {asked} children's services {asked - lists.Length} answered at {Clock.Time(at)}, and the {kept} of {lists.Length} do not name the child, as of {Clock.Time(lists.Min(found => found.Answer.AsOf)!.Value)} or later.";
    }

    private static string FoundWords(Findings findings, Item item)
    {
        var holders = string.Join(" and ", findings.About(item).Where(found => found.Said.Said.Said == Said.Held).Select(found => found.Answer.Question.Custodian.Agency.Name));
        if (!findings.Shares(item) && item != Item.LookedAfter) return $"Ring children's services about this child: {holders}.";
        return item switch
        {
            Item.PlanFlag => $"Child protection plan: yes ({holders}).",
            Item.LookedAfter => $"In the care of a council: yes ({holders}).",
            _ => $"An unborn child has a plan ({holders}).",
        };
    }

    private static ImmutableArray<string> WhatToDo(Findings findings, Practitioner asker)
    {
        var found = PlanItems.Any(item => findings.MayShow(item) && findings.Combine(item) is Combined.Yes);
        var hospital = asker.Agency.Kind == AgencyKind.NhsTrust;
        var first = found ? "Ring the number above and speak to the social worker." : "Use your own assessment. Ring if you are worried.";
        return hospital
            ? [first, "Tell the senior doctor.", "If concerns remain, do not discharge the child."]
            : [first, "Write down what you saw and heard.", "Immediate danger: 999."];
    }
}
