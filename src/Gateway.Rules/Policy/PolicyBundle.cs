using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>One version of the policy: the matrix, the roles and the reasons, with its period and hash. Immutable.</summary>
public sealed class PolicyBundle
{
    private readonly FrozenDictionary<(string Role, Purpose Purpose), Cell?[]> _columns;
    private readonly FrozenDictionary<string, RoleTerms> _roles;

    private readonly ProvisionalTerms _terms = new();

    internal PolicyBundle(
        string version, DateOnly validFrom, DateOnly? validTo, byte[] hash,
        FrozenDictionary<(string, Purpose), Cell?[]> columns, FrozenDictionary<string, RoleTerms> roles,
        FrozenDictionary<string, string> reasons)
    {
        (Version, ValidFrom, ValidTo, Hash) = (version, validFrom, validTo, hash);
        (_columns, _roles, Reasons) = (columns, roles, reasons);
    }

    /// <summary>The version, as its publisher named it.</summary>
    public string Version { get; }

    /// <summary>The first day on which it is in force.</summary>
    public DateOnly ValidFrom { get; }

    /// <summary>The last day on which it is in force, or null while it has no end.</summary>
    public DateOnly? ValidTo { get; }

    /// <summary>SHA-256 over the bundle's files, 32 bytes. Every decision carries it.</summary>
    public ReadOnlyMemory<byte> Hash { get; }

    /// <summary>What each reason code says, in one sentence.</summary>
    public FrozenDictionary<string, string> Reasons { get; }

    /// <summary>Every role that the policy knows.</summary>
    public ImmutableArray<string> RoleNames => _roles.Keys;

    /// <summary>What a role needs, or null where the policy does not know it.</summary>
    public RoleTerms? Role(string role) => _roles.GetValueOrDefault(role);

    /// <summary>The cell of the matrix, or null where the role and purpose have no column or the column no such item.</summary>
    public Cell? Cell(string role, Purpose purpose, Item item) =>
        _columns.TryGetValue((role, purpose), out var column) ? column[(int)item] : null;

    /// <summary>What the policy says of an item.</summary>
    public ItemTerms Terms(Item item) => _terms.Items[(int)item];

    /// <summary>What the policy says of a purpose.</summary>
    public PurposeTerms Terms(Purpose purpose) => _terms.Purposes[(int)purpose];

    /// <summary>The limits of the day of the instant (UTC).</summary>
    public PolicyLimits LimitsAt(DateTimeOffset instant) => _terms.Limits;

    /// <summary>How intrusive an item may be to go without anybody being asked (P1).</summary>
    public RiskCaps Caps => _terms.Caps;

    /// <summary>True where the role, asking for the purpose, takes or feeds the decision (N2).</summary>
    public bool Takes(string role, Purpose purpose, DecisionSupported decision) => _columns.ContainsKey((role, purpose));

    /// <summary>The lawful basis of an agency's kind (such as <c>nhs-trust</c>) for a purpose, or null.</summary>
    public LawfulBasis? Basis(string agencyKind, Purpose purpose) => _terms.Basis;

    /// <summary>A rule's words, for one bit of the set.</summary>
    public RuleTerms Rule(RuleSet one) => _terms.Rule with { Id = one.ToString() };

    /// <summary>What a reason code says, or null where the policy does not know it.</summary>
    public ReasonTerms? Reason(string code) => Reasons.TryGetValue(code, out var text) ? new ReasonTerms(code, text, "") : null;

    /// <summary>Phrases that are no reason, in lower case and single spaces (2.3).</summary>
    public ImmutableArray<string> NotReasons => _terms.NotReasons;

    /// <summary>True where the 2026 duty is in force for a day, area and purpose.</summary>
    public bool DutyInForce(DateOnly day, string area, Purpose purpose) => _terms.Duty;

    /// <summary>True on every day of the bundle's period.</summary>
    public bool InForce(DateOnly day) => day >= ValidFrom && (ValidTo is not { } to || day <= to);
}

/// <summary>One cell of the matrix.</summary>
public sealed record Cell(Outcome Outcome, string Reason);

/// <summary>What a role needs before its cells count.</summary>
/// <param name="RelationshipTypes">The relationships of which one must be confirmed; empty where the role needs none.</param>
/// <param name="NominatedUnderDuty">The nominated role of a body under the 2026 duty.</param>
public sealed record RoleTerms(string Name, ImmutableArray<RelationshipType> RelationshipTypes, bool NominatedUnderDuty)
{
    /// <summary>Children's social care, the lead statutory function (P1).</summary>
    public bool LeadFunction { get; init; }
}
