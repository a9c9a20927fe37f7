using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Benchmarks;

/// <summary>How long and how much. The short form is for every change; the whole one runs before a release.</summary>
internal sealed record LoadOptions
{
    public static readonly ImmutableArray<string> AllMeasures = ["throughput", "share", "five", "allocations", "start", "growth"];

    public bool Short { get; init; }
    public double Seconds { get; init; } = 5;
    public double WarmUpSeconds { get; init; } = 4;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 5;

    public int Starts { get; init; } = 10;
    public int SameWork { get; init; } = 2000;
    public int Connections { get; init; } = 64;
    public ulong Seed { get; init; } = 1;
    public string? Json { get; init; }
    public ImmutableArray<int> Sizes { get; init; } = [10_000, 100_000, 300_000, 1_000_000];
    public ImmutableArray<string> Measures { get; init; } = AllMeasures;

    public static LoadOptions? Read(string[] args)
    {
        var options = args.Contains("--short")
            ? new LoadOptions { Short = true, Seconds = 2, WarmUpSeconds = 3, Rounds = 2, Starts = 3, SameWork = 500, Sizes = [10_000, 50_000] }
            : new LoadOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private LoadOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seconds", > 0 and <= 120 and var seconds) => this with { Seconds = seconds, WarmUpSeconds = Math.Min(seconds, WarmUpSeconds) },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--seed", >= 0 and var seed) => this with { Seed = (ulong)seed },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        ("--only", _) when value.Split(',') is var chosen && chosen.All(AllMeasures.Contains) => this with { Measures = [.. chosen] },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
