using System.Globalization;

namespace Gateway.Benchmarks.Messages;

/// <summary>What is measured of messages to agencies, and for how long.</summary>
internal sealed record MessagesOptions
{
    /// <summary>How many are under way at once, of ours and of everybody beside us.</summary>
    public const int UnderWay = 512;

    /// <summary>With less of everything, and the gateway as it was built with this program.</summary>
    public bool Short { get; init; }
    public int Messages { get; init; } = 20_000;

    /// <summary>Rounds that count; one more goes first and is thrown away.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>For how long the broker is away.</summary>
    public double Minutes { get; init; } = 10;

    /// <summary>Referrals a second.</summary>
    public double Rate { get; init; } = 50;
    public string[] Only { get; init; } = ["send", "visible", "outage"];
    public string? Json { get; init; }

    public string Form => string.Create(CultureInfo.InvariantCulture, $"{(Short ? "short form" : "whole form")}: {Rounds} rounds of {Messages} messages after one discarded, {UnderWay} under way; the broker away for {Minutes:0.##} minutes at {Rate:0} referrals a second");

    public static MessagesOptions? Read(string[] args)
    {
        var options = args.Contains("--short") ? new MessagesOptions { Short = true, Messages = 4000, Rounds = 2, Minutes = 0.25 } : new MessagesOptions();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--short") continue;
            if (i + 1 == args.Length || options.With(args[i], args[++i]) is not { } changed) return null;
            options = changed;
        }

        return options;
    }

    private MessagesOptions? With(string name, string value) => (name, Number(value)) switch
    {
        ("--messages", >= 100 and <= 1_000_000 and var messages) => this with { Messages = (int)messages },
        ("--rounds", >= 1 and <= 50 and var rounds) => this with { Rounds = (int)rounds },
        ("--minutes", > 0 and <= 60 and var minutes) => this with { Minutes = minutes },
        ("--rate", >= 1 and <= 1000 and var rate) => this with { Rate = rate },
        ("--only", _) when value.Split(',') is var only && only.All(each => each is "send" or "visible" or "outage") => this with { Only = only },
        ("--json", _) => this with { Json = Path.GetFullPath(value) },
        _ => null,
    };

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
