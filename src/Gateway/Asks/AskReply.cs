using Gateway.Audit;
using Gateway.Disclosure;

namespace Gateway.Asks;

/// <summary>What came of reading an ask, or of answering it.</summary>
internal abstract record AskReply
{
    private AskReply() { }

    public sealed record Shown(Ask Ask, LedgerReceipt Receipt) : AskReply;

    /// <summary>It is somebody else's, or there is none: nobody can tell which.</summary>
    public sealed record NotFound : AskReply;

    public sealed record Faulty(IReadOnlyList<FieldFault> Faults) : AskReply;

    /// <summary>It would hold, and was not sent.</summary>
    public sealed record Holds(Ask Ask, AskAnswered Answer) : AskReply;

    /// <summary>They have a personal interest, or asked it themselves. In the ledger.</summary>
    public sealed record PersonalInterest : AskReply;

    /// <summary>A colleague answered first.</summary>
    public sealed record ByAnother : AskReply;

    /// <summary>The ledger cannot record.</summary>
    public sealed record Closed : AskReply;
}
