using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Agencies.Loading;
using Gateway.Hosting;
using Gateway.Referrals.Form;
using Gateway.Rules.Policy;

namespace Gateway.Referrals.Steps;

/// <summary>The five parts of what a referrer is told, as a dated table (<c>message.csv</c>). A decision without one of them is no decision.</summary>
internal sealed class MessageParts
{
    public static readonly ImmutableArray<string> All = ["decided", "because", "next", "asked", "contact"];

    private const int Most = 4000;

    /// <summary>What is told where a decision is taken back to somebody who cannot see it: no more than that, for why is between others.</summary>
    public static readonly string TakenBack = Written(
    [
        "The decision that you were told of was taken back. It no longer stands.", "Another referral about the same child, with which yours was merged, is being looked at again.",
        "You will be told here what is decided instead.", "Tell the council anything that is new.", "Ring the council's duty team. If you disagree, say so here.",
    ]);

    /// <summary>As <see cref="TakenBack"/>, where early help did not take it.</summary>
    public static readonly string CameBack = Written(
    [
        "Early help did not take this. What you were told of it no longer stands.", "Another referral about the same child, with which yours was merged, is being looked at again.",
        "You will be told here what is decided instead.", "Tell the council anything that is new.", "Ring the council's duty team. If you disagree, say so here.",
    ]);

    private readonly ImmutableArray<Row> _rows;

    private MessageParts(ImmutableArray<Row> rows) => _rows = rows;

    /// <summary>The message as a field of the body of a step.</summary>
    public FormField.Group Field(DateOnly day) => new("message", "Enter what you will tell the referrer",
        [.. On(day).Select(row => new FormField.Text(row.Part, row.Words, Most, row.Least))], [], Required: false);

    public IEnumerable<(string Part, string Label)> Labels(DateOnly day) => On(day).Select(row => (row.Part, row.Label));

    /// <summary>The message as one text, so that the tables can hold it to its length.</summary>
    public static string Written(FormPart message) => Written([.. All.Select(part => message.Text(part)?.Trim())]);

    private static string Written(ImmutableArray<string?> parts) => Encoding.UTF8.GetString(JsonBytes.Of(json =>
    {
        foreach (var (part, text) in All.Zip(parts)) json.WriteString(part, text);
    }));

    public static void Write(Utf8JsonWriter json, string written)
    {
        using var document = JsonDocument.Parse(written);
        json.WritePropertyName("message"u8);
        document.RootElement.WriteTo(json);
    }

    public static Loaded<MessageParts> Read(string csv)
    {
        var faults = new Faults("message.csv");
        var rows = new List<Row>();
        foreach (var line in CsvRows.Of(csv, "part,order,label,least,words,from,to,source", faults))
        {
            if (RowOf(line) is not { } row) continue;
            if (rows.Any(other => other.Part == row.Part && other.Period.Meets(row.Period))) line.Fault($"{row.Part} has another row on some of these days");
            rows.Add(row);
        }

        foreach (var part in All)
            if (HasGap([.. rows.Where(row => row.Part == part).OrderBy(row => row.Period.From)])) faults.Add($"{part} is missing on some day");
        return faults.Otherwise(() => new MessageParts([.. rows.OrderBy(row => row.Order)]));
    }

    // On a day without one a decision would go without it.
    private static bool HasGap(ImmutableArray<Row> rows) =>
        rows is not [.., { Period.To: var last }] || last != DateOnly.MaxValue || rows.Zip(rows.Skip(1)).Any(pair => pair.First.Period.To.DayNumber + 1 != pair.Second.Period.From.DayNumber);

    private static Row? RowOf(CsvRow line)
    {
        if (!All.Contains(line[0])) line.Fault($"part must be one of {string.Join(", ", All)}");
        if (line[2].Length == 0 || line[4].Length == 0) line.Fault("label and words must be there");
        var (ordered, held) = (int.TryParse(line[1], NumberStyles.None, CultureInfo.InvariantCulture, out var order), int.TryParse(line[3], NumberStyles.None, CultureInfo.InvariantCulture, out var least));
        if (!ordered) line.Fault("order must be a whole number");
        if (!held || least is < 1 or > Most) line.Fault($"least must be from 1 to {Most}");
        return DatedRows.PeriodOf(line, 5) is { } period ? new Row(line[0], order, line[2], least, line[4], period) : null;
    }

    private IEnumerable<Row> On(DateOnly day) => _rows.Where(row => row.Period.Holds(day));

    private sealed record Row(string Part, int Order, string Label, int Least, string Words, Period Period);
}
