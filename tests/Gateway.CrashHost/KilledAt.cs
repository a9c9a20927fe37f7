using Gateway.Hosting;

namespace Gateway.CrashHost;

/// <summary>
/// Says on standard output that a marked point is reached for the nth time, and holds the thread there for ever: whoever reads it
/// kills the process.
/// </summary>
internal sealed class KilledAt(CrashPoint point, int after)
{
    private static readonly ManualResetEventSlim Never = new();
    private int _left = after;

    /// <summary>Listens from now on. Without <c>--point</c> there is nothing to hold.</summary>
    public static KilledAt? Read(string[] args)
    {
        var given = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (given["point"] is not { } name) return null;
        var killed = new KilledAt(Enum.Parse<CrashPoint>(name), int.Parse(given["after"] ?? "0"));
        CrashPoints.Listener = killed.Look;
        return killed;
    }

    private void Look(CrashPoint reached)
    {
        if (reached != point || Interlocked.Decrement(ref _left) != -1) return;
        Pipe.Say($"at {point}");
        Never.Wait();
    }
}
