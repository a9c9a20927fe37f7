using Gateway.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Audit.Pages;

/// <summary>The information governance officer looks on the pages.</summary>
public sealed class LedgerPagesTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private const string NotOpen = "This is not open to you Sign in as somebody who may use it. Start again";
    private static readonly TestChild Child = TestChild.Of(840, "ZB1 1AA");
    private static readonly TestChild Hidden = TestChild.Of(841, "ZB1 1AA", isProtected: true);

    [Theory, MemberData(nameof(Stores))]
    public async Task Officer_reads_who_asked_about_a_child_and_that_nothing_is_missing(string store)
    {
        await using var gateway = await StartAsync(store);
        await gateway.CheckAsync(Child, "plan-flag");
        await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "brackenford-nurse" });
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var found = await LookAsync(officer, Child);

        Assert.Equal(200, found.Status);
        Assert.Contains("This list is complete: ", found.Text);
        Assert.Contains("entries of your agency, none missing.", found.Text);
        Assert.Contains(found.Rows, row => row[1] == "Askermark nurse nurse, ed triage clinician" && row[2] == "The child is here for urgent care now" && row[3] == "Asked, and decided" && row[4] == "Allowed");
        Assert.Contains(found.Rows, row => row[3] == "Answered");
        Assert.DoesNotContain("brackenford", found.Html, StringComparison.OrdinalIgnoreCase);
        var look = Assert.Single(await gateway.Entries.OfAsync(EntryType.Search));
        Assert.Equal("The family asked who looked.", look.Common.GetProperty("reason").GetString());
        Assert.Contains($"Your look is ledger entry {look.Index}", found.Text);
        Assert.All(officer.Addresses, address => Assert.DoesNotContain(address, char.IsAsciiDigit));
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(Child.Number, line.Text));
    }

    [Fact]
    public async Task Page_and_endpoint_show_the_same_entries()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var page = await officer.PostAsync("/audit/practitioner", ("practitioner", "nurse"), ("why", "A complaint."));
        var wire = (await gateway.PostAsync("ledger/v1/search", Officer, new System.Text.Json.Nodes.JsonObject { ["practitioner"] = "nurse", ["reason"] = "A complaint." })).Is(200);

        Assert.Contains("This list is complete: entries 1 to 2, none missing.", page.Text);
        Assert.Equal(wire.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("entry").GetInt64()), page.Rows.Select(row => long.Parse(row[5].Split(' ')[0])));
        Assert.Contains("What nurse has asked", page.Text);
    }

    [Fact]
    public async Task Every_page_of_the_ledger_is_closed_to_everybody_else_in_the_same_words()
    {
        await using var gateway = await StartAsync();
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        using var nobody = PageClient.Nobody(gateway);
        var pages = gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { ViewEnginePath: var path } && path.StartsWith("/Audit/", StringComparison.Ordinal)).ToList();
        Assert.Equal(5, pages.Select(page => page.RoutePattern.RawText).Distinct().Count());
        string[] addresses = ["/audit", "/audit/child", "/audit/practitioner", "/audit/agency", "/audit/family", "/audit/agree", "/audit/decision", "/audit/decision/receipt", "/audit/health"];

        foreach (var address in addresses)
        {
            foreach (var seen in (PageSeen[])[await nurse.GetAsync(address), await nurse.PostAsync(address, ("why", "Curious."), ("practitioner", "nurse"))])
                Assert.Equal((403, NotOpen), (seen.Status, seen.Text));
            var turned = await nobody.GetAsync(address);
            Assert.Equal((302, "/sign-in"), (turned.Status, turned.Location));
        }

        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Search));
    }

    [Fact]
    public async Task Officer_lands_at_the_ledger_and_is_led_there_from_the_check_page()
    {
        await using var gateway = await StartAsync();
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        Assert.Equal("/audit", (await officer.GetAsync("/check")).Location);
        Assert.Contains("Who has asked about this child?", (await officer.GetAsync("/audit")).Text);
        Assert.Contains("href=\"/audit\" class=\"gateway-header__name\"", (await officer.GetAsync("/hidden")).Html);
    }

    [Fact]
    public async Task Protected_child_waits_for_a_colleague_who_agrees_on_a_page_of_their_own()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Hidden, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        using var colleague = await PageClient.SignInAsync(gateway, "second-officer");

        var waits = await LookAsync(officer, Hidden);
        Assert.Equal(403, waits.Status);
        Assert.Contains("A colleague agrees first", waits.Text);
        Assert.Contains(Officer, waits.Text);
        Assert.Empty(waits.Rows);
        var own = await AgreeAsync(officer, Hidden, Officer);
        Assert.Equal(403, own.Status);
        var agreed = await AgreeAsync(colleague, Hidden, Officer);
        Assert.Equal(200, agreed.Status);
        var reference = Assert.Single(await gateway.Entries.DecidedByPeopleAsync()).Leaf.EntryId.ToString();
        Assert.Contains(reference, agreed.Text);

        var found = await LookAsync(officer, Hidden, ("agreement", reference));

        Assert.Equal(200, found.Status);
        Assert.Contains(found.Rows, row => row[3] == "Asked, and decided");
        Assert.Equal(403, (await LookAsync(colleague, Hidden, ("agreement", reference))).Status);
        Assert.Equal(403, (await officer.PostAsync("/audit/family", [.. Typed(Hidden), ("agreement", reference)])).Status);
    }

    [Fact]
    public async Task Family_extract_names_no_place_no_person_and_no_day()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        await gateway.CheckAsync(Child, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var extract = await officer.PostAsync("/audit/family", Typed(Child));

        Assert.Equal(["Unscheduled care", "Allowed", "2026", "2"], Assert.Single(extract.Rows));
        var handedOver = extract.Text[extract.Text.IndexOf("Questions about the child", StringComparison.Ordinal)..extract.Text.IndexOf("Before you hand it over", StringComparison.Ordinal)];
        foreach (var word in (string[])["nurse", "alder", "Aldersham", "ENC-1", "November", "Askermark"]) Assert.DoesNotContain(word, handedOver, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Long_list_comes_in_pages_that_say_which_entries_they_are()
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < 30; i++) await gateway.CheckAsync(Child, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var first = await officer.PostAsync("/audit/practitioner", ("practitioner", "nurse"), ("why", "A complaint."));
        var second = await officer.PostAsync("/audit/practitioner", ("practitioner", "nurse"), ("why", "A complaint."), ("before", first.Value("before")!));

        Assert.Contains("This page is complete: entries 11 to 60, none missing. Earlier ones are on the next page.", first.Text);
        Assert.Contains("This page is complete: entries 1 to 10, none missing.", second.Text);
        Assert.Equal((50, 10), (first.Rows.Count, second.Rows.Count));
        Assert.Null(second.Value("before"));
        Assert.Equal(60, first.Rows.Concat(second.Rows).Select(row => row[5]).Distinct().Count());
    }

    [Fact]
    public async Task Lost_row_of_the_index_is_named_loudly()
    {
        await using var gateway = await StartAsync();
        for (var i = 0; i < 3; i++) await gateway.CheckAsync(Child, "plan-flag");
        var lost = (await gateway.Entries.OfAsync(EntryType.Decision))[1].Index;
        await DamageAsync(gateway, "drop trigger entry_subject_delete; delete from entry_subject where idx = " + lost);
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var found = await officer.PostAsync("/audit/practitioner", ("practitioner", "nurse"), ("why", "A complaint."));

        Assert.Contains("This is not complete", found.Text);
        Assert.Contains($"Ledger entry {lost}: The search index had lost this entry; the entry after it led here. It is place 3 of this list.", found.Text);
        Assert.Contains("Do not rely on it", found.Text);
        Assert.DoesNotContain("none missing", found.Text);
    }

    [Fact]
    public async Task What_was_typed_wrongly_is_said_beside_its_field_and_nothing_is_recorded()
    {
        await using var gateway = await StartAsync();
        using var officer = await PageClient.SignInAsync(gateway, Officer);

        var wrong = await officer.PostAsync("/audit/child", ("nhs-number", "999 000 0019"), ("birth-day", "31"), ("birth-month", "2"), ("birth-year", "2023"));

        Assert.Equal(400, wrong.Status);
        foreach (var words in (string[])["Check the NHS number. One of the digits is wrong", "Date of birth must be a real date", "Say why you look, in your own words."])
            Assert.Equal(2, wrong.Text.Split(words).Length - 1);
        Assert.True(wrong.Text.IndexOf("Check the NHS number", StringComparison.Ordinal) < wrong.Text.IndexOf("Say why you look", StringComparison.Ordinal));
        Assert.Contains("Error: Who has asked about this child? - Gateway", wrong.Html);
        Assert.Equal("999 000 0019", wrong.Value("nhs-number"));
        Assert.Equal(400, (await officer.PostAsync("/audit/practitioner", ("why", "Why."))).Status);
        Assert.Equal(400, (await officer.PostAsync("/audit/agree", ("nhs-number", Child.Number))).Status);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Search));
    }

    [Fact]
    public async Task Sealed_ledger_shows_how_it_stands_and_answers_nothing()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        gateway.Ledger.Condemn("entry 1 does not match its hash");

        Assert.Equal(503, (await LookAsync(officer, Child)).Status);
        Assert.Equal(503, (await officer.PostAsync("/audit/agency", ("why", "A review."))).Status);
        Assert.Equal(503, (await gateway.PostAsync("ledger/v1/search", Officer, new System.Text.Json.Nodes.JsonObject { ["practitioner"] = "nurse", ["reason"] = "Why." })).Status);
        var health = await officer.GetAsync("/audit/health");

        Assert.Equal(200, health.Status);
        Assert.Contains("The ledger is sealed: entry 1 does not match its hash.", health.Text);
        Assert.Contains("The ledger is sealed", (await officer.GetAsync("/audit")).Text);
    }

    private static Task<PageSeen> LookAsync(PageClient officer, TestChild child, params (string, string)[] more) => officer.PostAsync("/audit/child", [.. Typed(child), .. more]);

    private static Task<PageSeen> AgreeAsync(PageClient officer, TestChild child, string colleague) => officer.PostAsync("/audit/agree", [.. Typed(child), ("colleague", colleague), ("for", "officer")]);

    private static (string, string)[] Typed(TestChild child) =>
        [("nhs-number", child.Number), ("birth-day", $"{child.Born.Day}"), ("birth-month", $"{child.Born.Month}"), ("birth-year", $"{child.Born.Year}"), ("why", "The family asked who looked.")];

    private static async Task DamageAsync(GatewayHost gateway, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Store.Connection, "ledger.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private Task<GatewayHost> StartAsync() => StartAsync("Sqlite");

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child, Hidden);
        foreach (var child in (TestChild[])[Child, Hidden])
        {
            gateway.Attends(child);
            gateway.Involve("brackenford-hospitals-nhs-trust", "encounter", child, "ENC-2", "brackenford-royal-ed");
            gateway.Holds("brackenford-csc", child, Held.Plan);
        }

        return gateway;
    }
}
