using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Policy;

namespace Gateway.Matching.Find;

/// <summary>
/// A supervisor releases a colleague who has looked as often as a shift allows. It needs a second person: nobody releases themselves.
/// The ledger's entry is the release, so that every process and every restart knows it.
/// </summary>
internal sealed class ReleaseLooks(LookTrail trail, FindEntries entries, PoliciesInForce policies, AppendToLedger append)
{
    public async Task<LooksReleased> RunAsync(Practitioner supervisor, string practitioner, string reason, CancellationToken stopping)
    {
        if (!supervisor.IsSupervisor()) return LooksReleased.NotASupervisor.Instance;
        if (policies.Current is not { } policy) return LooksReleased.NoPolicy.Instance;
        if (practitioner == supervisor.Subject)
            return await append(entries.OwnRelease(supervisor, reason, policy), stopping) is AppendResult.Recorded ? LooksReleased.Own.Instance : LooksReleased.LedgerClosed.Instance;
        if (await trail.SpentUntilAsync(supervisor.Agency, practitioner, stopping) is not { } until) return LooksReleased.NotNeeded.Instance;
        if (await append(entries.Released(supervisor, practitioner, until, reason, policy), stopping) is not AppendResult.Recorded { Receipt: var receipt }) return LooksReleased.LedgerClosed.Instance;
        trail.Released(supervisor.Agency, new LookRelease(practitioner, receipt.At, until));
        return new LooksReleased.Done(receipt, until);
    }
}

/// <summary>What became of a release.</summary>
internal abstract record LooksReleased
{
    private LooksReleased() { }

    /// <param name="Until">The end of the colleague's shift.</param>
    public sealed record Done(LedgerReceipt Receipt, DateTimeOffset Until) : LooksReleased;

    public sealed record NotASupervisor : LooksReleased
    {
        public static readonly NotASupervisor Instance = new();

        private NotASupervisor() { }
    }

    /// <summary>They asked for themselves, which is recorded.</summary>
    public sealed record Own : LooksReleased
    {
        public static readonly Own Instance = new();

        private Own() { }
    }

    /// <summary>Nobody of that name at the supervisor's agency has come to the end of a shift's looks.</summary>
    public sealed record NotNeeded : LooksReleased
    {
        public static readonly NotNeeded Instance = new();

        private NotNeeded() { }
    }

    public sealed record NoPolicy : LooksReleased
    {
        public static readonly NoPolicy Instance = new();

        private NoPolicy() { }
    }

    public sealed record LedgerClosed : LooksReleased
    {
        public static readonly LedgerClosed Instance = new();

        private LedgerClosed() { }
    }
}
