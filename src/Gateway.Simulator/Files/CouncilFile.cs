using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>The file that a council without an API would upload: a line for each child and kind, named as the people's file has them.</summary>
internal sealed class CouncilFile(PeopleStore people, string? folder, TimeProvider clock)
{
    private static readonly string[] Columns =
    [
        "nhsNumber", "dateOfBirth", "familyName", "givenNames", "reference", "kind", "categories", "start", "end", "due", "legalBasis", "socialWorkerName", "socialWorkerTeam", "socialWorkerTelephone",
    ];

    public byte[] Of(SimulatedCustodian custodian, bool csv)
    {
        var (today, text) = (DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), new StringBuilder());
        if (csv) text.Append(string.Join(',', Columns)).Append('\n');
        var number = 0;
        foreach (var child in Children())
            foreach (var said in Records(custodian, child, today))
            {
                string[] record = [.. child.Texts, $"SIM-{++number}", .. said];
                text.Append(csv ? string.Join(',', record.Select(Cell)) : Line(record)).Append('\n');
            }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private IEnumerable<Named> Children()
    {
        var file = Path.Combine(folder ?? "", "children.ndjson");
        if (folder is null || !File.Exists(file)) yield break;
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            using var document = JsonDocument.Parse(line);
            var texts = (string[])[.. ((string[])["nhsNumber", "dateOfBirth", "familyName", "givenName"]).Select(name => document.RootElement.GetProperty(name).GetString()!)];
            yield return new Named(long.Parse(texts[0], CultureInfo.InvariantCulture), texts);
        }
    }

    private List<string[]> Records(SimulatedCustodian custodian, Named child, DateOnly today)
    {
        var records = new List<string[]>();
        foreach (var entry in people.Records(child.Number))
            if (entry.Holder == custodian.Index) Add(records, new FactsView(entry.Payload), today);
        return records;
    }

    private void Add(List<string[]> records, FactsView facts, DateOnly today)
    {
        string[] worker = facts.Has(FactsWriter.Worker) ? [Text(facts.WorkerName), Text(facts.WorkerTeam), Text(facts.WorkerTelephone)] : ["", "", ""];
        if (facts.OnPlan(today)) records.Add(["plan", Categories(facts.Categories), Day(facts.PlanStart), "", "", "", .. worker]);
        if (facts.InCare(today)) records.Add(["looked-after", "", Day(facts.CareSince), "", "", ContractWords.LegalBases.Words[facts.LegalBasis], .. worker]);
        if (facts.Unborn(today)) records.Add(["unborn", "", "", "", Day(facts.Due), "", .. worker]);
        if (facts.Ended(today.AddMonths(-12), today) is { } ended) records.Add(["plan-ended", "", "", Day(ended), "", "", "", "", ""]);
    }

    private string Text(long place)
    {
        using var text = JsonDocument.Parse($"\"{people.Texts[place]}\"");
        return text.RootElement.GetString()!;
    }

    private static string Categories(int bits) => string.Join(';', ContractWords.Categories.Words.Where((_, at) => (bits & (1 << at)) != 0));

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Cell(string text) => text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Line(string[] record)
    {
        var reply = Reply.Start();
        reply.Json.WriteStartObject();
        foreach (var (name, value) in Columns.Zip(record).Where(pair => pair.Second.Length > 0))
            if (name != "categories") reply.Json.WriteString(name, value);
            else
            {
                reply.Json.WriteStartArray(name);
                foreach (var category in value.Split(';')) reply.Json.WriteStringValue(category);
                reply.Json.WriteEndArray();
            }

        reply.Json.WriteEndObject();
        return Encoding.UTF8.GetString(reply.Body.Span);
    }

    private sealed record Named(long Number, string[] Texts);
}
