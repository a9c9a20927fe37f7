using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Rules.Policy;
using Gateway.Tests.Simulator;
using Microsoft.VisualBasic.FileIO;

namespace Gateway.Tests.Policy;

/// <summary>The policy's files and their published schema say the same, and the reader is no milder than the schema.</summary>
public sealed class PolicySchemaTests
{
    private static readonly JsonElement Document = Contracts.Json("policy/policy.schema.json");
    private static readonly JsonSchema Schema = new(Document);
    private static readonly PolicyFiles Files = PolicyFiles.From(name => File.ReadAllBytes(Contracts.PathOf($"policy/{name}")));

    public static TheoryData<string> FileNames => [.. PolicyFiles.Names];

    [Fact]
    public void The_published_policy_obeys_the_schema()
    {
        var policy = new JsonObject([.. PolicyFiles.Names.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Objects(name, Files)))]);
        Assert.Empty(Schema.Check(JsonSerializer.SerializeToElement(policy), "#"));
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Each_header_is_the_schema_s(string file) =>
        Assert.Equal(Columns(file), Rows(file, Files)[0]);

    [Theory]
    [MemberData(nameof(FileNames))]
    public void What_the_schema_refuses_the_reader_refuses(string file)
    {
        var files = file == "duty.csv" ? Files.With(file, Files.Text(file) + "2027-09-01,,any,any\n") : Files;
        var first = Rows(file, files)[1];
        for (var column = 0; column < first.Length; column++)
            foreach (var damaged in (string[])["", "Zzz 9!", "-1", "any", " x"])
            {
                var changed = files.With(file, WithField(files.Text(file), first, column, damaged));
                if (Schema.Check(JsonSerializer.SerializeToElement(Objects(file, changed)), $"#/properties/{file}").Count > 0)
                    Assert.IsType<PolicyReading.Faulty>(PolicyReader.Read(changed));
            }
    }

    private static string WithField(string text, string[] first, int column, string value)
    {
        var lines = text.Split('\n');
        string[] fields = [.. first];
        fields[column] = value;
        lines[1] = string.Join(',', fields.Select(field => $"\"{field}\""));
        return string.Join('\n', lines);
    }

    private static string[] Columns(string file) =>
        [.. Document.GetProperty("properties").GetProperty(file).GetProperty("items").GetProperty("required").EnumerateArray().Select(name => name.GetString()!)];

    private static JsonArray Objects(string file, PolicyFiles files) =>
        [.. Rows(file, files).Skip(1).Select(row => new JsonObject(Columns(file).Zip(row, (name, value) => KeyValuePair.Create<string, JsonNode?>(name, value))))];

    // Read by another parser than ours.
    private static List<string[]> Rows(string file, PolicyFiles files)
    {
        using var parser = new TextFieldParser(new StringReader(files.Text(file))) { HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        parser.SetDelimiters(",");
        var rows = new List<string[]>();
        while (parser.ReadFields() is { } fields) rows.Add(fields);
        return rows;
    }
}
