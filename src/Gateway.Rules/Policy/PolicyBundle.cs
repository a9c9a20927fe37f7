using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Policy;

/// <summary>One version of the policy: what every file of it says, with its period and hash. Immutable.</summary>
public sealed class PolicyBundle
{
    private readonly PolicyTables _tables;
    private readonly RoleIndex _index;
    private readonly RoleTerms[] _roles;
    private readonly PolicyCells _cells;
    private readonly FrozenDictionary<string, LawfulBasis?[]> _bases;

    internal PolicyBundle(PolicyTables tables)
    {
        _tables = tables;
        RoleNames = [.. tables.Roles.Keys];
        string[] roles = [.. RoleNames];
        (_index, _roles, _cells) = (new RoleIndex(roles), Array.ConvertAll(roles, role => tables.Roles[role]), new PolicyCells(tables, roles));
        _bases = AgencyKindWords.All.ToFrozenDictionary(kind => kind, kind => ByPurpose(p => tables.Bases.GetValueOrDefault((kind, p))), StringComparer.Ordinal);
        Rules = [.. RuleIds.All.Select(rule => tables.Rules[rule])];
        Reasons = tables.Reasons.ToFrozenDictionary(r => r.Key, r => r.Value.Text, StringComparer.Ordinal);
    }

    /// <summary>The version, as its publisher named it.</summary>
    public string Version => _tables.Manifest.Version;

    /// <summary>The number of the version: a later one is larger.</summary>
    public int Sequence => _tables.Manifest.Sequence;

    /// <summary>The days on which it is in force.</summary>
    public Period Period => _tables.Manifest.Period;

    /// <summary>SHA-256 over the bundle's files, 32 bytes. Every decision carries it.</summary>
    public ReadOnlyMemory<byte> Hash => _tables.Hash;

    /// <summary>The files that it was read from.</summary>
    public PolicyFiles Files => _tables.Files;

    /// <summary>What each reason code says, in one sentence.</summary>
    public FrozenDictionary<string, string> Reasons { get; }

    /// <summary>Every role that the policy knows.</summary>
    public ImmutableArray<string> RoleNames { get; }

    /// <summary>Every rule, in the order of their ids.</summary>
    public ImmutableArray<RuleTerms> Rules { get; }

    /// <summary>What follows from a decision, and when.</summary>
    public ImmutableArray<ObligationTerms> Obligations => _tables.Obligations;

    /// <summary>How intrusive an item may be to go without anybody being asked (P1).</summary>
    public RiskCaps Caps => _tables.Caps;

    /// <summary>Phrases that are no reason, in lower case and single spaces (2.3).</summary>
    public ImmutableArray<string> NotReasons => _tables.NotReasons;

    /// <summary>What a role needs, or null where the policy does not know it.</summary>
    public RoleTerms? Role(string role) => PlaceOf(role)?.Terms;

    /// <summary>The column of the matrix for a role and purpose, or null where there is none.</summary>
    public PolicyColumn? Column(string role, Purpose purpose) => PlaceOf(role)?.Column(purpose);

    /// <summary>A role with its columns, found once for a whole decision.</summary>
    internal Place? PlaceOf(string role) => _index.Find(role) is var number and >= 0 ? new Place(this, number) : null;

    /// <summary>The cell of the matrix, or null where the role and purpose have no column or the column no such item.</summary>
    public Cell? Cell(string role, Purpose purpose, Item item) => Column(role, purpose)?[item];

    /// <summary>True where the role, asking for the purpose, takes or feeds the decision (N2).</summary>
    public bool Takes(string role, Purpose purpose, DecisionSupported decision) => Column(role, purpose)?.Takes(decision) ?? false;

    /// <summary>What the policy says of an item.</summary>
    public ItemTerms Terms(Item item) => _tables.Items[(int)item];

    /// <summary>What the policy says of a purpose.</summary>
    public PurposeTerms Terms(Purpose purpose) => _tables.Purposes[(int)purpose];

    /// <summary>The limits of the day of the instant (UTC); those of its first day before the policy begins.</summary>
    public PolicyLimits LimitsAt(DateTimeOffset instant)
    {
        var limits = _tables.Limits;
        if (limits.Length == 1) return limits[0].Limits;
        var day = DateOnly.FromDateTime(instant.UtcDateTime);
        var last = limits.Length - 1;
        while (last > 0 && limits[last].From > day) last--;
        return limits[last].Limits;
    }

    /// <summary>The lawful basis of an agency's kind (such as <c>nhs-trust</c>) for a purpose, or null.</summary>
    public LawfulBasis? Basis(string agencyKind, Purpose purpose) =>
        _bases.TryGetValue(agencyKind, out var bases) ? bases[(int)purpose] : null;

    /// <summary>A rule's words, for one bit of the set.</summary>
    public RuleTerms Rule(RuleSet one) => _tables.Rules[one];

    /// <summary>What a reason code says, or null where the policy does not know it.</summary>
    public ReasonTerms? Reason(string code) => _tables.Reasons.GetValueOrDefault(code);

    /// <summary>True where the 2026 duty is in force for a day, area and purpose; it reaches safeguarding purposes only.</summary>
    public bool DutyInForce(DateOnly day, string area, Purpose purpose)
    {
        if (_tables.Duty.Length == 0 || !Terms(purpose).Safeguarding) return false;
        foreach (var terms in _tables.Duty)
            if (terms.Holds(day, area, purpose)) return true;
        return false;
    }

    /// <summary>True on every day of the bundle's period.</summary>
    public bool InForce(DateOnly day) => Period.Holds(day);

    private static T?[] ByPurpose<T>(Func<Purpose, T?> of) where T : class => [.. PurposeWords.All.Select(of)];

    /// <summary>What the policy says of one role.</summary>
    internal readonly struct Place(PolicyBundle policy, int number)
    {
        public RoleTerms Terms => policy._roles[number];

        public PolicyColumn? Column(Purpose purpose) => policy._cells.Column(number, purpose);
    }
}
