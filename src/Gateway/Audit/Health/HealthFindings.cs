using System.Collections.Immutable;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;

namespace Gateway.Audit.Health;

/// <summary>What of a report is wrong, in words, and what to do about it.</summary>
internal static class HealthFindings
{
    /// <summary>A checkpoint is published at least every ten minutes.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromMinutes(11);

    private const string RingNow = "Ring whoever runs the gateway now.";
    private const string Keep = RingNow + " Keep every receipt and checkpoint that you have: they show what stood here. Do not let anybody put back a copy or restart before it was looked at.";

    /// <param name="report">All but its findings.</param>
    /// <param name="isSigned">False where this gateway is set up to sign nothing.</param>
    /// <param name="unreadable">What could not be read.</param>
    public static ImmutableArray<HealthFinding> Of(HealthReport report, bool isSigned, string? unreadable) =>
        [.. Stopped(report), .. Unread(unreadable), .. Anchor(report), .. Published(report, isSigned), .. Witnessed(report.Witnesses)];

    private static IEnumerable<HealthFinding> Stopped(HealthReport report)
    {
        if (report.State is LedgerState.Sealed { Why: var why })
            yield return new($"The ledger is sealed: {why}.", Keep + " Until then nothing is recorded, so nothing is shown to anybody; practitioners are told to ring.");
        if (report.Paused is { } paused)
            yield return new($"Nothing is released: {paused}.", "Ring the agencies that run the witnesses, then whoever runs the gateway. It goes on by itself once enough of them have cosigned.");
    }

    private static IEnumerable<HealthFinding> Unread(string? unreadable)
    {
        if (unreadable is not null) yield return new($"{unreadable} could not be read, so part of this page is missing.", RingNow);
    }

    private static IEnumerable<HealthFinding> Anchor(HealthReport report)
    {
        if (report.Anchor?.Agrees == Standing.Broken)
            yield return new("The anchor and the stored log do not agree: entries were changed, or are gone.", Keep);
        if (report.Published?.Signature == Standing.Broken)
            yield return new("The published checkpoint is not signed by this log's key.", Keep);
    }

    private static IEnumerable<HealthFinding> Published(HealthReport report, bool isSigned)
    {
        if (!isSigned) yield return new("This gateway signs nothing: a cut tail would not show.", "Ask whoever runs the gateway to set Ledger:Anchor. Outside Development it does not start without.");
        else if (report.Published is null) yield return new("No checkpoint is published yet.", "Look again in two minutes. Where it stays so, ring whoever runs the gateway.");
        else if (report.Published.At is { } at && report.At - at > Late)
            yield return new("The last checkpoint is older than ten minutes: newer entries cannot be proven yet.", RingNow);
    }

    private static IEnumerable<HealthFinding> Witnessed(WitnessHealth witnesses)
    {
        if (witnesses.Without >= WitnessQuorum.Alarming && witnesses.Without < WitnessQuorum.Stopping)
            yield return new(
                $"Too few witnesses have cosigned for {(int)witnesses.Without.TotalMinutes} minutes. After four hours nothing is released.",
                "Ring the agencies whose witnesses are missing below, then whoever runs the gateway.");
    }
}
