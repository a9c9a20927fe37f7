using System.Globalization;

namespace Gateway.Benchmarks.Policy;

/// <summary>How long the engines are measured. The short form is for every change; the whole one runs before a release.</summary>
internal sealed record PolicyOptions
{
    public bool Short { get; init; }
    public double Seconds { get; init; } = 5;
    public double WarmUpSeconds { get; init; } = 4;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Compares the answers and measures nothing.</summary>
    public bool AnswersOnly { get; init; }
    public string? Json { get; init; }

    public string Form => $"{(Short ? "short form" : "whole form")}: {Rounds} rounds of {Seconds:0.#} s after one discarded, {WarmUpSeconds:0.#} s of warm-up";

    public static PolicyOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new PolicyOptions { Short = true, Seconds = 1, WarmUpSeconds = 1.5, Rounds = 2 } : new PolicyOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (args[i] == "--answers-only") options = options with { AnswersOnly = true };
            else if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            else options = changed;
        }

        return options;
    }

    private PolicyOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seconds", > 0 and <= 60 and var seconds) => this with { Seconds = seconds, WarmUpSeconds = Math.Min(seconds, WarmUpSeconds) },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
