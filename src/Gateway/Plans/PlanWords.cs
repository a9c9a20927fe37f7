namespace Gateway.Plans;

/// <summary>What happened to a plan.</summary>
internal enum PlanChangeKind : byte
{
    Started,
    CategoryChanged,
    Ended,

    /// <summary>The child moves to another council's area, and the plan with them.</summary>
    Moved,
}

/// <summary>What became of one agency that a council named.</summary>
internal enum PlanState : byte
{
    /// <summary>Its own system says that the child is not theirs: nobody there is told.</summary>
    NotTheirs,
    /// <summary>Nobody could say whether the child is theirs: they are told only to ring.</summary>
    ToldToRing,
    Told,
    /// <summary>Nobody there signs in who could be asked or told.</summary>
    NobodyThere,
}

internal static class PlanWords
{
    private static readonly (string Word, PlanChangeKind Kind)[] Changes = [("started", PlanChangeKind.Started), ("category-changed", PlanChangeKind.CategoryChanged), ("ended", PlanChangeKind.Ended), ("moved", PlanChangeKind.Moved)];

    public static string Word(this PlanChangeKind kind) => Array.Find(Changes, one => one.Kind == kind).Word;

    public static PlanChangeKind? Read(string? word) => Array.Find(Changes, one => one.Word == word) is { Word: not null } known ? known.Kind : null;

    /// <summary>As the council is told: whoever has the child is told, and who that is it does not learn here.</summary>
    public static string Said(this PlanState state) => state is PlanState.Told or PlanState.NotTheirs ? "sent-if-theirs" : state.Word();

    /// <summary>As the ledger has it.</summary>
    public static string Word(this PlanState state) => state switch
    {
        PlanState.Told => "told",
        PlanState.ToldToRing => "told-to-ring",
        PlanState.NobodyThere => "nobody-there",
        _ => "not-theirs",
    };
}
