using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>Each item that was let go: its state across custodians, and the value, or the minimal form computed here.</summary>
internal sealed class AnswerItems(PolicyBundle policy, WhomToRing ring, Findings findings)
{
    // By how many were asked; of what is looked for in a window apart, for "nothing" is said of the window alone.
    private static readonly string?[][] SaidOfMany = [new string?[512], new string?[512]];

    public ImmutableArray<ItemAnswer> All() =>
        [.. findings.Decision.Items.Where(item => item.MayBeAsked).Select(One)];

    private ItemAnswer One(ItemDecision decided)
    {
        var reason = new ReasonAnswer(decided.Reason, policy.Reasons[decided.Reason]);
        if (decided.Item == Item.OutOfHoursContact) return OutOfHours(decided, reason);
        var combined = findings.Combine(decided.Item);
        var (answer, because, coverage) = State(decided.Item, combined);
        var holder = findings.About(decided.Item).FirstOrDefault(found => found.Said.Said.Said == Said.Held);
        return new ItemAnswer(
            decided.Item.Word(), decided.Outcome.Word(), reason, answer, Reasons(decided.Item, because, coverage), coverage.Answered, coverage.Asked,
            Words(decided, combined, holder.Answer), combined is Combined.Yes ? Value(decided, holder.Answer, holder.Said.Value) : null);
    }

    // A word beside another would say that somebody may hold it, and who; where that tells a place every reason reads like silence.
    private ImmutableArray<string> Reasons(Item item, ImmutableArray<string> because, Coverage coverage) =>
        findings.HidesWho(item) && coverage.Asked > 0 && !because.IsEmpty ? [Because.NoReply.Word()] : because;

    private ItemAnswer OutOfHours(ItemDecision decided, ReasonAnswer reason)
    {
        var line = ring.ForAreas(findings.WhereFound) is [var first, ..] ? first : null;
        return new ItemAnswer(
            decided.Item.Word(), decided.Outcome.Word(), reason, line is null ? "not-known" : "yes", [], 0, 0,
            line is null ? "No number is in the register for this area." : $"{line.Who}: {line.Number}. {line.When}.",
            line is null ? null : new ValueAnswer.Telephone(line.Who, line.Number));
    }

    private static (string Answer, ImmutableArray<string> Because, Coverage Coverage) State(Item item, Combined combined) => combined switch
    {
        Combined.Yes yes when item.IsAttendance() && !yes.Coverage.IsWhole => ("partial", yes.Missing, yes.Coverage),
        Combined.Yes yes => ("yes", yes.Missing, yes.Coverage),
        Combined.NothingHeld nothing => ("nothing-held", [], nothing.Coverage),
        Combined.NotKnown unknown when item.IsAttendance() && unknown.Coverage.Answered > 0 => ("partial", unknown.Missing, unknown.Coverage),
        Combined.NotKnown unknown => ("not-known", unknown.Missing, unknown.Coverage),
        Combined.NotApplicable not => ("not-applicable", [not.Because.Word()], default),
        _ => throw new InvalidOperationException(),
    };

    private string Words(ItemDecision decided, Combined combined, CustodianAnswer? holder) => combined switch
    {
        Combined.Yes => Found(decided, holder!),
        Combined.NothingHeld nothing => NothingHeld(policy.Terms(decided.Item).LooksBack, nothing.Coverage.Asked, findings.About(decided.Item)),
        Combined.NotKnown { Coverage.Asked: 0 } => "Nobody on this service can answer this yet. Ring to ask.",
        Combined.NotKnown unknown => $"Not known. {unknown.Coverage.Answered} of {unknown.Coverage.Asked} answered. This is not the same as no.",
        Combined.NotApplicable => "Does not apply to this child.",
        _ => throw new InvalidOperationException(),
    };

    // Said of most items of most children: made once for each number of custodians.
    private static string NothingHeld(bool inWindow, int asked, ImmutableArray<Found> about)
    {
        var nothing = inWindow ? "Nothing held of the last 12 months" : "Nothing held";
        var (lists, files) = (0, 0);
        foreach (var found in about) (lists, files) = (lists + (found.Answer.List is null ? 0 : 1), files + (found.Answer.File is null ? 0 : 1));
        if (files > 0) return $"{nothing}: {asked - lists - files} of {asked} answered, and the signed lists or files of {lists + files} do not name the child. This does not mean there is no concern.";
        if (lists > 0) return $"{nothing}: {asked - lists} of {asked} answered, and the signed lists of {lists} do not name the child. This does not mean there is no concern.";
        var said = SaidOfMany[inWindow ? 1 : 0];
        if (asked >= said.Length) return Of(nothing, asked);
        return said[asked] ??= Of(nothing, asked);

        static string Of(string nothing, int asked) => $"{nothing}, by all {asked} who were asked. This does not mean there is no concern.";
    }

    private string Found(ItemDecision decided, CustodianAnswer holder)
    {
        var council = holder.Question.Custodian.Name;
        var values = findings.About(decided.Item).Where(found => found.Said.Said.Said == Said.Held);
        return (decided.Outcome, decided.Item) switch
        {
            (Outcome.ShareLess, _) => Minimal(decided.Item, holder),
            (_, Item.PlanFlag) => "Yes, with " + string.Join(" and ", values.Select(v => v.Answer.Question.Custodian.Name)) + ".",
            (_, Item.PlanCategory) => string.Join("; ", values.Select(v => Categories(v.Said.Value))) + ".",
            (_, Item.PlanDates) => string.Join("; ", values.Select(v => v.Said.Value is ItemValue.PlanDates dates ? $"since {Clock.Day(dates.Start)}" : "")) + ".",
            (_, Item.LeadSocialWorker) => string.Join("; ", values.Select(v => SocialWorker(v.Said.Value))) + ".",
            (_, Item.LookedAfter) => string.Join("; ", values.Select(v => Care(v.Said.Value, v.Answer.Question.Custodian))) + ".",
            (_, Item.UnbornPlan) => $"Yes, with {council}.",
            (_, Item.PlanEnded) => string.Join("; ", values.Select(v => v.Said.Value is ItemValue.PlanEnded ended ? $"ended {Clock.Day(ended.Ended)}, {v.Answer.Question.Custodian.Name}" : "")) + ".",
            (_, Item.SiblingOnPlan) => "Yes.",
            (_, Item.GpRegistration) => holder.For(Item.GpRegistration)?.Value is ItemValue.GpRegistration gp ? $"{gp.Practice}." : "Registered.",
            (_, Item.School) => holder.For(Item.School)?.Value is ItemValue.School school ? $"{school.Name}." : "On a school roll.",
            (_, Item.AbuseMarker) => holder.For(Item.AbuseMarker)?.Value is ItemValue.AbuseMarker abuse ? $"Yes, in the last 12 months: {abuse.Incidents}. This does not say which adult." : "Yes.",
            _ => "See the urgent care visits.",
        };
    }

    private string Minimal(Item item, CustodianAnswer holder) => item switch
    {
        Item.PlanFlag or Item.UnbornPlan => $"Ring children's services about this child: {Number(holder)}.",
        Item.PlanCategory => "Speak to the social worker before you discharge or decide.",
        Item.PlanDates => "Current.",
        Item.LeadSocialWorker => $"Ring the team: {Number(holder)}.",
        Item.LookedAfter => $"Yes, {holder.Question.Custodian.Agency.Name}.",
        Item.PlanEnded or Item.AbuseMarker => "Yes, in the last 12 months.",
        Item.SiblingOnPlan => "Yes. No names are given.",
        Item.GpRegistration => "Registered with a practice. Reach it through the council.",
        Item.School => "On a school roll. Reach the school through the council.",
        _ => "See the urgent care visits.",
    };

    private string Number(CustodianAnswer holder) => ring.Line("", holder.Question.Custodian.Telephones).Number;

    private ValueAnswer? Value(ItemDecision decided, CustodianAnswer holder, ItemValue? value) => (decided.Outcome, value) switch
    {
        (Outcome.ShareLess, ItemValue.LookedAfter) => new ValueAnswer.Care(null, null, holder.Question.Custodian.Agency.Name),
        (Outcome.ShareLess, ItemValue.LeadSocialWorker) => new ValueAnswer.Telephone(holder.Question.Custodian.Name, Number(holder)),
        (Outcome.ShareLess, _) => null,
        (_, ItemValue.PlanCategories) => new ValueAnswer.Plans([.. AllCategories()]),
        (_, ItemValue.PlanDates dates) => new ValueAnswer.Day(dates.Start),
        (_, ItemValue.LeadSocialWorker worker) => new ValueAnswer.Contact(worker.Name, worker.Team, worker.Telephone),
        (_, ItemValue.LookedAfter care) => new ValueAnswer.Care(care.LegalBasis, care.Since, holder.Question.Custodian.Agency.Name),
        (_, ItemValue.UnbornPlan { Due: { } due }) => new ValueAnswer.Day(due),
        (_, ItemValue.PlanEnded ended) => new ValueAnswer.Day(ended.Ended),
        (_, ItemValue.GpRegistration gp) => new ValueAnswer.Name(gp.Practice),
        (_, ItemValue.School school) => new ValueAnswer.Name(school.Name),
        (_, ItemValue.AbuseMarker abuse) => new ValueAnswer.Number(abuse.Incidents),
        _ => null,
    };

    private IEnumerable<string> AllCategories() => findings.About(Item.PlanCategory)
        .Select(found => found.Said.Value).OfType<ItemValue.PlanCategories>()
        .SelectMany(plan => plan.Categories).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string Categories(ItemValue? value) => value is ItemValue.PlanCategories plan ? string.Join(", ", plan.Categories) : "not given";

    private static string SocialWorker(ItemValue? value) =>
        value is ItemValue.LeadSocialWorker worker ? $"{worker.Name}, {worker.Team}, {worker.Telephone}" : "not given";

    private static string Care(ItemValue? value, Custodian custodian) => value is ItemValue.LookedAfter care
        ? $"yes, {custodian.Agency.Name}, {care.LegalBasis switch { "care-order" => "care order", "interim-care-order" => "interim care order", "section-20" => "by agreement (section 20)", _ => "legal basis not given" }}"
        : $"yes, {custodian.Agency.Name}";
}
