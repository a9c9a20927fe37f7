using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>How confidential an item is (sharing rules, 2.1).</summary>
public enum ItemClass : byte
{
    /// <summary>Published anyway.</summary>
    Public,
    /// <summary>An entry in a directory, such as a practice or a school.</summary>
    Directory,
    /// <summary>Given in a relationship where it was not expected to go further.</summary>
    Confidential,
    /// <summary>Confidential health information.</summary>
    ConfidentialHealth,
    /// <summary>About another person.</summary>
    ThirdParty,
}

/// <summary>The words of the classes in the policy's files.</summary>
public static class ItemClassWords
{
    private static readonly string[] Words = ["public", "directory", "confidential", "confidential-health", "third-party"];

    /// <summary>Reads a word; an unknown word is false and is never given a default.</summary>
    public static bool TryRead(string word, out ItemClass read)
    {
        var index = Array.IndexOf(Words, word);
        read = (ItemClass)Math.Max(index, 0);
        return index >= 0;
    }
}

/// <summary>The kinds of agency that a policy may speak of.</summary>
public static class AgencyKindWords
{
    /// <summary>The words, as in the register, and those that only policy cases know.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "local-authority", "nhs-trust", "police", "gp-practice", "school", "independent-provider", "review-body", "court-party",
        "inspectorate", "research-body", "public", "other",
    ];
}

/// <summary>What the policy says of one item (sharing rules, 2.1).</summary>
/// <param name="Intrusion">0 none to 5 highest.</param>
/// <param name="Location">It tells, or may tell, where somebody is.</param>
/// <param name="ThirdParty">It is, wholly or in part, about another person.</param>
/// <param name="MinimalForm">What "share less" returns, in words.</param>
public sealed record ItemTerms(Item Item, int Intrusion, ItemClass Class, bool Location, bool ThirdParty, string MinimalForm)
{
    /// <summary>0 to 5 where whereabouts are protected.</summary>
    public int IntrusionWhenShielded { get; init; } = Intrusion;

    /// <summary>It ends at the eighteenth birthday (rule 9).</summary>
    public bool ChildOnly { get; init; }

    /// <summary>It looks back over a window of months (N6).</summary>
    public bool LooksBack { get; init; }
}

/// <summary>What the policy says of one purpose (sharing rules, 2.2).</summary>
/// <param name="ConsentDependent">Nothing is shared without consent or agreement.</param>
/// <param name="RiskIfNotShared">The standing risk, 0 to 4; 0 where section 2.2 gives none.</param>
/// <param name="Routine">It takes the purpose's risk and the standing reason: no typing (2.4).</param>
/// <param name="Safeguarding">The 2026 duty reaches it (rule 14).</param>
public sealed record PurposeTerms(Purpose Purpose, bool ConsentDependent, int RiskIfNotShared, bool Routine, bool Safeguarding)
{
    /// <summary>The reason that the controllers adopted for a routine purpose; empty for any other.</summary>
    public string StandingReason { get; init; } = "";
}

/// <summary>The lawful basis of one kind of agency for one purpose (sharing rules, 4).</summary>
/// <param name="Article6">UK GDPR Article 6, or Part 3 of the Data Protection Act 2018.</param>
/// <param name="Article9">UK GDPR Article 9.</param>
/// <param name="Schedule1">The condition of Schedule 1 to the Data Protection Act 2018.</param>
/// <param name="Gateway">The function or power.</param>
/// <param name="Confidentiality">What lifts the duty of confidence.</param>
public sealed record LawfulBasis(string Article6, string Article9, string Schedule1, string Gateway, string Confidentiality);

/// <summary>A rule as a practitioner and an auditor read it.</summary>
/// <param name="Id">1 to 18, N1 to N6, P1 to P8, R7 or R14 for a ruling.</param>
/// <param name="Name">The member of <see cref="RuleSet"/>.</param>
/// <param name="Words">One sentence.</param>
/// <param name="Citation">Where it comes from.</param>
public sealed record RuleTerms(string Id, string Name, string Words, string Citation);

/// <summary>A reason code, in one sentence.</summary>
public sealed record ReasonTerms(string Code, string Text, string Source);

/// <summary>How intrusive an item may be to go without anybody being asked (P1).</summary>
/// <param name="ByRisk">The cap for each risk if not shared, 0 to 4.</param>
/// <param name="LeadFunction">What is added for the lead statutory function.</param>
/// <param name="ConsentGiven">What is added where consent was given for a consent-dependent purpose.</param>
/// <param name="Exempt">Reasons that no cap holds.</param>
public sealed record RiskCaps(ImmutableArray<int> ByRisk, int LeadFunction, int ConsentGiven, ImmutableArray<string> Exempt)
{
    /// <summary>The cap for a risk if not shared, 0 to 4.</summary>
    public int For(int riskIfNotShared, bool leadFunction, bool consentGiven) =>
        ByRisk[riskIfNotShared] + (leadFunction ? LeadFunction : 0) + (consentGiven ? ConsentGiven : 0);
}

/// <summary>A condition of an obligation. Those of one alternative must all hold; any alternative is enough.</summary>
/// <param name="Obligation">A code of the policy case format.</param>
/// <param name="Fact">What is looked at: reason, outcome, flag, purpose, identity, answered-yes or not-known.</param>
/// <param name="AnyOf">True where one of the values must be there; false where none may.</param>
public sealed record ObligationTerms(string Obligation, int Alternative, string Fact, bool AnyOf, ImmutableArray<string> Values)
{
    internal bool SameAs(ObligationTerms other) =>
        (Obligation, Alternative, Fact, AnyOf) == (other.Obligation, other.Alternative, other.Fact, other.AnyOf);
}

/// <summary>What a role needs before its cells count.</summary>
/// <param name="RelationshipTypes">The relationships of which one must be confirmed; empty where the role needs none.</param>
/// <param name="NominatedUnderDuty">The nominated role of a body under the 2026 duty.</param>
public sealed record RoleTerms(string Name, ImmutableArray<RelationshipType> RelationshipTypes, bool NominatedUnderDuty)
{
    /// <summary>The kind of agency that has the role.</summary>
    public string AgencyKind { get; init; } = "other";

    /// <summary>Children's social care, the lead statutory function (P1).</summary>
    public bool LeadFunction { get; init; }

    /// <summary>An encounter counts for a while after it ended: in an emergency department and in maternity only (rulings, 15).</summary>
    public bool FollowUp { get; init; }

    /// <summary>How long after its end an encounter counts for the role.</summary>
    public TimeSpan FollowUpWithin(PolicyLimits limits) => FollowUp ? limits.FollowUp : TimeSpan.Zero;

    /// <summary>The role's title.</summary>
    public string Title { get; init; } = Name;
}
