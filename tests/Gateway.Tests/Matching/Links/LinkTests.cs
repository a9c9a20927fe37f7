using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Matching.Links.Store;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Matching.Links.LinkBed;

namespace Gateway.Tests.Matching.Links;

/// <summary>What links an agency's number to a child, and what does not.</summary>
public sealed class LinkTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Number_and_date_make_a_link_and_anything_less_makes_a_task(string store)
    {
        await using var bed = await StartAsync(server, store);

        var uploaded = (await bed.UploadAsync(Aldersham, ("AC-1", Ann), ("AC-2", null), ("AC-3", Ann with { Born = Ann.Born.AddDays(1) }))).Is(200).Json;

        Assert.Equal(["linked", "not-found", "not-found"], uploaded.GetProperty("records").EnumerateArray().Select(one => one.GetString()));
        Assert.NotNull(await bed.ResolveAsync("aldersham-council", "ac-1"));
        Assert.Null(await bed.ResolveAsync("aldersham-council", "AC-2"));
        Assert.Null(await bed.ResolveAsync("brackenford-council", "AC-1"));
        Assert.Equal([("unmatched-upload", "not-found", "AC-2"), ("unmatched-upload", "not-found", "AC-3")], (await bed.TasksAsync(Aldersham)).Select(Told).Order());
        Assert.Empty(await bed.TasksAsync(Brackenford));
        Assert.Equal("...C-1", (await bed.LinkAsync(Aldersham, "AC-1")).GetProperty("reference").GetString());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_again_it_is_the_same_link_and_of_eight_at_once_there_is_one_child(string store)
    {
        await using var bed = await StartAsync(server, store);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => bed.UploadAsync(n % 2 == 0 ? Aldersham : Trust, ("N-1", Ann))));

        (await bed.UploadAsync(Aldersham, ("N-1", Ann))).Is(200);

        Assert.NotNull(await bed.ResolveAsync("aldersham-council", "N-1"));
        Assert.Equal(await bed.ResolveAsync("aldersham-council", "N-1"), await bed.ResolveAsync("alder-valley-nhs-trust", "N-1"));
        Assert.Equal(3, (await bed.RowsAsync<ChildLink>()).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Number_that_comes_with_another_child_is_disputed_and_leads_to_nobody_until_a_person_settles_it(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.UploadAsync(Aldersham, ("AC-1", Ann));

        Assert.Equal(1, (await bed.UploadAsync(Aldersham, ("AC-1", Bea))).Is(200).Json.GetProperty("possible").GetInt32());

        Assert.Null(await bed.ResolveAsync("aldersham-council", "AC-1"));
        Assert.Equal(("disputed-link", "other-child", "AC-1"), Told(Assert.Single(await bed.TasksAsync(Aldersham))));
        await bed.UploadAsync(Aldersham, ("AC-1", Ann));
        Assert.Null(await bed.ResolveAsync("aldersham-council", "AC-1"));

        var link = (await bed.LinkAsync(Aldersham, "AC-1")).GetProperty("id").GetGuid();
        (await bed.Gateway.PostAsync($"v1/links/{link}/confirmation", Brackenford, Reason.DeepClone())).Is(404);
        Assert.Equal("confirmed-by-person", (await bed.Gateway.PostAsync($"v1/links/{link}/confirmation", Aldersham, Reason.DeepClone())).Is(200).Json.GetProperty("status").GetString());
        Assert.NotNull(await bed.ResolveAsync("aldersham-council", "AC-1"));
        Assert.Equal("urn:gateway:problem:link-step-not-possible", (await bed.Gateway.PostAsync($"v1/links/{link}/confirmation", Aldersham, Reason.DeepClone())).Is(409).Type);
    }

    [Fact]
    public async Task What_no_longer_matches_is_disputed_and_what_is_withdrawn_can_be_said_anew()
    {
        await using var bed = await StartAsync();
        await bed.UploadAsync(Aldersham, ("AC-1", Ann));
        await bed.UploadAsync(Aldersham, ("AC-1", null));
        Assert.Equal(("disputed-link", "no-longer-matches", "AC-1"), Told(Assert.Single(await bed.TasksAsync(Aldersham))));

        var link = (await bed.LinkAsync(Aldersham, "AC-1")).GetProperty("id").GetGuid();
        (await bed.Gateway.PostAsync($"v1/links/{link}/withdrawal", Aldersham, Reason.DeepClone())).Is(200);
        (await bed.Gateway.PostAsync("v1/links/search", Aldersham, new JsonObject { ["number"] = "AC-1" })).Is(404);

        await bed.UploadAsync(Aldersham, ("AC-1", Bea));
        Assert.NotNull(await bed.ResolveAsync("aldersham-council", "AC-1"));
    }

    [Fact]
    public async Task Each_step_is_in_the_ledger_with_who_and_why_and_nothing_shows_a_number_or_a_key()
    {
        await using var bed = await StartAsync();
        await bed.UploadAsync(Aldersham, ("AC-Numbermark-1", Ann));
        var link = (await bed.LinkAsync(Aldersham, "AC-Numbermark-1")).GetProperty("id").GetGuid();
        await bed.Gateway.PostAsync($"v1/links/{link}/dispute", Aldersham, Reason.DeepClone());

        var entries = (await bed.Gateway.Entries.OfAsync(EntryType.Link)).Select(entry => (entry.Common.GetProperty("kind").GetString(), entry.Child is not null)).ToList();
        Assert.Equal([("link", true), ("link-upload", false), ("link", false)], entries);
        var key = (await bed.RowsAsync<ChildLink>())[0].Child.ToString();
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.All((string[])["Whymark", "Numbermark", Ann.Number, key], text => Assert.DoesNotContain(text, line.Text)));
        Assert.DoesNotContain(await bed.RowsAsync<ChildLink>(), row => row.Reference.Contains("Numbermark"));
    }

    [Fact]
    public async Task Only_officers_of_the_agency_see_or_change_anything()
    {
        await using var bed = await StartAsync();
        foreach (var path in (string[])["v1/links", "v1/links/search", "v1/link-events", "v1/do-not-links", $"v1/links/{Guid.NewGuid()}/dispute", $"v1/link-tasks/{Guid.NewGuid()}/outcome"])
            (await bed.Gateway.PostAsync(path, "nurse", new JsonObject())).Is(403);
        foreach (var path in (string[])["v1/link-events", "v1/link-tasks"]) (await bed.Gateway.GetAsync(path, "nurse")).Is(403);
        Assert.Empty(await bed.RowsAsync<ChildLink>());
    }

    [Theory]
    [InlineData("""{"records":[]}""", "records")]
    [InlineData("""{"records":[{}]}""", "records[0].number")]
    [InlineData("""{"records":[{"number":"9990000018"}]}""", "records[0].number")]
    [InlineData("""{"records":[{"number":"two words"}]}""", "records[0].number")]
    [InlineData("""{"records":[{"number":"A","name":"x"}]}""", "records[0]")]
    [InlineData("""{"records":[{"number":"A","sex":"f","dateOfBirth":"2027-01-01","nhsNumber":"1"}]}""", "records[0].nhsNumber,records[0].dateOfBirth,records[0].sex")]
    public async Task Upload_that_does_not_read_links_nothing(string body, string fields)
    {
        await using var bed = await StartAsync();
        Assert.Equal(fields, string.Join(',', (await bed.Gateway.SendAsync(HttpMethod.Post, "v1/links", Aldersham, body)).Is(400).Fields));
        Assert.Empty(await bed.RowsAsync<ChildLink>());
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_is_linked_joined_or_parted()
    {
        await using var bed = await StartAsync();
        await bed.UploadAsync(Aldersham, ("AC-1", Ann), ("AC-2", Bea));
        await bed.UploadAsync(Trust, ("AV-1", Ann));
        var id = (await bed.ProposeAsync(Aldersham, "merge", Ann, Bea)).Is(200).Id();
        await ClosedLedger.CloseAsync(bed.Gateway);

        (await bed.UploadAsync(Aldersham, ("AC-3", Cat))).Is(503);
        (await bed.AnswerAsync(Trust, id)).Is(503);

        Assert.Null(await bed.ResolveAsync("aldersham-council", "AC-3"));
        Assert.NotEqual(await bed.ResolveAsync("aldersham-council", "AC-1"), await bed.ResolveAsync("aldersham-council", "AC-2"));
        Assert.Empty(await bed.RowsAsync<ChildRedirect>());
    }

    [Fact]
    public async Task Scoreboard_says_which_council_matches_well_enough_to_go_live()
    {
        await using var bed = await StartAsync();
        await bed.UploadAsync(Aldersham, [.. Enumerable.Range(0, 19).Select(n => ($"AC-{n}", (TestChild?)Ann)), ("AC-20", null)]);
        await bed.UploadAsync(Brackenford, ("BC-1", Bea), ("BC-2", null));

        var board = (await bed.Gateway.GetAsync("v1/link-tasks", Brackenford)).Is(200).Json.GetProperty("scoreboard").EnumerateArray()
            .Select(score => (score.GetProperty("agency").GetString(), score.GetProperty("rate").GetDouble(), score.GetProperty("mayGoLive").GetBoolean()));
        Assert.Equal([("aldersham-council", 0.95, true), ("brackenford-council", 0.5, false)], board);

        var task = Assert.Single(await bed.TasksAsync(Brackenford)).GetProperty("id").GetGuid();
        JsonObject End() => new() { ["outcome"] = "no-child", ["reason"] = "A duplicate of our own. Whymark." };
        (await bed.Gateway.PostAsync($"v1/link-tasks/{task}/outcome", Aldersham, End())).Is(404);
        (await bed.Gateway.PostAsync($"v1/link-tasks/{task}/outcome", Brackenford, End())).Is(200);
        (await bed.Gateway.PostAsync($"v1/link-tasks/{task}/outcome", Brackenford, End())).Is(409);
        Assert.Empty(await bed.TasksAsync(Brackenford));
    }

    private static (string?, string?, string?) Told(System.Text.Json.JsonElement task) =>
        (task.GetProperty("kind").GetString(), task.GetProperty("why").GetString(), task.GetProperty("reference").GetString());
}
