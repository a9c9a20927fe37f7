using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Gateway.Benchmarks.Processes;

/// <summary>A process that was started here and is stopped here. What it says on its standard output can be awaited.</summary>
internal sealed class Child : IAsyncDisposable
{
    private const double TicksPerSecond = 100;
    private static readonly ConcurrentDictionary<int, Child> Running = new();

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastWords = new();

    private Child(string name, ProcessStartInfo start)
    {
        Name = name;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{name} did not start.");
        Running[_process.Id] = this;
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();
    }

    public string Name { get; }

    public int Id => _process.Id;

    /// <summary>Starts a program of the framework from its assembly.</summary>
    public static Child Dotnet(string name, string assembly, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Start(name, Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [assembly, .. arguments], environment, Path.GetDirectoryName(assembly));

    public static Child Start(
        string name, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? Path.GetTempPath(),
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>()) start.Environment[key] = value;
        return new Child(name, start);
    }

    /// <summary>Sends a line and gives the next one that comes.</summary>
    public async Task<string> AskAsync(string line, TimeSpan patience)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        return await LineAsync(_ => true, patience);
    }

    /// <summary>The next line that fits.</summary>
    public async Task<string> LineAsync(Func<string, bool> fits, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"{Name} ended. {LastWords}");
            if (fits(line)) return line;
            Keep(line);
        }
    }

    /// <summary>Reads on for ever, so that a chatty process does not wait for a reader.</summary>
    public void Drain() => _ = Task.Run(async () =>
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Keep(line);
    });

    public bool HasEnded => _process.HasExited;

    public string LastWords => string.Join(Environment.NewLine, _lastWords);

    /// <summary>Processor time so far, in seconds.</summary>
    public double Cpu => CpuOf(Id);

    /// <summary>Resident memory, in megabytes.</summary>
    public double Memory => Status("VmRSS:") ?? 0;

    /// <summary>The most it had so far; null once it has ended.</summary>
    public double? PeakMemory => Status("VmHWM:");

    private double? Status(string name)
    {
        try
        {
            return File.ReadLines($"/proc/{Id}/status").FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal)) is { } line
                ? double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public static double CpuOf(int id, bool withEndedChildren = false)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            var counted = fields.Skip(11).Take(withEndedChildren ? 4 : 2);
            return counted.Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Whatever still runs, at once.</summary>
    public static void KillAll()
    {
        foreach (var child in Running.Values) child.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var asked = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(8)));
        }

        Kill();
        await _process.WaitForExitAsync();
        Running.TryRemove(Id, out _);
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            if (!_process.HasExited) _process.Kill();
        }
        catch (InvalidOperationException)
        {
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lastWords.Enqueue(line);
        if (_lastWords.Count > 20) _lastWords.TryDequeue(out _);
    }
}
