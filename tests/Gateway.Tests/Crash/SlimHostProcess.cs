using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Gateway.Tests.Deploy;

namespace Gateway.Tests.Crash;

/// <summary>The slim host of the ledger as a process of its own, and everything it said until its death.</summary>
internal sealed class SlimHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private SlimHostProcess(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        // A process that lives for a second gains nothing from being compiled twice.
        (start.Environment["DOTNET_TieredPGO"], start.Environment["DOTNET_TC_CallCounting"]) = ("0", "0");
        _process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += Killed;
    }

    public static string Program { get; } = Repository.At(
        "tests", "Gateway.CrashHost", "bin", typeof(SlimHostProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration, "net10.0", "Gateway.CrashHost.dll");

    public List<Promised> Acknowledged { get; } = [];

    /// <summary>Of children whose keys were to be destroyed next.</summary>
    public List<Promised> Leaving { get; } = [];

    /// <summary>Origin, size and root of everything it signed.</summary>
    public List<string> Signed { get; } = [];

    public List<string> Said { get; } = [];

    public static SlimHostProcess Start(IEnumerable<string> arguments) => new(new ProcessStartInfo("dotnet", [Program, "ledger", .. arguments]));

    /// <summary>Every write beyond so many kilobytes of a file fails.</summary>
    public static SlimHostProcess Start(IEnumerable<string> arguments, int kilobytes)
    {
        // The runtime keeps its code in a file of memory, which would be too large, where it may be written and run; here it may not.
        var start = new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec dotnet \"$@\"", "bash", Program, "ledger", .. arguments]);
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return new SlimHostProcess(start);
    }

    /// <summary>The next thing it says by the way with this word in it.</summary>
    public async Task<string> UntilSaidAsync(string word)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (Keep(line) && line.StartsWith("said", StringComparison.Ordinal) && line.Contains(word, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException("The host ended by itself.\n" + string.Join('\n', Said.TakeLast(20)));
    }

    /// <summary>The next thing that is not said by the way: <c>open</c>, or <c>at</c> and a point.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            if (!Keep(line)) return line;
        throw new InvalidOperationException("The host ended by itself.\n" + string.Join('\n', Said.TakeLast(20)));
    }

    public Task GoAsync() => _process.StandardInput.WriteLineAsync("go");

    /// <summary>SIGKILL, and then whatever it had still said.</summary>
    public async Task KillAsync()
    {
        Killed(this, EventArgs.Empty);
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Keep(line);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Killed;
        Killed(this, EventArgs.Empty);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private bool Keep(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "ack" when words.Length == 6: Acknowledged.Add(Read(words)); return true;
            case "leaving" when words.Length == 6: Leaving.Add(Read(words)); return true;
            case "signed": Signed.Add(line); return true;
            case "said": Said.Add(line); return true;
            // A line that death cut off promised nothing.
            default: return words[0] is not ("open" or "at" or "closed");
        }
    }

    private static Promised Read(string[] words) => new(
        long.Parse(words[1], CultureInfo.InvariantCulture), Guid.Parse(words[2]), words[3], long.Parse(words[4], CultureInfo.InvariantCulture), words[5]);

    private void Killed(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill();
    }
}
