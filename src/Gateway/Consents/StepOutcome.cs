using Gateway.Consents.Store;

namespace Gateway.Consents;

/// <summary>What can come of recording something. Every case has its answer on the wire.</summary>
internal abstract record StepOutcome
{
    private StepOutcome() { }

    /// <summary>In the store and in the ledger.</summary>
    public sealed record Recorded(RecordedStep Step) : StepOutcome;

    /// <summary>The role may not, or nobody confirmed the involvement. In the ledger.</summary>
    public sealed record Refused(bool ByRole) : StepOutcome;

    /// <summary>No such record of this agency about this child; whether there is another is not said. In the ledger.</summary>
    public sealed record NotFound : StepOutcome;

    /// <summary>The record does not stand where this could be done to it.</summary>
    public sealed record MovedOn : StepOutcome;

    /// <summary>The agency has the opposite answer already: the same person's, or another's?</summary>
    public sealed record WhoseIsIt : StepOutcome;

    /// <summary>The same request id came with something else.</summary>
    public sealed record RequestIdReused : StepOutcome;

    /// <summary>The ledger cannot record, so nothing is confirmed.</summary>
    public sealed record LedgerClosed : StepOutcome;
}
