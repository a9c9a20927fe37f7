using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Federation;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>Generated files with generated damage: nobody whom a line still names is taken for somebody of whom nothing is held.</summary>
public sealed class UploadDamageTests(UploadBed bed) : IClassFixture<UploadBed>
{
    private const int Files = 60;

    private static readonly TestChild[] Children = [.. Enumerable.Range(1000, 20).Select(UploadBed.Child)];

    [Fact]
    public async Task Whoever_is_named_in_a_damaged_file_is_held_or_not_known()
    {
        var (gateway, upload) = await bed.AtAsync();
        var (random, applied, doubted) = (new Random(20261122), 0, 0);
        for (var n = 0; n < Files; n++)
        {
            var named = Children.Where(_ => random.Next(3) > 0).ToArray();
            var csv = random.Next(2) == 0;
            string[] lines = [.. named.Select(child => Damaged(Line(child, csv, random), random))];
            var file = Encoding.Latin1.GetBytes(string.Join('\n', csv ? [Header, .. lines] : lines));
            if ((await upload.SendAsync(file, lines.Count(line => line.Length > 0), csv ? "csv" : "ndjson")).GetProperty("state").GetString() != "checked") continue;
            (await upload.ApplyAsync(confirmFewer: true)).Is(200);
            applied++;
            foreach (var child in Children.Where(child => Array.Exists(lines, line => Names(line, child))))
            {
                var said = await UploadBed.PlanAsync(gateway, child);
                if (said.Said != Said.Held) doubted++;
                Assert.True(said.Said is Said.Held or Said.NotKnown, $"file {n}: {said.Said} of a child who is named in it");
            }
        }

        Assert.True(applied > Files / 2 && doubted > Files, $"{applied} files were applied, {doubted} children were not known");
    }

    private static string Line(TestChild child, bool csv, Random random)
    {
        var record = random.Next(4) == 0 ? Care(child) : Plan(child);
        if (random.Next(6) == 0) record[random.Next(2) == 0 ? "kind" : "start"] = "x";
        if (random.Next(8) == 0) record["givenNames"] = "Other";
        if (random.Next(12) == 0) record["nhsNumber"] = Children[random.Next(Children.Length)].Number;
        return csv ? CsvLine(record) : record.ToJsonString();
    }

    // Mostly whole, else a byte is another, or some are gone, or come twice.
    private static string Damaged(string line, Random random)
    {
        var at = random.Next(line.Length);
        return random.Next(10) switch
        {
            0 => $"{line[..at]}{(char)random.Next(11, 256)}{line[(at + 1)..]}",
            1 => line[..at],
            2 => line[at..],
            3 => line + line[at..],
            _ => line,
        };
    }

    // Its number stands there, or the line reads and has the child's names and birth; a record of care alone has no plan, and says so.
    private static bool Names(string line, TestChild child) =>
        !IsWholeCare(line) && (line.Contains(child.Number, StringComparison.Ordinal) || (Read(line) is { } record && (string?)record["familyName"] == child.Family
            && (string?)record["givenNames"] == child.Given && (string?)record["dateOfBirth"] == child.Born.ToString("yyyy-MM-dd")));

    private static bool IsWholeCare(string line) => line.Contains("looked-after", StringComparison.Ordinal);

    private static JsonObject? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
