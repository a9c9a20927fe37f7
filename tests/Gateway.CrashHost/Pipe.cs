using System.Text;

namespace Gateway.CrashHost;

/// <summary>Whole lines to whoever started this process: what was written before a death is read after it.</summary>
internal static class Pipe
{
    private static readonly Stream Output = Console.OpenStandardOutput();
    private static readonly Lock One = new();

    public static void Say(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (One)
        {
            Output.Write(bytes);
            Output.Flush();
        }
    }
}
