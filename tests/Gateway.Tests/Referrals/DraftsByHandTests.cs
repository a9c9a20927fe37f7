using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>What people do with drafts and lists beside filling them in: delete by hand, keep what was typed, see what was asked and what is late.</summary>
public sealed class DraftsByHandTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task A_draft_goes_by_its_authors_hand_alone_is_recorded_and_what_was_sent_stays(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (draft, sent) = (await bed.FilledAsync(), await bed.FilledAsync());
        await KeepAsync(bed, draft, "worries", "Typedmark");
        (await bed.SendAsync(sent)).Is(200);

        Assert.Equal(404, (await DeleteAsync(bed, draft, "second-nurse")).Status);
        Assert.Equal(404, (await DeleteAsync(bed, draft, "csc-front-door")).Status);
        Assert.Equal(409, (await DeleteAsync(bed, sent, "nurse")).Status);
        Assert.Equal(204, (await DeleteAsync(bed, draft, "nurse")).Status);

        Assert.Equal(404, (await bed.ReadAsync(draft)).Status);
        Assert.Equal(404, (await DeleteAsync(bed, draft, "nurse")).Status);
        (await bed.ReadAsync(sent)).Is(200);
        await using var db = await bed.DbAsync();
        Assert.Empty(await db.Set<ReferralTask>().Where(task => task.Referral == draft).ToListAsync(ReferralBed.Cancellation));
        var entry = Assert.Single(await bed.EntriesAsync(), one => one.Common.Text("kind") == "draft.deleted");
        Assert.Equal((draft.ToString(), "nurse"), (entry.Common.Text("referral"), entry.Common.Text("practitioner")));
        Assert.DoesNotContain("Typedmark", entry.Common.GetRawText());
    }

    [Fact]
    public async Task With_a_closed_ledger_a_draft_stays()
    {
        await using var bed = await ReferralBed.StartAsync();
        var draft = await bed.BeginAsync();
        AppendToLedger closed = (_, _) => ValueTask.FromResult<AppendResult>(new AppendResult.NotRecorded("closed"));
        var delete = new DeleteDraft(bed.Service<IDbContextFactory<Gateway.Data.GatewayContext>>(), new RecordOnce(bed.Service<IDbContextFactory<Gateway.Data.GatewayContext>>(), closed));

        Assert.IsType<DraftDeleted.LedgerClosed>(await delete.RunAsync(bed.Who("nurse"), draft, ReferralBed.Cancellation));

        (await bed.ReadAsync(draft)).Is(200);
    }

    [Fact]
    public async Task What_was_typed_is_kept_sealed_is_no_part_of_the_form_and_goes_when_it_is_sent()
    {
        await using var bed = await ReferralBed.StartAsync();
        var draft = await bed.FilledAsync();
        await KeepAsync(bed, draft, "worries", "Typedmark");
        await bed.Service<KeepTyped>().RunAsync(bed.Who("second-nurse"), draft, "history", new Dictionary<string, string[]> { ["done"] = ["Othermark"] }, ReferralBed.Cancellation);

        Assert.Equal("Typedmark", (await bed.Service<KeepTyped>().ReadAsync(draft, "worries", ReferralBed.Cancellation))!["happened"][0]);
        Assert.Equal(["worries"], await bed.Service<KeepTyped>().PagesAsync(draft, ReferralBed.Cancellation));
        Assert.DoesNotContain("Typedmark", (await bed.ReadAsync(draft)).Is(200).Text);
        await using (var db = await bed.DbAsync())
        {
            var row = await db.Set<ReferralTask>().SingleAsync(task => task.Referral == draft && task.Task == "~worries", ReferralBed.Cancellation);
            Assert.DoesNotContain("Typedmark", System.Text.Encoding.UTF8.GetString(row.Content));
        }

        (await bed.SendAsync(draft)).Is(200);

        Assert.Empty(await bed.Service<KeepTyped>().PagesAsync(draft, ReferralBed.Cancellation));
        Assert.DoesNotContain("Typedmark", (await bed.ReadAsync(draft, "csc-front-door")).Is(200).Text);
    }

    [Fact]
    public async Task What_an_agency_was_asked_is_on_its_list_until_it_answers_and_on_nobody_elses()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "When was she seen?"), ("purpose", "section-17"), ("agencies", new JsonArray(With(("agency", "millpond-surgery"))))));

        Assert.Equal([child.Referral], await AskedAsync(bed, "gp"));
        foreach (var other in (string[])["dsl", "nurse", "csc-front-door", "officer-of-aldersham-council"]) Assert.Empty(await AskedAsync(bed, other));
        await child.ThenAsync("gp", "agency.answered", With(("answer", "In March.")));
        Assert.Empty(await AskedAsync(bed, "gp"));
    }

    [Fact]
    public async Task The_inbox_has_what_is_late_first_then_red_and_danger_then_the_soonest_due_also_across_pages()
    {
        await using var bed = await ReferralBed.StartAsync();
        var late = await bed.OneAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(4));
        var body = TestForm.Urgent;
        body["postcode"] = "ZA1 1AA";
        var danger = (await bed.Gateway.PostAsync("v1/referrals/urgent", "dsl", body, Guid.NewGuid().ToString())).Is(200).Json.GetProperty("referral").GetGuid();
        var plain = await bed.OneAsync();
        var red = await bed.OneAsync();
        await red.ThenAsync("csc-front-door", "referral.rag_set", With(("rating", "red")));

        var order = (await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-front-door")).Is(200).Json.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("referral").GetGuid()).ToArray();

        Assert.Equal(late.Referral, order[0]);
        Assert.Equal(plain.Referral, order[^1]);
        Assert.Equal([danger, red.Referral], order[1..3].Order());
        await bed.ManyAsync(60, "aldersham-council");
        var (all, next) = (new List<Guid>(), (string?)null);
        do
        {
            var page = (await bed.Gateway.GetAsync("v1/referrals/inbox" + (next is null ? "" : "?after=" + next), "csc-front-door")).Is(200).Json;
            all.AddRange(page.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("referral").GetGuid()));
            next = page.TryGetProperty("next", out var more) ? more.GetString() : null;
        }
        while (next is not null);
        Assert.Equal(64, all.Count);
        Assert.Equal(64, all.Distinct().Count());
        Assert.Equal(order[..3], all[..3]);
    }

    private static Task KeepAsync(ReferralBed bed, Guid draft, string page, string text) =>
        bed.Service<KeepTyped>().RunAsync(bed.Who("nurse"), draft, page, new Dictionary<string, string[]> { ["happened"] = [text] }, ReferralBed.Cancellation);

    private static Task<Answer> DeleteAsync(ReferralBed bed, Guid referral, string asker) => bed.Gateway.SendAsync(HttpMethod.Delete, $"v1/referrals/{referral}", asker, null);

    private static async Task<Guid[]> AskedAsync(ReferralBed bed, string asker) =>
        [.. (await bed.Gateway.GetAsync("v1/referrals/asked", asker)).Is(200).Json.GetProperty("referrals").EnumerateArray().Select(one => one.GetProperty("referral").GetGuid())];
}
