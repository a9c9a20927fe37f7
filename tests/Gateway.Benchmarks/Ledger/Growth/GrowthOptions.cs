using System.Globalization;

namespace Gateway.Benchmarks.Ledger.Growth;

/// <summary>How large the ledgers are, and on which stores.</summary>
internal sealed record GrowthOptions
{
    private static readonly long[] Whole = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000];

    public bool Short { get; init; }
    public double Seconds { get; init; } = 5;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 5;
    public string[] Stores { get; init; } = ["sqlite", "postgres"];
    public long[] Sizes { get; init; } = Whole;
    public string? Json { get; init; }

    public string Form => $"{(Short ? "short form" : "whole form")}: {Rounds} rounds of {Seconds:0.#} s after one discarded, {LedgerOptions.Callers} callers";

    /// <summary>SQLite is for one agency: it stops at ten million.</summary>
    public IEnumerable<long> SizesOf(string store) => store == "sqlite" ? Sizes.Where(size => size <= 10_000_000) : Sizes;

    public static GrowthOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new GrowthOptions { Short = true, Seconds = 1, Rounds = 2, Sizes = [10_000, 100_000] } : new GrowthOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private GrowthOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--seconds", > 0 and <= 60 and var seconds) => this with { Seconds = seconds },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--store", _) when value is "sqlite" or "postgres" => this with { Stores = [value] },
        ("--sizes", _) when value.Split(',').Select(Number).ToArray() is var sizes && sizes.All(size => size is >= 1000 and <= 100_000_000) =>
            this with { Sizes = [.. sizes.Select(size => (long)size).Order()] },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
