using System.Text.Json;
using Gateway.Audit;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Audit.Pages;

/// <summary>One decision from end to end, on a page.</summary>
public sealed class TraceTests
{
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(850, "ZB1 1AA");
    private static readonly TestChild Hidden = TestChild.Of(851, "ZB1 1AA", isProtected: true);

    [Fact]
    public async Task Decision_is_followed_from_the_question_to_the_proof()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag", "plan-category");
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var found = await officer.PostAsync("/audit/practitioner", ("practitioner", "nurse"), ("why", "A complaint."));

        var trace = await FollowAsync(officer, found.Value("entry")!);

        Assert.Equal(200, trace.Status);
        var decision = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision));
        foreach (var words in (string[])["Askermark nurse (nurse), ed triage clinician", "Encounter, ENC-1", "Allowed", "Policy " + decision.Common.GetProperty("policyVersion").GetString(), Convert.ToHexStringLower(decision.Leaf.PolicyHash.Span)])
            Assert.Contains(words, trace.Text);
        Assert.Contains(trace.Rows, row => row[0] == "Child protection plan" && row[1] == "Allowed" && row[2].Contains("A1:") && row[3].Length > 0);
        Assert.Contains(trace.Rows, row => row[0] == "Brackenford children's services" && row[1].StartsWith("Has information: Child protection plan", StringComparison.Ordinal));
        Assert.Contains(trace.Rows, row => row[0] == $"{decision.Index}" && row[1].StartsWith("Asked, and decided.", StringComparison.Ordinal));
        Assert.Contains(trace.Rows, row => row[0] == $"{decision.Index + 1}" && row[1].StartsWith("Answered.", StringComparison.Ordinal));
        foreach (var secret in (string[])[Child.Number, "999 000", "Workermark", "2023-03-04", "4 March 2023"]) Assert.DoesNotContain(secret, trace.Html);
        var look = (await gateway.Entries.OfAsync(EntryType.Search))[^1];
        Assert.Equal(("decision-trace", "A complaint."), (look.Common.GetProperty("kind").GetString(), look.Common.GetProperty("reason").GetString()));
        Assert.Equal(Child.Number, look.Child!.Value.GetProperty("child").GetProperty("nhsNumber").GetString());
    }

    [Fact]
    public async Task Proof_waits_for_the_checkpoint_then_holds_and_a_tile_that_was_changed_breaks_it()
    {
        await using var gateway = await StartAsync();
        await PublishedEndpointTests.FirstPublishedAsync(gateway);
        await gateway.CheckAsync(Child, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Leaf.EntryId.ToString();

        Assert.Contains("Not yet: newer than the last published checkpoint", (await FollowAsync(officer, entry)).Text);
        await PublishedEndpointTests.PublishedAsync(gateway);
        var holds = await FollowAsync(officer, entry);
        Assert.Contains("Holds, in the tree of", holds.Text);
        Assert.DoesNotContain("damaged", holds.Text);

        foreach (var tile in Directory.EnumerateFiles(Path.Combine(gateway.Store.Connection, "anchor", "published", "tile", "0"), "*", SearchOption.AllDirectories))
            await File.WriteAllBytesAsync(tile, new byte[new FileInfo(tile).Length], TestContext.Current.CancellationToken);
        var broken = await FollowAsync(officer, entry);

        Assert.Contains("This record has been damaged", broken.Text);
        Assert.Contains("Does not hold", broken.Text);
    }

    [Fact]
    public async Task Refusal_is_followed_too_and_asked_nobody()
    {
        await using var gateway = await StartAsync();
        var stranger = TestChild.Of(852);
        (await gateway.CheckAsync(stranger, "plan-flag")).Is(403);
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Leaf.EntryId.ToString();

        // Nobody knows this child: a colleague agrees first, as for a protected one.
        var waits = await FollowAsync(officer, entry);
        Assert.Equal(403, waits.Status);
        Assert.DoesNotContain("nurse", waits.Text);
        using var colleague = await PageClient.SignInAsync(gateway, "second-officer");
        var agreed = await AgreeAsync(gateway, colleague, stranger);

        var trace = await FollowAsync(officer, entry, ("agreement", agreed));

        Assert.Equal(200, trace.Status);
        Assert.Contains("Refused , before any source was asked.", trace.Text);
        Assert.Contains("No source was asked.", trace.Text);
        Assert.Contains("Nothing. The asker was refused, and told whom to ring.", trace.Text);
    }

    [Fact]
    public async Task Protected_childs_decision_waits_for_a_colleague_and_the_try_is_on_the_record()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Hidden, "plan-flag");
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Leaf.EntryId.ToString();

        var waits = await FollowAsync(officer, entry);

        Assert.Equal(403, waits.Status);
        foreach (var word in (string[])["Brackenford", "Aldersham", "nurse", Hidden.Number]) Assert.DoesNotContain(word, waits.Text);
        var turned = Assert.Single(await gateway.Entries.OfAsync(EntryType.Search));
        Assert.Equal(EntryOutcome.Deny, turned.Outcome);
        using var colleague = await PageClient.SignInAsync(gateway, "second-officer");
        var agreed = await AgreeAsync(gateway, colleague, Hidden);
        Assert.Equal(200, (await FollowAsync(officer, entry, ("agreement", agreed))).Status);
    }

    [Fact]
    public async Task Another_agencys_decision_reads_as_one_that_never_was()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        using var stranger = await PageClient.SignInAsync(gateway, "officer-of-brackenford-council");
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Leaf.EntryId.ToString();

        var (theirs, none) = (await FollowAsync(stranger, entry), await FollowAsync(stranger, Guid.NewGuid().ToString()));

        Assert.Equal((404, 404), (theirs.Status, none.Status));
        Assert.Equal(none.Text, theirs.Text);
        Assert.Equal(404, (await stranger.PostAsync("/audit/decision/receipt", ("entry", entry))).Status);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Search));
    }

    [Fact]
    public async Task Receipt_of_the_page_is_that_of_the_endpoint()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedEndpointTests.PublishedAsync(gateway);
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Decision)).Leaf.EntryId;

        var receipt = await officer.PostAsync("/audit/decision/receipt", ("entry", entry.ToString()));
        var wire = await gateway.GetAsync($"ledger/v1/receipt/{entry}", Officer);

        Assert.Equal((200, "application/json"), (receipt.Status, receipt.MediaType));
        Assert.Equal(200, wire.Status);
        Assert.Equal(wire.Json.GetProperty("entries")[0].GetRawText(), JsonDocument.Parse(receipt.Html).RootElement.GetProperty("entries")[0].GetRawText());
    }

    private static Task<PageSeen> FollowAsync(PageClient officer, string entry, params (string, string)[] more) => officer.PostAsync("/audit/decision", [("entry", entry), ("why", "A complaint."), .. more]);

    private static async Task<string> AgreeAsync(GatewayHost gateway, PageClient colleague, TestChild child)
    {
        var agreed = await colleague.PostAsync("/audit/agree", ("nhs-number", child.Number), ("birth-day", $"{child.Born.Day}"), ("birth-month", $"{child.Born.Month}"), ("birth-year", $"{child.Born.Year}"),
            ("colleague", Officer), ("for", "officer"), ("why", "It is needed."));
        Assert.Equal(200, agreed.Status);
        return (await gateway.Entries.DecidedByPeopleAsync())[^1].Leaf.EntryId.ToString();
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var gateway = await GatewayHost.StartAsync(Child, Hidden);
        foreach (var child in (TestChild[])[Child, Hidden])
        {
            gateway.Attends(child);
            gateway.Holds("brackenford-csc", child, Held.Plan);
        }

        return gateway;
    }
}
