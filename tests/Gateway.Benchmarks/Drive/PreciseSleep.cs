using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gateway.Benchmarks.Drive;

/// <summary>Sleeps to within some tens of microseconds. The framework's own timers are good to a millisecond, which is what is measured here.</summary>
internal static partial class PreciseSleep
{
    private const int SetTimerSlack = 29;

    public static void BeginOnThisThread()
    {
        if (OperatingSystem.IsLinux()) _ = Control(SetTimerSlack, 1, 0, 0, 0);
    }

    public static void Until(long due)
    {
        for (var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due); left > TimeSpan.Zero; left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due))
            _ = Sleep(new Timespec { Seconds = left.Ticks / TimeSpan.TicksPerSecond, Nanoseconds = left.Ticks % TimeSpan.TicksPerSecond * 100 }, 0);
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int Sleep(in Timespec time, nint left);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint value, nuint third, nuint fourth, nuint fifth);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
