using System.Globalization;

namespace Gateway.Benchmarks.Ledger;

/// <summary>How long the ledger is measured, and on which stores.</summary>
internal sealed record LedgerOptions
{
    public const int Callers = 64;

    public bool Short { get; init; }
    public double Seconds { get; init; } = 5;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 5;
    public string[] Stores { get; init; } = ["sqlite", "postgres"];
    public string? Json { get; init; }

    public string Form => $"{(Short ? "short form" : "whole form")}: {Rounds} rounds of {Seconds:0.#} s after one discarded, {Callers} callers";

    public static LedgerOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new LedgerOptions { Short = true, Seconds = 1, Rounds = 2 } : new LedgerOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private LedgerOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seconds", > 0 and <= 60 and var seconds) => this with { Seconds = seconds },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--store", _) when value is "sqlite" or "postgres" => this with { Stores = [value] },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
