namespace Gateway.Audit.Witness;

/// <summary>How long the log has gone without the cosignatures that its policy needs: an alarm after ten minutes, and after four hours nothing is released.</summary>
internal sealed class WitnessQuorum(TimeProvider time)
{
    public static readonly TimeSpan Alarming = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Stopping = TimeSpan.FromHours(4);

    private long _last;

    /// <summary>A quorum cosigned at this time; where none ever did, since then one is waited for.</summary>
    public void Met(DateTimeOffset at) => Interlocked.Exchange(ref _last, Math.Max(1, at.ToUnixTimeMilliseconds()));

    /// <summary>Zero where no quorum is needed, or none is waited for yet.</summary>
    public TimeSpan Without => Interlocked.Read(ref _last) is var last and > 0 ? time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(last) : TimeSpan.Zero;

    public bool IsAlarming => Without >= Alarming;

    /// <summary>Why nothing is released, or null.</summary>
    public string? WhyPaused => Without >= Stopping ? "no quorum of witnesses has cosigned the ledger for four hours" : null;
}
