using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Hosting;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Registrations;

/// <summary>Statements as they are kept, before they are sealed: one order of members, so that the same content is the same text.</summary>
internal static class StatementJson
{
    /// <summary>All that is said but when.</summary>
    public static string Content(Statement statement) => Encoding.UTF8.GetString(JsonBytes.Of(json => Members(json, statement)));

    public static byte[] Of(Statements statements) => JsonBytes.Of(json =>
    {
        json.WriteString("number"u8, statements.Number.Digits);
        json.WriteStartArray("said"u8);
        foreach (var said in statements.All.Values)
        {
            json.WriteStartObject();
            json.WriteNumber("asOf"u8, said.AsOf.UtcTicks);
            json.WriteNumber("first"u8, said.First.UtcTicks);
            Members(json, said.Statement);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static Statements Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var number = Number(document.RootElement.GetProperty("number"));
        var statements = Statements.None(number);
        foreach (var one in document.RootElement.GetProperty("said").EnumerateArray())
        {
            var statement = Statement(one, number);
            statements = statements.With(statement).With(statement with { AsOf = Instant(one, "first") });
        }

        return statements;
    }

    private static void Members(Utf8JsonWriter json, Statement statement)
    {
        json.WriteNumber("born"u8, statement.Born.DayNumber);
        if (statement.FormerBorn is { } former) json.WriteNumber("formerBorn"u8, former.DayNumber);
        json.WriteBoolean("protected"u8, statement.IsProtected);
        json.WriteNumber("sexes"u8, (int)statement.Sexes);
        if (statement.Upn is { } upn) json.WriteString("upn"u8, upn.Value);
        Texts(json, "names", statement.Names.SelectMany(name => (string[])[name.Given, name.Family]));
        Texts(json, "formerNumbers", statement.FormerNumbers.Select(number => number.Digits).Order(StringComparer.Ordinal));
        Texts(json, "addresses", statement.Addresses.OrderBy(address => address.From).ThenBy(address => address.Postcode, StringComparer.Ordinal)
            .SelectMany(address => (string[])[address.Postcode, Day(address.From), Day(address.To)]));
    }

    private static Statement Statement(JsonElement one, NhsNumber number)
    {
        var names = Texts(one, "names").Chunk(2).Select(pair => new SaidName(pair[0], pair[1])).ToArray();
        return new Statement(number, DateOnly.FromDayNumber(one.GetProperty("born").GetInt32()), Instant(one, "asOf"), names[0])
        {
            Aliases = [.. names.Skip(1)],
            Sexes = (Sexes)one.GetProperty("sexes").GetInt32(),
            Addresses = [.. Texts(one, "addresses").Chunk(3).Select(part => new ReadAddress(part[0], Day(part[1]), Day(part[2])))],
            FormerNumbers = [.. one.GetProperty("formerNumbers").EnumerateArray().Select(Number)],
            Upn = one.TryGetProperty("upn", out var upn) && Gateway.Rules.Identifiers.Upn.Read(upn.GetString()!, out var read) == UpnFault.None ? read : null,
            IsProtected = one.GetProperty("protected").GetBoolean(),
            FormerBorn = one.TryGetProperty("formerBorn", out var former) ? DateOnly.FromDayNumber(former.GetInt32()) : null,
        };
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static ImmutableArray<string> Texts(JsonElement one, string name) => [.. one.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    private static NhsNumber Number(JsonElement text) => NhsNumber.Read(text.GetString(), out var number) == NhsNumberFault.None ? number : throw new FormatException();

    private static DateTimeOffset Instant(JsonElement one, string name) => new(one.GetProperty(name).GetInt64(), TimeSpan.Zero);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
