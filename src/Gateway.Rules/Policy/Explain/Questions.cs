using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Explain;

/// <summary>The questions of sharing rules, section 1.1, as a decision answered them.</summary>
internal sealed class Questions(PolicyBundle policy, RequestFacts facts, Decision decision)
{
    private const string NotReached = "Not reached: an earlier question refused everything.";

    private readonly RuleSet _spoke = decision.Items.Concat(decision.SensitiveAttendance).Aggregate(RuleSet.None, (all, item) => all | item.Rules);

    public static ImmutableArray<QuestionAnswered> Of(PolicyBundle policy, RequestFacts facts, Decision decision) => new Questions(policy, facts, decision).All();

    // Rule 3 is asked before rule 5, and all of these before any later question: the first that refuses is the last one reached.
    private ImmutableArray<QuestionAnswered> All()
    {
        var stop = Spoke(RuleSet.BulkRequest | RuleSet.UnknownRole | RuleSet.ConflictOfInterest) ? 0
            : Spoke(RuleSet.ProhibitedPurpose | RuleSet.NoVerifiedRelationship) ? 1
            : Spoke(RuleSet.IdentityNotExact) ? 2 : 7;
        var asked = QuestionWords.All.Select((question, i) => new QuestionAnswered(
            question.Id, question.Words, i <= stop ? Answer(i) : NotReached,
            [.. RuleOrder.Of(_spoke & question.Rules).Select(policy.Rule)])).ToList();
        asked.Add(new("Q8", "Is the decision recorded?", $"Always, before anything goes, under policy {decision.PolicyVersion}.", []));
        return [.. asked];
    }

    private string Answer(int question) => question switch
    {
        0 => Accepted(),
        1 => Involved(),
        2 => Identified(),
        3 => Confidential(),
        4 => Consented(),
        5 => Law(),
        6 => Necessary(),
        _ => RightWay(),
    };

    private bool Spoke(RuleSet any) => (_spoke & any) != 0;

    private string Accepted() =>
        Spoke(RuleSet.BulkRequest) ? "No: it is not about one child, or the rate was breached."
        : Spoke(RuleSet.UnknownRole) ? "No: the policy does not know the role."
        : Spoke(RuleSet.ConflictOfInterest) ? "No: a personal interest was declared or found."
        : "Yes: one child, a role that the policy knows, no personal interest.";

    private string Involved() =>
        Spoke(RuleSet.ProhibitedPurpose) ? "No: this is not a purpose of the service."
        : Spoke(RuleSet.NoVerifiedRelationship) ? $"No: the asker's agency confirms no relationship that counts ({FactsUsed.Relationship(facts)})."
        : facts.Purpose == Purpose.Compelled ? "A demand or an order stands in its place."
        : policy.Role(facts.Role) is { RelationshipTypes.IsEmpty: true } ? "This role has no relationship with a child; its own cells decide."
        : $"Yes: {FactsUsed.Relationship(facts)}.";

    private string Identified() => facts.Identity switch
    {
        IdentityMatch.Exact => "Yes: exactly one.",
        IdentityMatch.NotLooked => "Not known: nobody could look who the child is.",
        var match => $"No: the match is {FactsUsed.Words(match)}.",
    };

    private string Confidential()
    {
        var open = decision.Items.Where(item => policy.Terms(item.Item).Class is ItemClass.Public or ItemClass.Directory).Select(item => item.Item.Id()).ToArray();
        return open.Length == 0 ? "Yes, every item."
            : open.Length == decision.Items.Length ? "No: every item is public or from a directory."
            : $"Yes, except {string.Join(' ', open)}, which are public or from a directory.";
    }

    private string Consented() =>
        Spoke(RuleSet.EarlyHelpWithoutConsent) ? "It is needed for this purpose, and none stands."
        : Spoke(RuleSet.AssessmentWithoutAgreement) ? "It is needed for the wider column, and none stands: screening's column is used."
        : Spoke(RuleSet.SensitiveAttendance) ? "Only the young person's own would open an attendance that is left out, and none stands."
        : policy.Terms(facts.Purpose).ConsentDependent ? "It is needed for this purpose, and stands."
        : "It is recorded and changes nothing for this purpose.";

    private string Law()
    {
        if (Spoke(RuleSet.CourtOrderProhibits)) return "A court order forbids some of it.";
        if (Spoke(RuleSet.CompelledDisclosure)) return "A demand or an order: exactly what it names, once a person has checked it.";
        return Spoke(RuleSet.DutyInForce) ? "The 2026 duty is in force, so the holder must consider it." : "No order forbids it, and none compels it.";
    }

    private string Necessary()
    {
        var counts = decision.Items.GroupBy(item => item.Outcome).OrderBy(group => group.Key)
            .Select(group => $"{string.Join(' ', group.Select(item => item.Item.Id()))}: {group.Key.Word()}");
        return string.Join("; ", counts) + ".";
    }

    private string RightWay()
    {
        if (Spoke(RuleSet.Shield | RuleSet.LeakRisk)) return "Whereabouts are kept back, and the handling notice goes with it.";
        if ((decision.Obligations & ObligationSet.HandlingNotice) != 0) return "The handling notice goes with it.";
        return decision.Items.Any(item => item.Outcome == Outcome.ShareLess) ? "Yes, in the short form where the table says so." : "Yes.";
    }
}
