using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gateway.Acceptance;

/// <summary>A referral that an agency's own system sent, so that a journey begins where its pages do.</summary>
internal sealed record Referred(string Id, string Reference)
{
    public static async Task<Referred> SendAsync(Stack stack, string practitioner, string wanted, params (string First, string Last, string Postcode)[] children)
    {
        using var http = await SignedInAsync(stack, practitioner);
        var id = await DraftAsync(http, wanted, children);
        return new Referred(id, (string)(await PostAsync(http, $"v1/referrals/{id}/send", null))["reference"]!);
    }

    /// <summary>One as it is described.</summary>
    public static async Task<Referred> SendAsync(Stack stack, Referring referring, string first, string last)
    {
        using var http = await stack.SystemAsync(referring.Practitioner, referring.Gateway);
        var id = await DraftAsync(http, referring.Wanted, [(first, last, "ZA4 1AA")]);
        var child = Child(first, last, "ZA4 1AA");
        if (referring.Born is { } born)
        {
            child["dateOfBirth"] = $"{born:yyyy-MM-dd}";
            child.Remove("school");
        }

        if (referring.NhsNumber is { } number) child["nhsNumber"] = number;
        await PutAsync(http, id, "children", new JsonObject { ["children"] = new JsonArray(child) });
        await PutAsync(http, id, "adults", Household());
        if (referring.Colleague is { } colleague)
            await PutAsync(http, id, "referrer", new JsonObject { ["phone"] = "01632 960557", ["colleague"] = new JsonObject { ["name"] = "A colleague", ["practitioner"] = colleague } });
        return new Referred(id, (string)(await PostAsync(http, $"v1/referrals/{id}/send", null))["reference"]!);
    }

    /// <summary>Of a child of the demonstration, of whom something is to be kept from the family.</summary>
    public static async Task<Referred> SendAsync(Stack stack, string practitioner, string wanted, Journey child)
    {
        using var http = await SignedInAsync(stack, practitioner);
        return await SendAsync(http, wanted, child);
    }

    /// <summary>The same, by a system that is signed in.</summary>
    public static async Task<Referred> SendAsync(HttpClient http, string wanted, Journey child)
    {
        var id = await DraftAsync(http, wanted, [("Amira", "Cole", "ZA4 1AA")]);
        var known = Child("Amira", "Cole", "ZA4 1AA");
        (known["nhsNumber"], known["dateOfBirth"]) = (child.NhsNumber, child.DateOfBirth);
        await PutAsync(http, id, "children", new JsonObject { ["children"] = new JsonArray(known) });
        await PutAsync(http, id, "adults", Household());
        await PutAsync(http, id, "family", new JsonObject { ["parentsTold"] = "yes", ["agreed"] = "yes", ["keepFromFamily"] = true, ["keepWhat"] = "That the neighbours rang." });
        return new Referred(id, (string)(await PostAsync(http, $"v1/referrals/{id}/send", null))["reference"]!);
    }

    /// <summary>All but sent; its id.</summary>
    public static async Task<string> DraftAsync(Stack stack, string practitioner, params (string First, string Last, string Postcode)[] children)
    {
        using var http = await SignedInAsync(stack, practitioner);
        return await DraftAsync(http, "section-17", children);
    }

    private static async Task<string> DraftAsync(HttpClient http, string wanted, (string First, string Last, string Postcode)[] children)
    {
        var begun = await PostAsync(http, "v1/referrals", new JsonObject { ["wanted"] = wanted, ["dangerNow"] = false });
        var id = (string)begun["referral"]!;
        await PutAsync(http, id, "children", new JsonObject { ["children"] = new JsonArray([.. children.Select(child => Child(child.First, child.Last, child.Postcode))]) });
        await PutAsync(http, id, "adults", Household());
        await PutAsync(http, id, "worries", new JsonObject
        {
            ["happened"] = "She came in with a burn on her hand and two different accounts of how it happened.",
            ["childsWords"] = "\"It was the iron\".",
            ["kinds"] = new JsonArray("neglect"),
            ["levelOfNeed"] = "not-sure",
        });
        await PutAsync(http, id, "family", new JsonObject { ["parentsTold"] = "yes", ["agreed"] = "yes", ["keepFromFamily"] = false });
        await PutAsync(http, id, "history", []);
        await PutAsync(http, id, "referrer", new JsonObject { ["phone"] = "01632 960557", ["colleague"] = new JsonObject { ["name"] = "A colleague" } });
        return id;
    }

    private static JsonObject Child(string first, string last, string postcode) => new()
    {
        ["firstName"] = first,
        ["lastName"] = last,
        ["dateOfBirth"] = "2019-03-04",
        ["sex"] = "F",
        ["interpreter"] = "no",
        ["disabilities"] = new JsonArray("NONE"),
        ["address"] = new JsonObject { ["text"] = "1 Harbour Lane", ["postcode"] = postcode },
        ["whereNow"] = "In school",
        ["school"] = new JsonObject { ["name"] = "St Oswin's Primary" },
        ["effect"] = "She flinches, will not eat and asks not to go home.",
    };

    private static JsonObject Household() => new()
    {
        ["household"] = new JsonObject(((string[])["domesticAbuse", "mentalIllness", "drugsOrAlcohol", "learningDisability"]).Select(question => KeyValuePair.Create(question, (JsonNode?)new JsonObject { ["answer"] = "not-known" }))),
    };

    private static async Task<HttpClient> SignedInAsync(Stack stack, string practitioner)
    {
        var http = new HttpClient { BaseAddress = stack.Address };
        using var token = await http.PostAsJsonAsync("development/tokens", new { practitioner });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(await token.Content.ReadAsStringAsync())!["accessToken"]);
        return http;
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("X-Request-ID", Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture));
        return await ReadAsync(await http.SendAsync(request));
    }

    private static async Task<JsonNode> PutAsync(HttpClient http, string id, string task, JsonObject body) => await ReadAsync(await http.PutAsJsonAsync($"v1/referrals/{id}/tasks/{task}", body));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            Assert.True(response.IsSuccessStatusCode, text);
            return JsonNode.Parse(text)!;
        }
    }
}

/// <summary>Who refers from where, and what the journey needs of it.</summary>
internal sealed record Referring(string Practitioner, string Wanted = "section-17")
{
    /// <summary>Another gateway than the one that everybody shares.</summary>
    public Uri? Gateway { get; init; }

    /// <summary>The sign-in of the colleague who answers for them.</summary>
    public string? Colleague { get; init; }

    /// <summary>By which the child is known for certain.</summary>
    public string? NhsNumber { get; init; }

    /// <summary>The child's birthday, where the age matters.</summary>
    public DateOnly? Born { get; init; }
}
