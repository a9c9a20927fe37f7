using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Gateway.Benchmarks.Report;

/// <summary>Everything that a run found, for a person and for a file.</summary>
internal sealed record LoadReport(DateTimeOffset At, string Form, ulong Seed, Machine Machine, string Database, string LoadAtStart)
{
    public string LoadAtEnd { get; set; } = "";

    public List<Figure> Figures { get; } = [];

    [JsonIgnore]
    public bool Fails => Figures.Exists(figure => figure.Fails);

    public void Print()
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "Measure", "Median", "Range", "Floor", "Goal", "Verdict");
        foreach (var figure in Figures)
        {
            table.AddRow(
                figure.Code, Markup.Escape(figure.What + (figure.Of.Length > 0 ? $"\n{figure.Of}" : "")), figure.Text(figure.Value),
                figure.Lowest == figure.Highest ? "" : $"{figure.Text(figure.Lowest)} to {figure.Text(figure.Highest)}",
                figure.Floor is { } floor ? figure.Text(floor) : "", figure.Goal is { } goal ? figure.Text(goal) : "",
                figure.Fails ? $"[red]{figure.Verdict}[/]" : figure.Verdict);
        }

        var redirected = Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect, ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect });
        if (redirected) console.Profile.Width = 180;
        console.Write(table);
        console.MarkupLineInterpolated($"{Machine.Processor}, {Machine.Cores} cores, {Machine.System}, {Machine.Framework}; {Database}");
        console.MarkupLineInterpolated($"{At:yyyy-MM-dd HH:mm} UTC, commit {Machine.Commit}, seed {Seed}, {Form}; load average {LoadAtStart} at the start, {LoadAtEnd} at the end");
    }

    public async Task WriteAsync(string file) =>
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(this, ReportJson.Default.LoadReport) + Environment.NewLine);
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoadReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
