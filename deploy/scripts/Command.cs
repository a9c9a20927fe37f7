using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Gateway.Deploy;

internal sealed record Finished(int Code, string Output)
{
    public bool Ok => Code == 0;

    public string Tail(int lines) => string.Join('\n', Output.TrimEnd().Split('\n').TakeLast(lines));
}

internal sealed record Command(string File, params string[] Arguments)
{
    public string Folder { get; init; } = Repository.Root;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Runs to the end and gives back everything it printed, both streams in order of arrival.</summary>
    public Finished Run()
    {
        var output = new StringBuilder();
        var process = Start(line => { lock (output) { output.Append(line).Append('\n'); } }, Ending.Tree);
        if (process is null)
        {
            return new Finished(127, $"{File} was not found");
        }

        process.WaitForExit();
        Children.Forget(process);
        Children.ThrowIfStopping();
        lock (output)
        {
            return new Finished(process.ExitCode, output.ToString());
        }
    }

    /// <summary>Starts it as a child that <see cref="Children.StopAll"/> will stop; null when there is no such program.</summary>
    public Process? Start(Action<string> line, Ending ending = Ending.Asked)
    {
        var process = new Process { StartInfo = Describe(ending) };
        process.OutputDataReceived += (_, e) => { if (e.Data is not null) { line(e.Data); } };
        process.ErrorDataReceived += (_, e) => { if (e.Data is not null) { line(e.Data); } };
        try
        {
            Children.Start(process, ending);
        }
        catch (Win32Exception)
        {
            return null;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    // On Linux a server is also ended when this process is killed outright. It holds for as long as the thread that started it lives: start from the main one.
    private ProcessStartInfo Describe(Ending ending)
    {
        var tether = ending == Ending.Asked && OperatingSystem.IsLinux() ? Repository.Program("setpriv") : null;
        var start = tether is null ? new ProcessStartInfo(File, Arguments) : new ProcessStartInfo(tether, ["--pdeathsig", "TERM", "--", File, .. Arguments]);
        return Describe(start);
    }

    private ProcessStartInfo Describe(ProcessStartInfo start)
    {
        start.WorkingDirectory = Folder;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
