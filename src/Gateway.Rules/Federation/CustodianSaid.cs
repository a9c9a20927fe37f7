namespace Gateway.Rules.Federation;

/// <summary>
/// What one custodian said about one item (wire words, section 1). The default value is "not known": nothing that is
/// forgotten can be read as "nothing held".
/// </summary>
public readonly record struct CustodianSaid(Said Said, Because Because = Because.None)
{
    /// <summary>It holds something.</summary>
    public static readonly CustodianSaid Held = new(Said.Held);

    /// <summary>It holds something, and may hold more than what could be read of it (sharing rules, 5.1, PARTIAL): the reason says why. Not the whole of an answer.</summary>
    public static CustodianSaid HeldInPart(Because because) => new(Said.Held, because);

    /// <summary>It answered: nothing, as of the time it gave.</summary>
    public static readonly CustodianSaid NothingHeld = new(Said.NothingHeld);

    /// <summary>It holds or may hold something and will not say here.</summary>
    public static readonly CustodianSaid Withheld = new(Said.Withheld);

    /// <summary>Not known, and why.</summary>
    public static CustodianSaid NotKnown(Because because) => new(Said.NotKnown, because);

    /// <summary>The item cannot apply, and why.</summary>
    public static CustodianSaid NotApplicable(Because because) => new(Said.NotApplicable, because);

    /// <summary>True where the custodian settled the question: something and all of it, nothing, or cannot apply.</summary>
    public bool IsAnswer => this is { Said: Said.Held, Because: Because.None } or { Said: Said.NothingHeld or Said.NotApplicable };
}

/// <summary>The closed list of what a custodian can have said.</summary>
public enum Said : byte
{
    /// <summary>Not known.</summary>
    NotKnown,
    /// <summary>Something is held.</summary>
    Held,
    /// <summary>Nothing is held, as of a time.</summary>
    NothingHeld,
    /// <summary>Ring: it will not say here.</summary>
    Withheld,
    /// <summary>The item cannot apply to this child.</summary>
    NotApplicable,
}

/// <summary>Why something is not known, or cannot apply.</summary>
public enum Because : byte
{
    /// <summary>No reason was given; read it as no reply.</summary>
    None,
    /// <summary>It answered with a failure, or not at all.</summary>
    NoReply,
    /// <summary>It did not answer by the deadline.</summary>
    TimedOut,
    /// <summary>It could not be reached.</summary>
    Unreachable,
    /// <summary>What came back was not an answer under the contract.</summary>
    RejectedUnverified,
    /// <summary>What it knows is too old.</summary>
    Stale,
    /// <summary>It could not match the child.</summary>
    NotMatched,
    /// <summary>More than one of its records fits.</summary>
    Ambiguous,
    /// <summary>Its area is not on the gateway.</summary>
    NotCovered,
    /// <summary>It is in announced maintenance.</summary>
    Maintenance,
    /// <summary>It was not asked.</summary>
    NotAsked,
    /// <summary>It asked to be left alone for now.</summary>
    Busy,
    /// <summary>The child is 18 or over.</summary>
    Age,
    /// <summary>No pregnancy is recorded.</summary>
    NotPregnant,
}

/// <summary>The published words for what a custodian said.</summary>
public static class SaidWords
{
    private static readonly string[] Words = ["not-known", "held", "nothing-held", "withheld", "not-applicable"];

    private static readonly string[] Reasons =
    [
        "no-reply", "no-reply", "timed-out", "unreachable", "rejected-unverified", "stale", "not-matched", "ambiguous",
        "not-covered", "maintenance", "not-asked", "busy", "age", "not-pregnant",
    ];

    /// <summary>The word on the wire.</summary>
    public static string Word(this Said said) => Words[(int)said];

    /// <summary>The word on the wire; no reason reads <c>no-reply</c>.</summary>
    public static string Word(this Because because) => Reasons[(int)because];

    /// <summary>Reads what a custodian may say, and only that; a word of a newer version is false.</summary>
    public static bool TryRead(string? state, string? because, out CustodianSaid said)
    {
        (var known, said) = (state, because) switch
        {
            ("held", null) => (true, CustodianSaid.Held),
            ("nothing-held", null) => (true, CustodianSaid.NothingHeld),
            ("withheld", null) => (true, CustodianSaid.Withheld),
            ("not-known", "not-matched") => (true, CustodianSaid.NotKnown(Because.NotMatched)),
            ("not-known", "ambiguous") => (true, CustodianSaid.NotKnown(Because.Ambiguous)),
            ("not-known", "maintenance") => (true, CustodianSaid.NotKnown(Because.Maintenance)),
            ("not-known", "not-covered") => (true, CustodianSaid.NotKnown(Because.NotCovered)),
            ("not-known", "busy") => (true, CustodianSaid.NotKnown(Because.Busy)),
            ("not-known", "stale") => (true, CustodianSaid.NotKnown(Because.Stale)),
            ("not-applicable", "age") => (true, CustodianSaid.NotApplicable(Because.Age)),
            ("not-applicable", "not-pregnant") => (true, CustodianSaid.NotApplicable(Because.NotPregnant)),
            _ => (false, CustodianSaid.NotKnown(Because.RejectedUnverified)),
        };
        return known;
    }
}
