using System.Runtime.InteropServices;

namespace Gateway.Deploy;

/// <summary>Ctrl+C, a polite kill and a closed terminal all end the same way.</summary>
internal sealed class Signals : IDisposable
{
    private readonly List<PosixSignalRegistration> registrations;
    private int seen;

    public Signals(Action stop)
    {
        registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (Interlocked.Exchange(ref seen, 1) == 0)
                {
                    stop();
                }
            }))];
    }

    public void Dispose() => registrations.ForEach(registration => registration.Dispose());
}
