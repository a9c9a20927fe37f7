using System.Globalization;

namespace Gateway.Benchmarks.Ledger.Verify;

/// <summary>How large the pack is that is verified.</summary>
internal sealed record VerifyOptions
{
    public bool Short { get; init; }
    public long Entries { get; init; } = 10_000_000;
    public int Rounds { get; init; } = 3;
    public string? Json { get; init; }

    public string Form => $"{(Short ? "short form" : "whole form")}: {Rounds} rounds after one discarded";

    public static VerifyOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new VerifyOptions { Short = true, Entries = 200_000, Rounds = 2 } : new VerifyOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private VerifyOptions? With(string name, string value) => (name, long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1) switch
    {
        ("--entries", >= 10_000 and <= 50_000_000 and var entries) => this with { Entries = entries },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };
}
