using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Concerns;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;

namespace Gateway.Tests.Chronology;

/// <summary>Amira, of whom a school, a department, the police and a council wrote something; on a Monday, ten past three.</summary>
internal static class ChronologyBed
{
    public static readonly TestChild Amira = new(ReferralBed.NumberOf(0).Digits, new DateOnly(2019, 3, 4), "ZA4 1AA") { Given = "Amira", Family = "Childmark" };

    /// <summary>Known to the gateway, and to nobody in particular.</summary>
    public static readonly TestChild Other = new(ReferralBed.NumberOf(1).Digits, new DateOnly(2019, 3, 4), "ZA4 1AA") { Given = "Sami", Family = "Childmark" };

    public static async Task<ReferralBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", bool isProtected = false)
    {
        var bed = await ReferralBed.StartAsync(server, store, new Setting(Amira with { Protected = isProtected }, Other));
        bed.Gateway.Clock.Advance(TestConcern.Afternoon - bed.Gateway.Clock.GetUtcNow());
        foreach (var (agency, type) in (ReadOnlySpan<(string, string)>)[("st-oswins-primary", "school-roll"), ("aldersham-council", "referral"), ("millpond-surgery", "registration"), ("brackenford-academy", "school-roll")])
            bed.Gateway.Involve(agency, type, Amira, minutesAgo: 100_000);
        return bed;
    }

    public static JsonObject Body(TestChild? child = null, string purpose = "school-concern", params (string Id, string? Significance)[] lines)
    {
        var of = child ?? Amira;
        var body = new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = of.Number, ["dateOfBirth"] = of.Born.ToString("yyyy-MM-dd") }, ["purpose"] = purpose };
        if (lines.Length > 0) body["lines"] = new JsonArray([.. lines.Select(line => line.Significance is null ? new JsonObject { ["id"] = line.Id } : new JsonObject { ["id"] = line.Id, ["significance"] = line.Significance })]);
        return body;
    }

    public static Task<Answer> DrawAsync(this ReferralBed bed, string asker = "dsl", JsonObject? body = null) => bed.Gateway.PostAsync("v1/chronologies", asker, body ?? Body());

    public static Task<Answer> AtTheFrontDoorAsync(this ReferralBed bed) => bed.DrawAsync("csc-front-door", Body(purpose: "front-door"));

    public static JsonElement[] LinesOf(Answer drawn) => [.. drawn.Is(200).Json.GetProperty("lines").EnumerateArray()];

    public static string[] WhatOf(Answer drawn) => [.. LinesOf(drawn).Select(line => line.GetProperty("what").GetString()!)];

    /// <summary>The table as it comes, with the name of its file.</summary>
    public static async Task<(int Status, string? File, byte[] Bytes)> TableAsync(this ReferralBed bed, string asker = "dsl", JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(bed.Gateway.Address, "v1/chronologies/csv")) { Content = new StringContent((body ?? Body()).ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await bed.Gateway.TokenAsync(asker));
        using var response = await bed.Gateway.Http.SendAsync(request, ReferralBed.Cancellation);
        return ((int)response.StatusCode, response.Content.Headers.ContentDisposition?.FileName, await response.Content.ReadAsByteArrayAsync(ReferralBed.Cancellation));
    }

    /// <summary>A referral of Amira's that was sent; the address is no secret unless it is said.</summary>
    public static async Task<Guid> ReferredAsync(this ReferralBed bed, string asker = "nurse", bool secret = false, Action<JsonObject>? adults = null, JsonObject? family = null)
    {
        var referral = await bed.BeginAsync(asker);
        var children = TestForm.Children();
        children["children"]![0]!["address"]!["secret"] = secret;
        var ids = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", children, asker)).Is(200));
        foreach (var task in TestForm.Tasks.Skip(1))
        {
            var body = TestForm.Of(task, ids);
            if (task == "adults") adults?.Invoke(body);
            if (task == "family" && family is not null) body = family;
            if (task == "referrer" && asker != "nurse") body["colleague"]!.AsObject().Remove("practitioner");
            (await bed.SaveAsync(referral, task, body, asker)).Is(200);
        }

        (await bed.SendAsync(referral, asker)).Is(200);
        return referral;
    }
}
