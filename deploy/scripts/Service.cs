using System.Diagnostics;

namespace Gateway.Deploy;

/// <summary>A long-running child with a log file of its own.</summary>
internal sealed class Service
{
    private readonly StreamWriter log;
    private readonly Process? process;
    private volatile string said = "";

    public Service(string name, string logFile, Command command)
    {
        Name = name;
        LogFile = logFile;
        log = new StreamWriter(logFile) { AutoFlush = true };
        process = command.Start(Write);
    }

    public string Name { get; }

    public string LogFile { get; }

    /// <summary>The first line it printed.</summary>
    public string Said => said;

    public bool Alive => process is { HasExited: false };

    public StepResult WaitUntil(Func<bool> ready, TimeSpan patience)
    {
        for (var clock = Stopwatch.StartNew(); Alive && clock.Elapsed < patience; Thread.Sleep(50))
        {
            if (ready())
            {
                return StepResult.Ok();
            }
        }

        Children.ThrowIfStopping();
        return StepResult.Failed(Alive ? $"not ready after {patience.TotalSeconds:0} s" : "stopped", LastWords());
    }

    public Task Ended() => process!.WaitForExitAsync();

    public string LastWords()
    {
        if (!Alive)
        {
            process?.WaitForExit();
        }

        lock (log)
        {
            return $"Last lines of {Path.GetRelativePath(Repository.Root, LogFile)}:\n" + string.Join('\n', File.ReadLines(LogFile).TakeLast(25).Select(line => "  | " + line));
        }
    }

    private void Write(string line)
    {
        lock (log)
        {
            log.WriteLine(line);
        }

        if (said.Length == 0)
        {
            said = line;
        }
    }
}
