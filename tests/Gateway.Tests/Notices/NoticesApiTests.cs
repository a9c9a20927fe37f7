using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>A person's notices over the API and on pages: theirs and their role's, and nobody else's.</summary>
public sealed class NoticesApiTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string FrontDoor = "csc-front-door";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_urgent_and_open_comes_first_page_after_page_and_nothing_twice(string store)
    {
        await using var gateway = await StartAsync(store);
        await PostAsync(gateway, [.. Enumerable.Range(0, 120).Select(n => Tell.Referral(red: n % 3 == 0, id: Guid.NewGuid()) with { To = new(Gateway.Rules.Notices.NoticeRecipient.FrontDoor, "aldersham-council") { Role = FrontDoor } })]);
        // A third were red, and in the night those went to the emergency team.
        var seen = new List<JsonElement>();
        string? next = null;
        do
        {
            var page = (await gateway.GetAsync("v1/notices" + (next is null ? "" : "?after=" + next), FrontDoor)).Is(200).Json;
            Assert.Equal((80, 80), (page.GetProperty("total").GetInt32(), page.GetProperty("open").GetInt32()));
            seen.AddRange(page.GetProperty("notices").EnumerateArray());
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);

        Assert.Equal(80, seen.Select(Id).Distinct().Count());
        var had = Id(seen[40]);
        (await gateway.PostAsync($"v1/notices/{had}/acknowledgement", FrontDoor, null)).Is(200);
        var after = (await gateway.GetAsync("v1/notices", FrontDoor)).Is(200).Json;
        Assert.Equal(79, after.GetProperty("open").GetInt32());
        Assert.DoesNotContain(had, after.GetProperty("notices").EnumerateArray().Select(Id));
        var night = (await gateway.GetAsync("v1/notices", "csc-emergency-duty")).Is(200).Json;
        Assert.Equal(40, night.GetProperty("total").GetInt32());
        Assert.All(night.GetProperty("notices").EnumerateArray(), one => Assert.Equal("U1", one.GetProperty("urgency").GetString()));
        (await gateway.GetAsync("v1/notices?after=elsewhere", FrontDoor)).Is(400);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Read_and_taken_by_whose_it_is_and_to_everybody_else_there_is_none(string store)
    {
        await using var gateway = await StartAsync(store);
        var id = await OneAsync(gateway, Tell.Late());
        foreach (var other in RegisterForTests.Practitioners().Select(one => (string)one!["sub"]!).Where(sub => sub != "nurse"))
        {
            (await gateway.GetAsync($"v1/notices/{id}", other)).Is(404);
            (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", other, null)).Is(404);
            (await gateway.PostAsync($"v1/notices/{id}/not-mine", other, new JsonObject { ["reason"] = "Not on duty." })).Is(404);
            Assert.Equal(0, (await gateway.GetAsync("v1/notices", other)).Is(200).Json.GetProperty("total").GetInt32());
        }

        var listed = Assert.Single((await gateway.GetAsync("v1/notices", "nurse")).Is(200).Json.GetProperty("notices").EnumerateArray());
        Assert.Equal(("new", "U1", "late-answer"), (Text(listed, "state"), Text(listed, "urgency"), Text(listed, "event")));
        var read = (await gateway.GetAsync($"v1/notices/{id}", "nurse")).Is(200).Json;
        Assert.Equal(("read", Tell.Subject.ToString()), (Text(read, "state"), read.GetProperty("subject").GetProperty("id").GetString()));
        Assert.NotEqual("", read.GetProperty("ring").GetProperty("number").GetString());
        var had = Assert.Single(read.GetProperty("had").EnumerateArray());
        Assert.True(had.TryGetProperty("deliveredAt", out _) && had.TryGetProperty("readAt", out _));
        var taken = (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", "nurse", null)).Is(200).Json;
        Assert.Equal(("acknowledged", "nurse"), (Text(taken, "state"), Text(taken, "acknowledgedBy")));
        (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", "nurse", null)).Is(200);

        Assert.Single(await KindsAsync(gateway, EntryType.Disclosure, "notice"));
        Assert.Single(await KindsAsync(gateway, EntryType.Outcome, "notice-acknowledged"));
        Assert.Equal(2, (await KindsAsync(gateway, EntryType.Search, "notice-read")).Count);
    }

    [Fact]
    public async Task What_the_policy_does_not_let_be_told_says_to_ring_and_nothing_else()
    {
        await using var gateway = await StartAsync("Sqlite");
        var id = await OneAsync(gateway, Tell.Attended(null, Gateway.Rules.Notices.NoticeRecipient.FrontDoor) with { Red = true, To = new(Gateway.Rules.Notices.NoticeRecipient.FrontDoor, "aldersham-council") });

        // It is night.
        var read = (await gateway.GetAsync($"v1/notices/{id}", "csc-emergency-duty")).Is(200);

        Assert.False(read.Json.GetProperty("told").GetBoolean());
        Assert.Equal("There is something that you need to know", Text(read.Json, "title"));
        Assert.NotEqual("", read.Json.GetProperty("ring").GetProperty("number").GetString());
        foreach (var secret in (string[])["event", "subject", "words", "items", "child", Tell.Child.Number, "plan", "attended"]) Assert.DoesNotContain(secret, read.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(EntryOutcome.Deny, Assert.Single(await KindsAsync(gateway, EntryType.Disclosure, "notice")).Outcome);
    }

    [Fact]
    public async Task Child_is_named_to_whom_the_policy_lets_it_be_and_in_no_list()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Clock.Advance(TimeSpan.FromHours(32));
        var id = await OneAsync(gateway, Tell.Attended(RelationshipType.Allocation));

        var read = (await gateway.GetAsync($"v1/notices/{id}", "csc-social-worker")).Is(200);
        Assert.Equal(Tell.Child.Number, read.Json.GetProperty("child").GetProperty("nhsNumber").GetString());
        Assert.Equal(["plan-flag", "attendance-dates", "attendance-site"], read.Json.GetProperty("items").EnumerateArray().Select(item => Text(item, "item")));
        Assert.DoesNotContain(Tell.Child.Number, (await gateway.GetAsync("v1/notices", "csc-social-worker")).Is(200).Text);
        foreach (var line in gateway.Logs.Lines) Assert.DoesNotContain(Tell.Child.Number, line.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_nobodys_in_the_end_comes_back_and_is_not_passed_on(string store)
    {
        await using var gateway = await StartAsync(store);
        // The practice's only doctor is also who leads there.
        var id = await OneAsync(gateway, new Posting(NoticeEvent.AttendedAgain, NoticeSubject.Check(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning) { Items = [] });
        (await gateway.PostAsync($"v1/notices/{id}/not-mine", "gp", new JsonObject { ["reason"] = "We do not know the child." })).Is(200);
        await Background.InboxAsync(gateway);
        (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(404);

        gateway.Clock.Advance(TimeSpan.FromDays(3));
        await Background.InboxAsync(gateway);

        Assert.Equal("read", (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(200).Json.GetProperty("state").GetString());
        var refused = (await gateway.PostAsync($"v1/notices/{id}/not-mine", "gp", new JsonObject { ["reason"] = "We still do not." })).Is(409).Json;
        Assert.Equal("urn:gateway:problem:nobody-after", Text(refused, "type"));
        Assert.NotEqual(0, refused.GetProperty("ringNow").GetArrayLength());
        (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", "gp", null)).Is(200);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_not_mine_goes_to_the_next_at_once_and_I_see_it_no_more(string store)
    {
        await using var gateway = await StartAsync(store);
        var id = await OneAsync(gateway, Tell.Late());
        (await gateway.PostAsync($"v1/notices/{id}/not-mine", "nurse", new JsonObject { ["reason"] = " " })).Is(400);
        (await gateway.PostAsync($"v1/notices/{id}/not-mine", "nurse", new JsonObject { ["reason"] = "Reasonmark: I have gone home." })).Is(200);
        (await gateway.GetAsync($"v1/notices/{id}", "nurse")).Is(404);
        (await gateway.GetAsync($"v1/notices/{id}", "second-nurse")).Is(404);

        await Background.InboxAsync(gateway);

        var next = (await gateway.GetAsync($"v1/notices/{id}", "second-nurse")).Is(200);
        Assert.Equal(2, next.Json.GetProperty("had").GetArrayLength());
        Assert.DoesNotContain("Reasonmark", next.Text);
        Assert.Contains("Reasonmark", Assert.Single(await KindsAsync(gateway, EntryType.Outcome, "notice-not-mine")).Common.GetRawText());
        (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", "second-nurse", null)).Is(200);
        (await gateway.PostAsync($"v1/notices/{id}/not-mine", "second-nurse", new JsonObject { ["reason"] = "After all." })).Is(409);
    }

    [Fact]
    public async Task On_a_page_without_scripts_it_says_what_to_do_and_is_taken_or_passed_on()
    {
        await using var gateway = await StartAsync("Sqlite");
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        Assert.Contains("There are none. That is not the same as no concerns.", (await nurse.GetAsync("/notices")).Text);
        var (one, two) = (await OneAsync(gateway, Tell.Late()), await OneAsync(gateway, Tell.Late() with { Subject = NoticeSubject.Check(Guid.NewGuid()) }));

        var list = await nurse.GetAsync("/notices");
        Assert.Equal(2, list.Rows.Count(row => row.Length == 3 && row[2].StartsWith("Now", StringComparison.Ordinal)));
        var page = await nurse.GetAsync($"/notices/{one}");
        foreach (var words in (string[])["A source answered after the answer had gone out", "Open the check and read what came", "Ring now", "I have this", "It is not mine"]) Assert.Contains(words, page.Text);
        Assert.Equal(302, (await nurse.PostAsync($"/notices/{one}", ("do", "have"))).Status);
        Assert.Contains("Taken by nurse", (await nurse.GetAsync($"/notices/{one}")).Text);
        await nurse.GetAsync($"/notices/{two}");
        var wrong = await nurse.PostAsync($"/notices/{two}", ("do", "not-mine"), ("reason", ""));
        Assert.Equal(400, wrong.Status);
        Assert.Contains("Enter why it is not yours", wrong.Text);
        Assert.Equal(302, (await nurse.PostAsync($"/notices/{two}", ("do", "not-mine"), ("reason", "I have gone home."))).Status);
        Assert.Equal(404, (await nurse.GetAsync($"/notices/{two}")).Status);
        Assert.Equal(404, (await nurse.GetAsync("/notices?after=elsewhere")).Status);
        using var other = await PageClient.SignInAsync(gateway, FrontDoor);
        Assert.Equal(404, (await other.GetAsync($"/notices/{one}")).Status);
    }

    [Fact]
    public async Task Closed_ledger_shows_and_takes_nothing_and_the_number_still_goes()
    {
        await using var gateway = await StartAsync("Sqlite");
        var id = await OneAsync(gateway, Tell.Late());
        await ClosedLedger.CloseAsync(gateway);
        foreach (var answer in (Answer[])[await gateway.GetAsync("v1/notices", "nurse"), await gateway.GetAsync($"v1/notices/{id}", "nurse"), await gateway.PostAsync($"v1/notices/{id}/acknowledgement", "nurse", null), await gateway.PostAsync($"v1/notices/{id}/not-mine", "nurse", new JsonObject { ["reason"] = "Gone." })])
        {
            answer.Is(503);
            Assert.NotEmpty(answer.NumbersToRing);
        }
    }

    private Task<GatewayHost> StartAsync(string store) => GatewayHost.StartAsync(server, store, Tell.Child);

    private static async Task PostAsync(GatewayHost gateway, params Posting[] postings)
    {
        await gateway.Services.GetRequiredService<PostToInbox>().PostAsync(postings, Cancellation);
        await Background.InboxAsync(gateway);
    }

    private static async Task<Guid> OneAsync(GatewayHost gateway, Posting posting)
    {
        var before = (await AllAsync(gateway)).ToHashSet();
        await PostAsync(gateway, posting);
        return (await AllAsync(gateway)).Single(id => !before.Contains(id));
    }

    private static async Task<List<Guid>> AllAsync(GatewayHost gateway)
    {
        await using var db = await gateway.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Gateway.Data.GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Set<Gateway.Notices.Store.InboxNotice>().Select(notice => notice.Id), Cancellation);
    }

    private static async Task<List<LedgerReader.Entry>> KindsAsync(GatewayHost gateway, EntryType type, string kind) =>
        [.. (await gateway.Entries.OfAsync(type)).Where(entry => entry.Common.TryGetProperty("kind", out var of) && of.ValueEquals(kind))];

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string Id(JsonElement notice) => notice.GetProperty("id").GetString()!;
}
