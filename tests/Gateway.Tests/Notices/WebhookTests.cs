using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Gateway.Tests.Simulator;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>An agency's own system is told that there is a notice to read: signed, nothing about anybody, tried until it has it or laid aside with the reason.</summary>
public sealed class WebhookTests(PostgresServer server)
{
    public static TheoryData<string> Both => TestStore.Both;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public async Task Told_once_signed_and_without_a_word_about_anybody(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var listener = await WebhookListener.StartAsync();
        await using var one = await StartAsync(store, listener);
        await using var other = await StartAsync(store, listener, one);
        await one.PostAsync(Tell.Late(), Tell.Late("second-nurse"));
        await one.TendAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => SendAsync(n % 2 == 0 ? one : other))));

        Assert.Equal(2, listener.Posted.Count);
        var schema = new JsonSchema(Contracts.Json("notices/webhook.v1.schema.json"));
        foreach (var (body, signed, headers) in listener.Posted)
        {
            Assert.True(signed);
            Assert.Empty(schema.Check(JsonDocument.Parse(body).RootElement, "#"));
            Assert.Contains("late-answer", body, StringComparison.Ordinal);
            foreach (var secret in (string[])["nurse", Tell.Subject.ToString(), Tell.Child.Number, "alder-valley"]) Assert.DoesNotContain(secret, body + headers, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(await one.TurnsAsync(), turn => Assert.NotNull(turn.DeliveredAt));
        Assert.All(await DeliveriesAsync(one), delivery => Assert.NotNull(delivery.SentAt));
    }

    [Fact]
    public async Task What_may_not_be_told_is_not_told_by_the_name_of_the_event_either()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        await using var inbox = await StartAsync(store, listener);
        await inbox.PostAsync(Tell.Attended(null) with { Event = NoticeEvent.DischargeOverridden, Words = [], To = new(NoticeRecipient.NamedNurse, "alder-valley-nhs-trust") });
        await inbox.TendAsync();
        await SendAsync(inbox);

        Assert.Equal("notice", JsonDocument.Parse(Assert.Single(listener.Posted).Body).RootElement.GetProperty("event").GetString());
    }

    public static TheoryData<string, string, bool> Misbehaving => new()
    {
        { "500", "answered-500", false }, { "429", "answered-429", false }, { "404", "answered-404", true }, { "302", "answered-302", false }, { "200", "answered-200", false },
        { "garbage", "not-the-contract", false }, { "another", "another-notice", false }, { "endless", "not-the-contract", false }, { "cut", "cut-off", false }, { "never", "timed-out", false },
    };

    [Theory, MemberData(nameof(Misbehaving))]
    public async Task Whatever_it_answers_it_is_tried_again_later_and_the_notice_waits_for_none_of_it(string how, string because, bool dead)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        await using var inbox = await StartAsync(store, listener, null, ("Notices:AttemptSeconds", how == "never" ? "0.3" : "10"));
        listener.Answer = (http, notice) => MisbehaveAsync(how, http);
        await inbox.PostAsync(Tell.Late());
        await inbox.TendAsync();
        await SendAsync(inbox);

        var failed = Assert.Single(await DeliveriesAsync(inbox));
        Assert.Equal((because, dead, 1), (failed.LastFailure, failed.DeadAt is not null, failed.Attempts));
        Assert.Null(failed.SentAt);
        Assert.Single(await inbox.ListAsync(inbox.Who("alder-valley-nhs-trust", "ed-triage-clinician", "nurse")));
        if (dead) return;
        listener.Answer = WebhookListener.Acknowledge;
        await SendAsync(inbox);
        Assert.Null(Assert.Single(await DeliveriesAsync(inbox)).SentAt);
        inbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(inbox);
        Assert.NotNull(Assert.Single(await DeliveriesAsync(inbox)).SentAt);
    }

    [Fact]
    public async Task Nobody_there_is_laid_aside_in_the_end_with_the_reason()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        await using var inbox = await StartAsync(store, listener, null, ("Notices:Attempts", "3"));
        await inbox.PostAsync(Tell.Late());
        await inbox.TendAsync();
        listener.Answer = (http, _) => WebhookListener.SayAsync(http, 503, "");
        for (var n = 0; n < 6; n++)
        {
            await SendAsync(inbox);
            inbox.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var dead = Assert.Single(await DeliveriesAsync(inbox));
        Assert.Equal((3, "answered-503"), (dead.Attempts, dead.LastFailure));
        Assert.NotNull(dead.DeadAt);
        Assert.Equal(3, listener.Posted.Count);
        Assert.Contains(inbox.Logs.Lines, line => line.Text.Contains("laid aside", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Process_that_died_with_it_in_hand_leaves_it_to_the_next_after_a_minute(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var listener = await WebhookListener.StartAsync();
        await using var dying = await StartAsync(store, listener);
        await dying.PostAsync(Tell.Late());
        await dying.TendAsync();
        // It has claimed the row, has sent it perhaps, and is no more.
        var now = dying.Clock.GetUtcNow();
        await dying.ReadAsync(db => db.Set<NoticeDelivery>().ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAttemptAt, now + TimeSpan.FromMinutes(1)), Cancellation));

        await using var next = await StartAsync(store, listener, dying);
        await SendAsync(next);
        Assert.Empty(listener.Posted);
        next.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(next);
        Assert.Single(listener.Posted);
    }

    [Fact]
    public async Task Operator_sees_why_it_was_laid_aside_and_has_it_sent_again_once()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", new Setting(Tell.Child)
        {
            Webhook = ("alder-valley-nhs-trust", listener.Address),
            Operators = ["alder-valley-nhs-trust", "aldersham-council", "st-oswins-primary"],
            More = new Dictionary<string, string> { ["Notices:WebhookKeys:our-key"] = Convert.ToBase64String(listener.Key.ExportPkcs8PrivateKey()), ["Notices:Operations"] = "aldersham-council" },
        });
        listener.Answer = (http, _) => WebhookListener.SayAsync(http, 410, "{}");
        await gateway.Services.GetRequiredService<Gateway.Notices.PostToInbox>().PostAsync([Tell.Late(), Tell.Late("second-nurse")], Cancellation);
        await Background.InboxAsync(gateway);
        await SendAsync(gateway.Services);

        foreach (var other in (string[])["nurse", "officer-of-alder-valley-nhs-trust", "csc-front-door"]) (await gateway.GetAsync("v1/notice-deliveries", other)).Is(403);
        Assert.Empty(Dead(await gateway.GetAsync("v1/notice-deliveries", "operator-of-st-oswins-primary")));
        var dead = Dead(await gateway.GetAsync("v1/notice-deliveries", "operator-of-alder-valley-nhs-trust"));
        Assert.Equal(["answered-410", "answered-410"], dead.Select(one => one.GetProperty("because").GetString()));
        Assert.Equal(2, Dead(await gateway.GetAsync("v1/notice-deliveries", "operator-of-aldersham-council")).Count);
        var path = $"v1/notice-deliveries/{dead[0].GetProperty("id").GetString()}/replay";
        foreach (var other in (string[])["nurse", "operator-of-st-oswins-primary"]) (await gateway.PostAsync(path, other, null)).Is(404);
        listener.Answer = WebhookListener.Acknowledge;
        (await gateway.PostAsync(path, "operator-of-alder-valley-nhs-trust", null)).Is(200);
        (await gateway.PostAsync(path, "operator-of-alder-valley-nhs-trust", null)).Is(409);
        await SendAsync(gateway.Services);

        using var page = await PageClient.SignInAsync(gateway, "operator-of-aldersham-council");
        var shown = await page.GetAsync("/notices/deliveries");
        Assert.Contains("answered-410, 1 attempts", shown.Text);
        Assert.Equal(302, (await page.PostAsync("/notices/deliveries", ("delivery", shown.Value("delivery")!))).Status);
        await SendAsync(gateway.Services);
        Assert.Contains("Nothing is laid aside", (await page.GetAsync("/notices/deliveries")).Text);
        Assert.Equal(4, listener.Posted.Count);
        using var nurse = await PageClient.SignInAsync(gateway, "nurse");
        Assert.Equal(404, (await nurse.GetAsync("/notices/deliveries")).Status);
        Assert.Equal(2, (await gateway.Entries.OfAsync(Gateway.Audit.EntryType.Admin)).Count(entry => entry.Common.GetProperty("event").ValueEquals("delivery-replayed")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("bm90IGEga2V5")]
    public async Task Register_with_a_webhook_whose_key_is_not_there_stops_the_start(string? key)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => InboxHost.StartAsync(store, change: register => Hook(register, listener), settings: key is null ? [] : [("Notices:WebhookKeys:our-key", key)]));
        Assert.Contains("Notices:WebhookKeys:our-key", Assert.Single(refused.Reasons));
    }

    private static async Task MisbehaveAsync(string how, HttpContext http)
    {
        switch (how)
        {
            case "garbage": await WebhookListener.SayAsync(http, 202, "<html>"); break;
            case "another": await WebhookListener.SayAsync(http, 202, $$"""{"notice":"{{Guid.NewGuid()}}"}"""); break;
            case "endless": await WebhookListener.SayAsync(http, 202, "{\"notice\":\"" + new string('a', 100_000)); break;
            case "cut": http.Abort(); break;
            case "never": await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default); break;
            default: await WebhookListener.SayAsync(http, int.Parse(how, System.Globalization.CultureInfo.InvariantCulture), "{}"); break;
        }
    }

    private static Task<InboxHost> StartAsync(TestStore store, WebhookListener listener, InboxHost? beside = null, params (string, string)[] more) => InboxHost.StartAsync(
        store, beside?.Clock, register => Hook(register, listener), [("Notices:WebhookKeys:our-key", Convert.ToBase64String(listener.Key.ExportPkcs8PrivateKey())), .. more]);

    private static void Hook(JsonNode register, WebhookListener listener) =>
        register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == "alder-valley-nhs-trust")!["webhook"] = new JsonObject { ["endpoint"] = listener.Address.AbsoluteUri, ["key"] = "our-key" };

    private static Task SendAsync(InboxHost inbox) => SendAsync(inbox.Services);

    private static Task SendAsync(IServiceProvider services) => services.GetRequiredService<SendDeliveries>().RoundAsync(Cancellation);

    private static Task<List<NoticeDelivery>> DeliveriesAsync(InboxHost inbox) => inbox.ReadAsync(db => db.Set<NoticeDelivery>().AsNoTracking().ToListAsync(Cancellation));

    private static List<JsonElement> Dead(Answer answer) => [.. answer.Is(200).Json.GetProperty("deliveries").EnumerateArray()];
}
