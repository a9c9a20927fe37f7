using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Deploy;

/// <summary>How a child is stopped: a server is asked; a tool is ended with everything it started.</summary>
internal enum Ending
{
    Asked,
    Tree,
}

/// <summary>Every process these scripts start, so that none is left behind, however the script ends.</summary>
internal static class Children
{
    public const int Interrupt = 2;
    public const int Terminate = 15;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<Process, Ending> Running = [];
    private static bool closed;

    public static void Start(Process process, Ending ending)
    {
        lock (Gate)
        {
            ThrowIfStopping();
            process.Start();
            Running.Add(process, ending);
        }
    }

    public static void ThrowIfStopping()
    {
        lock (Gate)
        {
            if (closed)
            {
                throw new OperationCanceledException();
            }
        }
    }

    public static void Forget(Process process)
    {
        lock (Gate)
        {
            Running.Remove(process);
        }
    }

    /// <summary>Asks, waits, then insists. The whole tree goes: a test host is a grandchild.</summary>
    public static void Stop(Process process, int signal = Terminate, int patienceSeconds = 10)
    {
        Forget(process);
        if (process.HasExited)
        {
            return;
        }

        Ask(process, signal);
        if (!process.WaitForExit(TimeSpan.FromSeconds(patienceSeconds)))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    /// <summary>After this nothing can be started any more.</summary>
    public static void StopAll()
    {
        KeyValuePair<Process, Ending>[] left;
        lock (Gate)
        {
            closed = true;
            left = [.. Running.Where(child => !child.Key.HasExited)];
        }

        foreach (var (process, ending) in left)
        {
            End(process, ending);
        }

        foreach (var (process, _) in left)
        {
            Stop(process);
        }
    }

    private static void End(Process process, Ending ending)
    {
        if (ending == Ending.Tree)
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            Ask(process, Terminate);
        }
    }

    private static void Ask(Process process, int signal)
    {
        if (OperatingSystem.IsWindows() || Kill(process.Id, signal) != 0)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
