using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Gateway.Tests.Incidents;
using Gateway.Tests.Notices;
using Gateway.Tests.Referrals.Steps;
using Gateway.Tests.Simulator;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Receiving;

/// <summary>A council receives what is referred to it in its own system: nobody is told that it was received before that system says so, and nothing that was sent is lost because it was away.</summary>
public sealed class ReceivedElsewhereTests(PostgresServer server)
{
    private static readonly string[] RingAldersham = ["operations brackenford-council delivery ring aldersham-council", "referrer alder-valley-nhs-trust referral ring aldersham-council"];

    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => ReferralBed.Cancellation;

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_and_not_yet_received_until_the_councils_own_system_says_when(string store)
    {
        await using var bed = await ReceivingBed.StartAsync(server, store);
        var (referral, child, sent) = await bed.SendAsync("ZA4 1AA", "ZB4 1AA");

        // The other council receives it here, as ever.
        Assert.Equal([("sent", true), ("received", false)], sent.Json.GetProperty("children").EnumerateArray().Select(one => (one.Text("state"), one.TryGetProperty("notYetReceived", out _))));
        Assert.StartsWith("Sent, not yet received.", sent.Json.Text("next"));
        var waiting = (await bed.Bed.ReadAsync(referral)).Is(200).Json.GetProperty("children")[0];
        Assert.Equal(("sent", "Sent. Not yet received", true), (waiting.Text("state"), waiting.Text("shown"), waiting.GetProperty("notYetReceived").GetBoolean()));
        Assert.StartsWith("01632 960", Assert.Single(waiting.GetProperty("ringNow").EnumerateArray()).Text("number"));
        Assert.Equal(404, (await bed.Bed.ReadAsync(referral, "csc-front-door")).Status);
        Assert.Empty((await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-front-door")).Is(200).Json.GetProperty("referrals").EnumerateArray());

        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(20));
        await bed.RoundAsync();
        await bed.RoundAsync();
        var received = bed.Stored;

        var posted = Assert.Single(bed.System.Posted);
        Assert.True(posted.Signed);
        AsPublished(posted.Body, child);
        Assert.Empty(await bed.OwedAsync());
        var read = (await bed.Bed.ReadAsync(referral)).Is(200).Json.GetProperty("children")[0];
        Assert.Equal(("received", received), (read.Text("state"), read.GetProperty("since").GetDateTimeOffset()));
        Assert.Equal(("referral.received", "receiver-system", received), read.GetProperty("steps").EnumerateArray().Select(step => (step.Text("event"), step.Text("part"), step.GetProperty("at").GetDateTimeOffset())).Last());
        Assert.False(read.TryGetProperty("ringNow", out _));
        Assert.Equal(200, (await bed.Bed.ReadAsync(referral, "csc-front-door")).Status);
        var entries = await bed.Bed.EntriesAsync();
        Assert.Equal(["referral.sent", "referral.delivered", "referral.received"], entries.Select(entry => entry.Common.Text("kind")));
        Assert.Equal((Last(posted.Body).GetProperty("recorded").GetProperty("entry").GetInt64(), ReceivingBed.Council), (entries[1].Index, entries[1].Common.Text("agency")));
        Assert.Equal(received, entries[2].Common.GetProperty("steps")[0].GetProperty("facts").GetProperty("receivedAt").GetDateTimeOffset());
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        await bed.TendAsync();
        Assert.Empty(await bed.NotDeliveredAsync());
    }

    public static TheoryData<string, string> Misbehaving => new()
    {
        { "500", "answered-500" }, { "503", "answered-503" }, { "302", "answered-302" }, { "429", "answered-429" }, { "empty", "not-the-contract" }, { "page", "not-the-contract" }, { "nothing", "another-notice" },
        { "wrong-delivery", "another-notice" }, { "wrong-reference", "another-referral" }, { "no-time", "not-the-contract" }, { "future", "clock-ahead-5" }, { "before", "clock-behind-5" }, { "no-zone", "not-the-contract" },
        { "twice", "not-the-contract" }, { "more", "not-the-contract" }, { "endless", "not-the-contract" }, { "cut", "cut-off" }, { "404", "answered-404" },
    };

    [Fact]
    public async Task Whatever_it_answers_that_is_no_receipt_nothing_was_received_and_it_is_tried_until_there_is_one()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (referral, child, _) = await bed.SendAsync();
        foreach (var (how, because) in Misbehaving.Select(row => row.Data))
        {
            bed.System.Answer = (http, delivery) => MisbehaveAsync(bed, how, http, delivery);
            await bed.RoundAsync();

            Assert.Equal((how, because), (how, Assert.Single(await bed.OwedAsync()).LastFailure));
            Assert.Equal(ReferralState.Sent, (await bed.Bed.ChildAsync(child)).State);
            bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
            await bed.TendAsync();
        }

        // Told once, though its time was over and then it was turned down as well.
        Assert.Equal(RingAldersham, await bed.NotDeliveredAsync());
        Assert.Single(bed.System.Posted.Select(posted => Last(posted.Body).Text("delivery")).Distinct());
        Assert.Single((await bed.Bed.EntriesAsync()), entry => entry.Common.Text("kind") == "referral.delivered");
        bed.System.Answer = bed.ReceiveAsync;
        await bed.RoundAsync();

        Assert.Equal((ReferralState.Received, bed.Stored), ((await bed.Bed.ChildAsync(child)).State, (await bed.Bed.ChildAsync(child)).Stands().Main.Since));
        Assert.Equal(["clock.breached", "clock.warned", "referral.delivery_failed", "referral.received", "referral.sent"], (await bed.Bed.StepsAsync(child)).Select(step => step.Event).Order(StringComparer.Ordinal));
        Assert.Equal(("received", false), ((await bed.Bed.ReadAsync(referral)).Json.GetProperty("children")[0].Text("state"), (await bed.Bed.ReadAsync(referral)).Json.GetProperty("children")[0].TryGetProperty("ringNow", out _)));
    }

    [Theory]
    [InlineData(-299)]
    [InlineData(-30)]
    [InlineData(30)]
    [InlineData(299)]
    public async Task A_clock_that_is_a_little_out_is_believed_and_both_times_are_kept(int seconds)
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (_, child, _) = await bed.SendAsync();
        var sent = (await bed.Bed.ChildAsync(child)).Stands().Main.Since;
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(2));
        var (now, said) = (bed.Gateway.Clock.GetUtcNow(), sent.AddSeconds(seconds));
        bed.System.Answer = (http, delivery) => bed.SayAsync(http, delivery, said);
        await bed.RoundAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        await bed.TendAsync();

        // E12 does not go on about what the council has, and no time runs from before it was sent or after it was heard.
        Assert.Empty(await bed.NotDeliveredAsync());
        Assert.Equal(ReferralState.Received, (await bed.Bed.ChildAsync(child)).State);
        var runsFrom = (await bed.Bed.StepsAsync(child)).Single(step => step.Event == "referral.received").At;
        var facts = (await bed.Bed.EntriesAsync()).Single(entry => entry.Common.Text("kind") == "referral.received").Common.GetProperty("steps")[0].GetProperty("facts");
        var heard = facts.GetProperty("heardAt").GetDateTimeOffset();
        Assert.Equal((said, seconds < 0 ? sent : heard), (facts.GetProperty("receivedAt").GetDateTimeOffset(), runsFrom));
        // The test's clock goes on by itself between its jumps.
        Assert.InRange(heard, now.AddMilliseconds(-1), now.AddMinutes(1));
    }

    [Theory]
    [InlineData(-12.5, "Their clock is at least 12 minutes behind ours.")]
    [InlineData(62.5, "Their clock is at least 62 minutes ahead of ours.")]
    public async Task A_clock_that_is_far_out_is_not_believed_and_whoever_runs_the_service_reads_by_how_much(double minutes, string words)
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (_, child, _) = await bed.SendAsync();
        var said = (await bed.Bed.ChildAsync(child)).Stands().Main.Since.AddMinutes(minutes);
        bed.System.Answer = (http, delivery) => bed.SayAsync(http, delivery, said);
        await bed.RoundAsync();
        Assert.Equal(ReferralState.Sent, (await bed.Bed.ChildAsync(child)).State);
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(61));
        await bed.TendAsync();

        Assert.Equal(RingAldersham, await bed.NotDeliveredAsync());
        await using var db = await bed.Bed.DbAsync();
        var notice = await db.Set<InboxNotice>().AsNoTracking().SingleAsync(one => one.Event == NoticeEvent.DeliveryFailed && one.Part == NoticeRecipient.Operations, Cancellation);
        Assert.StartsWith("One referral waits for their system now. " + words, await SayWaiting.OfAsync(db, notice, Cancellation));
        var referrers = await db.Set<InboxNotice>().AsNoTracking().SingleAsync(one => one.Event == NoticeEvent.DeliveryFailed && one.Part == NoticeRecipient.Referrer, Cancellation);
        Assert.Null(await SayWaiting.OfAsync(db, referrers, Cancellation));
    }

    [Fact]
    public async Task Turned_down_the_referrer_is_told_to_ring_before_the_minute_is_over()
    {
        await using var bed = await ReceivingBed.StartAsync();
        await bed.SendAsync();
        bed.System.Answer = (http, _) => WebhookListener.SayAsync(http, 400, "{}");
        await bed.RoundAsync();
        Assert.Equal(RingAldersham, await bed.NotDeliveredAsync());
    }

    [Fact]
    public async Task One_that_never_answers_keeps_nobody_of_its_own_and_no_other_council_waiting()
    {
        await using var bed = await ReceivingBed.StartAsync(more: ("Notices:AttemptSeconds", "0.3"));
        foreach (var _ in Enumerable.Range(0, 3)) await bed.SendAsync();
        bed.System.Answer = (http, _) => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        await bed.RoundAsync();

        // One was tried: where nobody answers the others wait for the next look.
        Assert.Equal(["timed-out", null, null], (await bed.OwedAsync()).OrderByDescending(owed => owed.Attempts).Select(owed => owed.LastFailure));
        bed.System.Answer = bed.ReceiveAsync;
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await bed.RoundAsync();
        Assert.Empty(await bed.OwedAsync());
    }

    [Fact]
    public async Task A_receipt_that_was_lost_on_the_way_and_a_process_that_died_leave_the_true_time()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (_, child, _) = await bed.SendAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(10));
        bed.System.Answer = (http, delivery) =>
        {
            _ = bed.At(delivery);
            http.Abort();
            return Task.CompletedTask;
        };
        await bed.RoundAsync();
        var stored = bed.Stored;
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        await bed.TendAsync();
        Assert.Equal(RingAldersham, await bed.NotDeliveredAsync());

        await bed.Gateway.RestartAsync();
        bed.System.Answer = bed.ReceiveAsync;
        await bed.RoundAsync();

        // It was there all the time, and its time began when it came.
        var stands = (await bed.Bed.ChildAsync(child)).Stands();
        Assert.Equal((ReferralState.Received, stored), (stands.Main.State, stands.Main.Since));
        Assert.Equal(stored, (await bed.Bed.StepsAsync(child)).Single(step => step.Event == "referral.received").At);
        Assert.Single(bed.System.Posted.Select(posted => Last(posted.Body).Text("delivery")).Distinct());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Several_processes_deliver_it_once_and_what_one_died_with_is_the_others_after_a_minute(string store)
    {
        await using var bed = await ReceivingBed.StartAsync(server, store);
        var (_, child, _) = await bed.SendAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => n % 2 == 0 ? bed.RoundAsync() : bed.RoundOfAnotherAsync())));
        Assert.Single(bed.System.Posted);
        Assert.Equal(2, (await bed.Bed.StepsAsync(child)).Count);

        var (_, second, _) = await bed.SendAsync();
        await using (var db = await bed.Bed.DbAsync())
        {
            var claimed = bed.Gateway.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            await db.Set<ReferralDelivery>().ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAttemptAt, claimed), Cancellation);
        }

        await bed.RoundOfAnotherAsync();
        Assert.Equal(ReferralState.Sent, (await bed.Bed.ChildAsync(second)).State);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await bed.RoundOfAnotherAsync();
        Assert.Equal(ReferralState.Received, (await bed.Bed.ChildAsync(second)).State);
    }

    [Fact]
    public async Task From_wherever_it_comes_to_the_council_it_is_not_received_before_its_system_says_so()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var urgent = TestForm.Urgent;
        urgent["postcode"] = "ZA4 1AA";
        var danger = (await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", urgent, Guid.NewGuid().ToString())).Is(200).Json.GetProperty("children")[0];
        var incident = (await bed.Bed.SendIncidentAsync(await bed.Bed.FilledIncidentAsync())).Is(200).Json.GetProperty("children")[0];
        var moved = await bed.Bed.OneAsync("brackenford-council", "brackenford-worker");
        Assert.Equal("transferred", await moved.ThenAsync("brackenford-worker", "case.transferred", With(("council", ReceivingBed.Council), ("reason", "She lives there."))));
        var decided = await bed.Bed.OneAsync("brackenford-council", "brackenford-worker");
        Assert.Equal("other-area", await decided.ThenAsync("brackenford-worker", "decision.made", Decision("other-area", ("council", ReceivingBed.Council))));
        Guid[] all = [danger.GetProperty("child").GetGuid(), incident.GetProperty("child").GetGuid(), moved.Child, decided.Child];
        Assert.Equal(["sent", "sent", "transferred", "other-area"], await StatesAsync(bed, all));
        // How urgent it was found counts from when it is received.
        Assert.Equal(Rating.None, (await bed.Bed.ChildAsync(all[1])).Rating);
        foreach (var one in (OneChild[])[moved, decided])
            foreach (var nobody in (string[])["csc-front-door", "brackenford-worker"]) Assert.Equal(404, (await bed.Bed.ReadAsync(one.Referral, nobody)).Status);

        await bed.RoundAsync();

        Assert.Equal(["received", "received", "received", "received"], await StatesAsync(bed, all));
        Assert.NotEqual(Rating.None, (await bed.Bed.ChildAsync(all[1])).Rating);
        Assert.Equal(4, bed.System.Posted.Count);
        // Back to a council that receives it here: there is nothing to wait for.
        Assert.Equal("looked-at", await moved.ThenAsync("csc-social-worker", "referral.taken"));
        Assert.Equal("received", await moved.ThenAsync("csc-social-worker", "case.transferred", With(("council", "brackenford-council"), ("reason", "She went back."))));
        Assert.Empty(await bed.OwedAsync());
    }

    [Fact]
    public async Task Withdrawn_before_it_was_received_it_still_goes_and_nobody_there_has_it_before()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (referral, child, _) = await bed.SendAsync();
        var one = new OneChild(bed.Bed, referral, child);
        Assert.Equal("withdrawn", await one.ThenAsync("nurse", "referral.withdrawn", With(("reason", "It was another child."))));
        Assert.Equal(404, (await bed.Bed.ReadAsync(referral, "csc-front-door")).Status);

        await bed.RoundAsync();

        Assert.Equal("withdrawn", Last(bed.System.Posted[0].Body).GetProperty("referral").GetProperty("children")[0].Text("state"));
        Assert.Equal("withdrawn", (await bed.Bed.ReadAsync(referral, "csc-front-door")).Is(200).Json.GetProperty("children")[0].Text("state"));
        Assert.Equal("looked-at", await one.ThenAsync("csc-social-worker", "referral.withdrawal_refused", With(("reason", "We look all the same."))));
        Assert.Empty(await bed.OwedAsync());
    }

    [Fact]
    public async Task What_waited_when_the_register_no_longer_has_the_system_is_received_here()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (referral, child, _) = await bed.SendAsync();
        await bed.Gateway.RestartAsync(() =>
        {
            var file = Path.Combine(bed.Gateway.Folder, "register.json");
            var register = JsonNode.Parse(File.ReadAllText(file))!;
            register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == ReceivingBed.Council)!.AsObject().Remove("receiving");
            File.WriteAllText(file, register.ToJsonString());
        });
        await bed.RoundAsync();

        Assert.Empty(bed.System.Posted);
        Assert.Equal(("referral.received", "gateway"), (await bed.Bed.StepsAsync(child)).Select(step => (step.Event, step.Actor)).Last());
        Assert.Equal(200, (await bed.Bed.ReadAsync(referral, "csc-front-door")).Status);
    }

    [Fact]
    public async Task Ledger_that_cannot_record_lets_nothing_leave()
    {
        await using var bed = await ReceivingBed.StartAsync();
        var (_, child, _) = await bed.SendAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);
        await bed.RoundAsync();

        Assert.Empty(bed.System.Posted);
        Assert.Equal(("not-recorded", ReferralState.Sent), (Assert.Single(await bed.OwedAsync()).LastFailure, (await bed.Bed.ChildAsync(child)).State));
    }

    [Fact]
    public async Task Only_a_council_receives_and_a_key_that_is_not_there_stops_the_start()
    {
        await using var system = await WebhookListener.StartAsync();
        var noKey = await Assert.ThrowsAsync<StartRefusedException>(() => GatewayHost.StartAsync(null, "Sqlite", new Setting { Receiving = (ReceivingBed.Council, system.Address) }));
        Assert.Contains("Notices:WebhookKeys:our-key", Assert.Single(noKey.Reasons));
        var school = await Assert.ThrowsAsync<StartRefusedException>(() => GatewayHost.StartAsync(null, "Sqlite", new Setting { Receiving = ("st-oswins-primary", system.Address) }));
        Assert.Contains(school.Reasons, reason => reason.Contains("receiving", StringComparison.Ordinal) && reason.Contains("local-authority", StringComparison.Ordinal));
    }

    // What is published is what goes, and of the other child of the referral nothing does.
    private static void AsPublished(string body, Guid child)
    {
        var delivered = Last(body);
        Assert.Empty(new JsonSchema(Contracts.Json("openapi/receiving.v1.json")).Check(delivered, "#/components/schemas/Delivery"));
        Assert.Empty(new JsonSchema(Contracts.Json("openapi/gateway.v1.json")).Check(delivered.GetProperty("referral"), "#/components/schemas/Referral"));
        Assert.Equal(child, Assert.Single(delivered.GetProperty("referral").GetProperty("children").EnumerateArray()).GetProperty("child").GetGuid());
        Assert.Equal(child, Assert.Single(delivered.GetProperty("referral").GetProperty("form").GetProperty("children").GetProperty("children").EnumerateArray()).GetProperty("id").GetGuid());
        Assert.DoesNotContain("ZB4 1AA", body, StringComparison.Ordinal);
    }

    private static JsonElement Last(string body) => JsonDocument.Parse(body).RootElement;

    private static async Task<string[]> StatesAsync(ReceivingBed bed, Guid[] children)
    {
        var states = new List<string>();
        foreach (var child in children) states.Add((await bed.Bed.ChildAsync(child)).State.Word());
        return [.. states];
    }

    private static Task MisbehaveAsync(ReceivingBed bed, string how, HttpContext http, string delivery)
    {
        var (now, reference) = (bed.Gateway.Clock.GetUtcNow(), bed.Last("reference"));
        string Receipt(string time, string? of = null, string? referral = null, string more = "") => $$"""{"delivery":"{{of ?? delivery}}","reference":"{{referral ?? reference}}","receivedAt":"{{time}}"{{more}}}""";
        return how switch
        {
            "empty" => WebhookListener.SayAsync(http, 200, ""),
            "page" => WebhookListener.SayAsync(http, 200, "<html>received"),
            "nothing" => WebhookListener.SayAsync(http, 200, "{}"),
            "wrong-delivery" => WebhookListener.SayAsync(http, 200, Receipt($"{now:O}", of: Guid.NewGuid().ToString())),
            "wrong-reference" => WebhookListener.SayAsync(http, 200, Receipt($"{now:O}", referral: "R-2222-22")),
            "no-time" => WebhookListener.SayAsync(http, 200, $$"""{"delivery":"{{delivery}}","reference":"{{reference}}"}"""),
            "future" => WebhookListener.SayAsync(http, 200, Receipt($"{now.AddMinutes(5).AddSeconds(1):O}")),
            "before" => WebhookListener.SayAsync(http, 200, Receipt("2026-11-21T22:08:59.9Z")),
            "no-zone" => WebhookListener.SayAsync(http, 200, Receipt($"{now:yyyy-MM-ddTHH:mm:ss}")),
            "twice" => WebhookListener.SayAsync(http, 200, Receipt($"{now:O}", more: $$""","delivery":"{{delivery}}" """)),
            "more" => WebhookListener.SayAsync(http, 200, Receipt($"{now:O}", more: ""","state":"closed" """)),
            "endless" => WebhookListener.SayAsync(http, 200, "{\"delivery\":\"" + new string('a', 100_000)),
            "cut" => CutAsync(http),
            _ => WebhookListener.SayAsync(http, int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), "{}"),
        };
    }

    private static Task CutAsync(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
