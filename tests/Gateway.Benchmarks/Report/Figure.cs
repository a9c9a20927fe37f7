using System.Globalization;
using System.Text.Json.Serialization;

namespace Gateway.Benchmarks.Report;

/// <summary>One line of the table.</summary>
/// <param name="Code">The goal's number in the list of goals.</param>
/// <param name="Value">The median over the rounds.</param>
/// <param name="Floor">A run whose value is on the wrong side of it fails; null where nothing is required.</param>
/// <param name="HigherIsBetter">Which side is the right one.</param>
internal sealed record Figure(string Code, string What, double Value, string Unit, double? Floor, double? Goal, bool HigherIsBetter)
{
    public double Lowest { get; init; }

    public double Highest { get; init; }

    /// <summary>What the value was made of.</summary>
    public string Of { get; init; } = "";

    [JsonIgnore]
    public bool Fails => Floor is { } floor && Worse(Value, floor);

    public string Verdict =>
        Fails ? "below the floor"
        : Goal is { } goal && !Worse(Value, goal) ? "goal met"
        : Goal is not null && Floor is not null ? "floor met"
        : Goal is not null ? "goal not met"
        : Floor is not null ? "floor met"
        : "";

    public string Text(double value) => (Math.Abs(value) switch
    {
        >= 1000 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    }) + Unit;

    public static Figure FromRounds(string code, string what, IReadOnlyCollection<double> rounds, string unit, double? floor, double? goal, bool higherIsBetter) =>
        new(code, what, rounds.Median(), unit, floor, goal, higherIsBetter) { Lowest = rounds.Min(), Highest = rounds.Max() };

    private bool Worse(double value, double mark) => HigherIsBetter ? value < mark : value > mark;
}
