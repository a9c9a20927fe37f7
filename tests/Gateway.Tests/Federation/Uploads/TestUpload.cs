using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Federation.Uploads;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>A council that uploads, as its engineer's program would.</summary>
internal sealed class TestUpload(GatewayHost gateway, string custodian, string officer)
{
    public long Sequence { get; set; }

    public DateTimeOffset? AsOf { get; set; }

    public string Id { get; private set; } = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Answer> BeginAsync(byte[] file, int records, string format = "ndjson", Action<JsonObject>? damage = null)
    {
        var body = new JsonObject
        {
            ["version"] = "1",
            ["custodian"] = custodian,
            ["sequence"] = Sequence,
            ["asOf"] = (AsOf ?? gateway.Clock.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["format"] = format,
            ["records"] = records,
            ["size"] = file.Length,
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file)),
        };
        damage?.Invoke(body);
        return BegunAsync(body);
    }

    public async Task<Answer> PartAsync(long offset, ReadOnlyMemory<byte> part, string mediaType = "application/octet-stream", string? as_ = null, string? of = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(gateway.Address, $"v1/uploads/{of ?? Id}/parts/{offset}")) { Content = new ReadOnlyMemoryContent(part) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        // Whoever sends too much is told before it is sent.
        request.Headers.ExpectContinue = part.Length > UploadDeclared.LargestPart;
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await gateway.TokenAsync(as_ ?? officer));
        return await Answer.OfAsync(await gateway.Http.SendAsync(request, Cancellation), Cancellation, "put /v1/uploads/x/parts/0");
    }

    /// <summary>Begins it and sends all that is wanted, and checks it.</summary>
    public async Task<JsonElement> SendAsync(byte[] file, int records, string format = "ndjson")
    {
        Sequence++;
        var next = (await BeginAsync(file, records, format)).Is(200).Json.GetProperty("next").GetInt64();
        await RestAsync(file, next);
        await CheckAsync();
        return await ProgressAsync();
    }

    public async Task RestAsync(byte[] file, long next)
    {
        while (next < file.Length) next = (await PartAsync(next, file.AsMemory((int)next, (int)Math.Min(UploadDeclared.LargestPart, file.Length - next)))).Is(200).Json.GetProperty("next").GetInt64();
    }

    /// <summary>Every file that came whole has been checked when it is over.</summary>
    public Task CheckAsync() => gateway.Services.GetRequiredService<CheckUploads>().RoundAsync(Cancellation);

    public async Task<JsonElement> ProgressAsync() => (await gateway.GetAsync($"v1/uploads/{Id}", officer)).Is(200).Json;

    public async Task<JsonElement[]> RecordsAsync()
    {
        var (all, from) = (new List<JsonElement>(), (int?)1);
        while (from is { } at)
        {
            var page = (await gateway.GetAsync($"v1/uploads/{Id}/records?from={at}", officer)).Is(200).Json;
            all.AddRange(page.GetProperty("records").EnumerateArray());
            from = page.TryGetProperty("next", out var next) ? next.GetInt32() : null;
        }

        return [.. all];
    }

    public Task<Answer> PreviewAsync() => gateway.PostAsync($"v1/uploads/{Id}/preview", officer, null);

    public Task<Answer> ApplyAsync(bool? confirmFewer = null) =>
        gateway.PostAsync($"v1/uploads/{Id}/apply", officer, confirmFewer is { } yes ? new JsonObject { ["confirmFewer"] = yes } : new JsonObject());

    /// <summary>Sends a file and applies it, whatever it loses.</summary>
    public async Task<JsonElement> SpeakAsync(params JsonObject[] records)
    {
        var progress = await SendAsync(Lines(records), records.Length);
        Assert.Equal("checked", progress.GetProperty("state").GetString());
        return (await ApplyAsync(confirmFewer: true)).Is(200).Json;
    }

    public static byte[] Lines(params JsonObject[] records) => Encoding.UTF8.GetBytes(string.Concat(records.Select(record => record.ToJsonString() + "\n")));

    public static byte[] Csv(params JsonObject[] records) => Encoding.UTF8.GetBytes(string.Join("\r\n", [Header, .. records.Select(CsvLine)]) + "\r\n");

    public const string Header = "nhsNumber,dateOfBirth,familyName,givenNames,reference,kind,categories,start,end,due,legalBasis,socialWorkerName,socialWorkerTeam,socialWorkerTelephone";

    public static string CsvLine(JsonObject record) => string.Join(',', Header.Split(',').Select(column => record[column] switch
    {
        null => "",
        JsonArray list => string.Join(';', list.Select(one => (string)one!)),
        var value => (string)value! is var text && text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"")}\"" : (string)value!,
    }));

    public static JsonObject Plan(TestChild child, string reference = "REF-1", string start = "2026-03-02")
    {
        var plan = About(child, "plan", reference);
        (plan["categories"], plan["start"]) = (new JsonArray("neglect", "emotional"), start);
        (plan["socialWorkerName"], plan["socialWorkerTeam"], plan["socialWorkerTelephone"]) = ("Workermark", "Teammark, north", "+44 1632 960200");
        return plan;
    }

    public static JsonObject Care(TestChild child, string reference = "REF-2")
    {
        var care = About(child, "looked-after", reference);
        (care["legalBasis"], care["start"]) = ("section-20", "2025-01-31");
        return care;
    }

    public static JsonObject Ended(TestChild child, string end, string reference = "REF-3")
    {
        var ended = About(child, "plan-ended", reference);
        ended["end"] = end;
        return ended;
    }

    public static JsonObject About(TestChild child, string kind, string reference) => new()
    {
        ["nhsNumber"] = child.Number,
        ["dateOfBirth"] = child.Born.ToString("O", CultureInfo.InvariantCulture),
        ["familyName"] = child.Family,
        ["givenNames"] = child.Given,
        ["reference"] = reference,
        ["kind"] = kind,
    };

    private async Task<Answer> BegunAsync(JsonObject body)
    {
        var answer = await gateway.PostAsync("v1/uploads", officer, body);
        if (answer.Status == 200) Id = answer.Json.GetProperty("upload").GetString()!;
        return answer;
    }
}

/// <summary>What a file came to, in short.</summary>
internal static class ProgressWords
{
    public static (string State, string? Code, int Accepted, int Returned) Short(this JsonElement progress) => progress.TryGetProperty("result", out var result)
        ? (progress.GetProperty("state").GetString()!, result.GetProperty("code").GetString(), result.GetProperty("accepted").GetInt32(), result.GetProperty("returned").GetInt32())
        : (progress.GetProperty("state").GetString()!, null, 0, 0);

    public static string Text(this JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
