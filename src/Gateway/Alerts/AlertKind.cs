namespace Gateway.Alerts;

/// <summary>What information governance is told of at once (sharing rules, 2.7 and 6.3).</summary>
public enum AlertKind : byte
{
    /// <summary>A refusal X2, X3, X11 or X12.</summary>
    Refusal,

    /// <summary>Near-identical reasons again and again; releases on a reason now need a second person.</summary>
    RepeatedReasons,

    /// <summary>More releases on a reason within an hour than anybody needs; refused as bulk for now.</summary>
    BreakGlassRate,

    /// <summary>One practitioner walks through many children; refused as bulk for now.</summary>
    Enumeration,

    /// <summary>What was not let go for one purpose was asked for another within a day.</summary>
    PurposeChanged,

    /// <summary>A named person at a holder has not answered in time.</summary>
    AskOverdue,

    /// <summary>One practitioner looks for children more often, or in another way, than anybody needs.</summary>
    Fishing,
}

public static class AlertWords
{
    public static string Word(this AlertKind kind) => kind switch
    {
        AlertKind.Refusal => "refusal",
        AlertKind.RepeatedReasons => "repeated-reasons",
        AlertKind.BreakGlassRate => "break-glass-rate",
        AlertKind.Enumeration => "enumeration",
        AlertKind.PurposeChanged => "purpose-changed",
        AlertKind.AskOverdue => "ask-overdue",
        AlertKind.Fishing => "fishing",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
