using System.Collections.Immutable;
using System.Globalization;

namespace Gateway.Benchmarks.Refusals;

/// <summary>How many questions of each kind, about known and about unknown children.</summary>
internal sealed record RefusalOptions
{
    public bool Short { get; init; }
    public int Samples { get; init; } = 10_000;

    /// <summary>An effect of this size, or more, counts as one that can be told. The fewer the samples, the larger chance alone makes it.</summary>
    public double Bound { get; init; } = 0.05;
    public int WarmUp { get; init; } = 2000;
    public int Children { get; init; } = 8000;
    public ulong Seed { get; init; } = 1;
    public string? Json { get; init; }
    public ImmutableArray<RefusalKind> Kinds { get; init; } = RefusalKind.All;

    public string Form => $"{(Short ? "short form" : "whole form")}: {Samples:N0} samples of each, in random order over one connection";

    public static RefusalOptions? Read(string[] args)
    {
        var options = args.Contains("--short")
            ? new RefusalOptions { Short = true, Samples = 1000, Bound = 0.15, WarmUp = 800, Children = 2000 }
            : new RefusalOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private RefusalOptions? With(string name, string value) => name switch
    {
        "--samples" when Number(value) is >= 100 and <= 100_000 and var samples => this with { Samples = samples },
        "--seed" when Number(value) is >= 0 and var seed => this with { Seed = (ulong)seed },
        "--json" => this with { Json = Path.GetFullPath(value) },
        "--only" when value.Split(',') is var codes && codes.All(code => RefusalKind.All.Any(kind => kind.Code == code)) =>
            this with { Kinds = [.. RefusalKind.All.Where(kind => codes.Contains(kind.Code))] },
        _ => null,
    };

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
