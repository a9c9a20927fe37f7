using System.Globalization;

namespace Gateway.Benchmarks.FanOut;

/// <summary>How long and how often, and how many questions a second.</summary>
internal sealed record FanOutOptions
{
    public bool Short { get; init; }

    public double Seconds { get; init; } = 5;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 7;

    public double Rate { get; init; } = 100;

    public string? Json { get; init; }

    public string Form => $"{(Short ? "short form" : "whole form")}: {Rounds} rounds of {Seconds:0.#} s after one discarded, {Rate:0} questions a second";

    public static FanOutOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new FanOutOptions { Short = true, Seconds = 1, Rounds = 2 } : new FanOutOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private FanOutOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seconds", > 0 and <= 60 and var seconds) => this with { Seconds = seconds },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--rate", >= 1 and <= 5000 and var rate) => this with { Rate = rate },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
