using System.Collections.Immutable;
using System.Numerics;

namespace Gateway.Rules.Policy;

/// <summary>The rules that spoke: section 1.2 by number, the rulings that stand beside them, necessity (N) and proportionality (P).</summary>
[Flags]
public enum RuleSet : ulong
{
    /// <summary>No rule.</summary>
    None = 0,
    /// <summary>1.</summary>
    BulkRequest = 1UL << 1,
    /// <summary>2.</summary>
    CourtOrderProhibits = 1UL << 2,
    /// <summary>3.</summary>
    ProhibitedPurpose = 1UL << 3,
    /// <summary>4.</summary>
    IdentityNotExact = 1UL << 4,
    /// <summary>5.</summary>
    ConflictOfInterest = 1UL << 5,
    /// <summary>6.</summary>
    CompelledDisclosure = 1UL << 6,
    /// <summary>7.</summary>
    NoVerifiedRelationship = 1UL << 7,
    /// <summary>8.</summary>
    MatrixCell = 1UL << 8,
    /// <summary>9.</summary>
    SubjectIsAdult = 1UL << 9,
    /// <summary>10.</summary>
    NoRecordedPregnancy = 1UL << 10,
    /// <summary>11.</summary>
    EarlyHelpWithoutConsent = 1UL << 11,
    /// <summary>12.</summary>
    AssessmentWithoutAgreement = 1UL << 12,
    /// <summary>13.</summary>
    SensitiveAttendance = 1UL << 13,
    /// <summary>14.</summary>
    DutyInForce = 1UL << 14,
    /// <summary>15.</summary>
    BreakGlassAnomaly = 1UL << 15,
    /// <summary>16.</summary>
    EmergencyDeclared = 1UL << 16,
    /// <summary>17.</summary>
    Shield = 1UL << 17,
    /// <summary>18.</summary>
    PostQueryChecks = 1UL << 18,
    /// <summary>The public out-of-hours number is always given (rulings, 14).</summary>
    PublicNumber = 1UL << 19,
    /// <summary>A role that the policy does not know is refused before any other question (rulings, 7).</summary>
    UnknownRole = 1UL << 20,
    /// <summary>N1: the item can change, or set the speed of, the decision.</summary>
    EffectiveContribution = 1UL << 31,
    /// <summary>N2: the role takes or feeds that decision.</summary>
    CanActOnIt = 1UL << 32,
    /// <summary>N3: nothing less intrusive would do.</summary>
    NothingLessWouldDo = 1UL << 33,
    /// <summary>N4: the decision falls before the item could come by the ordinary route.</summary>
    NeededNow = 1UL << 34,
    /// <summary>N5: the asker's organisation holds it already.</summary>
    AlreadyHeld = 1UL << 35,
    /// <summary>N6: no further back than the purpose needs.</summary>
    InsideTheWindow = 1UL << 36,
    /// <summary>P1: how intrusive an item may be to go without anybody being asked.</summary>
    IntrusionCap = 1UL << 41,
    /// <summary>P2: risk from the recipient.</summary>
    RecipientRisk = 1UL << 42,
    /// <summary>P3: risk that the wrong people would learn.</summary>
    LeakRisk = 1UL << 43,
    /// <summary>P4: the risk of not sharing outweighs the risk of sharing.</summary>
    Balance = 1UL << 44,
    /// <summary>P5: one child, the items named, this asker.</summary>
    Scope = 1UL << 45,
    /// <summary>P6: another person's data is a yes or no.</summary>
    ThirdParty = 1UL << 46,
    /// <summary>P7: no detail at a low level of risk where asking may deter.</summary>
    Deterrence = 1UL << 47,
    /// <summary>P8: both levels, both reasons and who judged.</summary>
    Completeness = 1UL << 48,
}

/// <summary>The ids of the rules as people cite them: 1 to 18, N1 to N6, P1 to P8, R7 and R14 for the two rulings.</summary>
public static class RuleIds
{
    /// <summary>Every rule, one bit each, in the order of the ids.</summary>
    public static ImmutableArray<RuleSet> All { get; } = [.. Enum.GetValues<RuleSet>().Where(rule => rule != RuleSet.None)];

    private static readonly Dictionary<string, RuleSet> ById = All.ToDictionary(Id, rule => rule, StringComparer.Ordinal);

    /// <summary>The id of one rule, such as <c>7</c> or <c>N4</c>.</summary>
    public static string Id(this RuleSet one) => BitOperations.Log2((ulong)one) switch
    {
        19 => "R14",
        20 => "R7",
        var bit and <= 18 => $"{bit}",
        var bit and <= 36 => $"N{bit - 30}",
        var bit => $"P{bit - 40}",
    };

    /// <summary>Reads an id; an unknown one is false.</summary>
    public static bool TryRead(string id, out RuleSet one) => ById.TryGetValue(id, out one);

    /// <summary>The rules of a set, one bit each.</summary>
    public static IEnumerable<RuleSet> Each(this RuleSet rules) => All.Where(one => (rules & one) != 0);
}
