namespace Gateway.Audit;

/// <summary>Proves that the ledger takes entries by giving it one, at most every five seconds however often it is asked.</summary>
public sealed class LedgerProbe
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly Ledger _ledger;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task<bool>? _latest;
    private long _asked;

    public LedgerProbe(Ledger ledger, TimeProvider time)
    {
        _ledger = ledger;
        _time = time;
    }

    /// <summary>True when a heartbeat was recorded within the last five seconds.</summary>
    public Task<bool> CanAppendAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            if (_latest is null || (_latest.IsCompleted && _time.GetElapsedTime(_asked) >= Freshness))
            {
                _asked = _time.GetTimestamp();
                _latest = AppendAsync();
            }

            return _latest.WaitAsync(cancellation);
        }
    }

    // Not the caller's cancellation: others wait for the same answer.
    private async Task<bool> AppendAsync() =>
        await _ledger.AppendAsync(OwnEntries.Heartbeat(_ledger.LastCheckpoint), CancellationToken.None) is AppendResult.Recorded && _ledger.WhyPaused is null;
}
