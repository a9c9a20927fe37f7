namespace Gateway.Simulator;

/// <summary>The ways in which an agency can answer badly, in the order of <see cref="FaultWords"/>.</summary>
public enum Fault
{
    /// <summary>Answers as the contract says.</summary>
    None,
    /// <summary>Accepts the question and never answers.</summary>
    Silent,
    /// <summary>Breaks the connection.</summary>
    Reset,
    /// <summary>Stops listening on the agency's own port; where it has none, breaks the connection.</summary>
    Refuse,
    /// <summary>500 with a text.</summary>
    Error,
    /// <summary>200 with a page.</summary>
    Html,
    /// <summary>The right answer, cut in half.</summary>
    Truncated,
    /// <summary>JSON of another shape.</summary>
    WrongSchema,
    /// <summary>A word for the state that is not in the contract.</summary>
    UnknownState,
    /// <summary>Each state twice, the second one saying that nothing is held (or that the relationship is confirmed).</summary>
    DuplicateMembers,
    /// <summary>One of the items asked is left out.</summary>
    MissingItem,
    /// <summary>The right answer, a byte a second.</summary>
    Drip,
    /// <summary>Breaks the connection in the middle of the right answer.</summary>
    ResetBody,
    /// <summary>A body that does not end.</summary>
    Endless,
    /// <summary>302 to another loopback address.</summary>
    Redirect,
    /// <summary>Answers another question.</summary>
    WrongRequest,
    /// <summary>The right answer, signed with a key that is not the holder's.</summary>
    WrongSignature,
    /// <summary>The right answer without a signature.</summary>
    NotSigned,
    /// <summary>The right answer with the signature that belongs to an earlier question.</summary>
    Replayed,
    /// <summary>The right answer from a clock that is an hour ahead.</summary>
    ClockAhead,
    /// <summary>503 that asks to be left alone for an hour.</summary>
    LeaveAlone,
    /// <summary>64 MiB in 64 KiB of gzip that nobody asked for.</summary>
    GzipBomb,
    /// <summary>Within the contract: withheld for every item.</summary>
    Withheld,
    /// <summary>Within the contract: not known for every item, because of maintenance.</summary>
    Maintenance,
    /// <summary>Within the contract: not known for every item, because it is busy.</summary>
    Busy,
}

internal static class FaultWords
{
    public static readonly WordList All = new(
        "none", "silent", "reset", "refuse", "error", "html", "truncated", "wrong-schema", "unknown-state", "duplicate-members", "missing-item",
        "drip", "reset-body", "endless", "redirect", "wrong-request", "wrong-signature", "unsigned", "replayed", "clock-ahead", "leave-alone", "gzip-bomb", "withheld", "maintenance", "busy");
}

/// <summary>How an agency or custodian behaves now.</summary>
/// <param name="DelayMilliseconds">Waited before anything else, from 0 to 600,000.</param>
/// <param name="StaleMinutes">How far in the past its answers say that they are from, from 0 to 5,256,000 (ten years).</param>
public sealed record Behaviour(int DelayMilliseconds = 0, Fault Fault = Fault.None, int StaleMinutes = 0)
{
    public static Behaviour Normal { get; } = new();
}
