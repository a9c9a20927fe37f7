namespace Gateway.Rules.Policy;

/// <summary>What may happen with one item, mildest first: a larger value is stricter (sharing rules, section 1.2).</summary>
public enum Outcome : byte
{
    /// <summary>S: the item may go now.</summary>
    Share,

    /// <summary>M: its minimal form may go now.</summary>
    ShareLess,

    /// <summary>J1: released at once on a written reason, reviewed within one working day.</summary>
    Justify,

    /// <summary>J2: a named person at the holder decides.</summary>
    AskHolder,

    /// <summary>R: not by this route, with a safe next step.</summary>
    Refuse,

    /// <summary>The child is not identified exactly, so there is no data about anyone.</summary>
    NoData,
}

/// <summary>The words of the outcomes on the wire and in the matrix.</summary>
public static class OutcomeWords
{
    /// <summary>The word on the wire.</summary>
    public static string Word(this Outcome outcome) => outcome switch
    {
        Outcome.Share => "share",
        Outcome.ShareLess => "share-less",
        Outcome.Justify => "justify",
        Outcome.AskHolder => "ask-holder",
        Outcome.Refuse => "refuse",
        Outcome.NoData => "no-data",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>Reads a cell of the matrix: S, M, J1, J2 or R. Anything else is false.</summary>
    public static bool TryReadCell(string text, out Outcome outcome)
    {
        (var known, outcome) = text switch
        {
            "S" => (true, Outcome.Share),
            "M" => (true, Outcome.ShareLess),
            "J1" => (true, Outcome.Justify),
            "J2" => (true, Outcome.AskHolder),
            "R" => (true, Outcome.Refuse),
            _ => (false, Outcome.Refuse),
        };
        return known;
    }
}
