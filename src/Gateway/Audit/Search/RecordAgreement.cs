using Gateway.Agencies;

namespace Gateway.Audit.Search;

/// <summary>A second officer agrees that a colleague reads the history of a protected child: one way, whether on a page or by a system.</summary>
internal sealed class RecordAgreement(AppendToLedger append, TimeProvider time)
{
    public async Task<AgreementOutcome> RunAsync(Practitioner who, Agreement agreement, CancellationToken stopping)
    {
        if (agreement.Colleague == who.Subject) return new AgreementOutcome.OwnLook();
        return await append(SearchEntries.Agreed(who, agreement, time.GetUtcNow()), stopping) is AppendResult.Recorded { Receipt: var receipt }
            ? new AgreementOutcome.Agreed(receipt)
            : new AgreementOutcome.LedgerClosed();
    }
}

internal abstract record AgreementOutcome
{
    private AgreementOutcome() { }

    public sealed record Agreed(LedgerReceipt Receipt) : AgreementOutcome
    {
        public DateTimeOffset Until => Receipt.At + Agreement.Holds;
    }

    /// <summary>Nobody agrees to a look of their own.</summary>
    public sealed record OwnLook : AgreementOutcome;

    public sealed record LedgerClosed : AgreementOutcome;
}
