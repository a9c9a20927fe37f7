using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>A text message says that there is something to read and a code that means nothing, to whoever the matrix says is texted; by whichever provider knows our key.</summary>
public sealed class TextTests(SmtpServer smtp) : IClassFixture<SmtpServer>
{
    private const string Number = "+447700900123";
    private const string Trust = "alder-valley-nhs-trust";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Both => TestStore.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Sent_once_and_signed_with_the_code_and_nothing_about_anybody(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var listener = await WebhookListener.StartAsync();
        listener.Answer = TakenAsync;
        await using var one = await StartAsync(store, listener);
        await one.PostAsync(Overridden);
        await one.TendAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SendAsync(one))));

        var (body, signed, headers) = Assert.Single(listener.Posted);
        Assert.True(signed);
        var sent = JsonDocument.Parse(body).RootElement;
        var turn = Assert.Single(await one.TurnsAsync());
        Assert.Equal(["text", "to", "words"], sent.EnumerateObject().Select(member => member.Name));
        Assert.Equal((Number, $"You have a safeguarding notice. Sign in to read. Code {turn.Code}"), (sent.GetProperty("to").GetString(), sent.GetProperty("words").GetString()));
        foreach (var secret in (string[])["nurse", "discharge", Tell.Subject.ToString(), Tell.Child.Number, "alder"]) Assert.DoesNotContain(secret, body + headers, StringComparison.OrdinalIgnoreCase);
        var delivery = Assert.Single(await DeliveriesAsync(one));
        Assert.Equal((NoticeChannel.Text, sent.GetProperty("text").GetGuid(), true), (delivery.Channel, delivery.Id, delivery.SentAt is not null));
        // That a provider took it says nothing of whether anybody has it.
        Assert.Null(turn.DeliveredAt);
        foreach (var line in one.Logs.Lines) Assert.DoesNotContain(Number[1..], line.Text);
    }

    [Theory]
    [InlineData(500, "answered-500", false)]
    [InlineData(404, "answered-404", true)]
    [InlineData(202, "another-notice", false)]
    public async Task What_is_not_acknowledged_is_tried_again_or_laid_aside_as_any_other_delivery(int status, string because, bool dead)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        listener.Answer = (http, _) => WebhookListener.SayAsync(http, status, $$"""{"text":"{{Guid.NewGuid()}}"}""");
        await using var inbox = await StartAsync(store, listener);
        await inbox.PostAsync(Overridden);
        await inbox.TendAsync();
        await SendAsync(inbox);

        var failed = Assert.Single(await DeliveriesAsync(inbox));
        Assert.Equal((because, dead, 1), (failed.LastFailure, failed.DeadAt is not null, failed.Attempts));
        if (dead) return;
        listener.Answer = TakenAsync;
        inbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(inbox);
        Assert.NotNull(Assert.Single(await DeliveriesAsync(inbox)).SentAt);
    }

    [Theory]
    [InlineData(404, 1), InlineData(500, 2)]
    public async Task Text_that_is_turned_down_or_fails_twice_has_an_email_beside_it(int status, int tries)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        listener.Answer = (http, _) => WebhookListener.SayAsync(http, status, "{}");
        await using var inbox = await StartAsync(store, listener, ("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", $"{smtp.Port}"), ("Notices:Smtp:Security", "none"), ("Notices:Smtp:From", "gateway@gateway.example"));
        await inbox.PostAsync(Overridden);
        await inbox.TendAsync();
        for (var tried = 0; tried < tries; tried++)
        {
            Assert.DoesNotContain(await DeliveriesAsync(inbox), delivery => delivery.Channel == NoticeChannel.Email);
            await SendAsync(inbox);
            inbox.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        for (var more = 0; more < 3; more++)
        {
            await SendAsync(inbox);
            inbox.Clock.Advance(TimeSpan.FromMinutes(30));
        }

        Assert.NotNull(Assert.Single(await DeliveriesAsync(inbox), delivery => delivery.Channel == NoticeChannel.Email).SentAt);
        Assert.Single(await smtp.TakenAsync());
    }

    [Fact]
    public async Task Nobody_is_texted_where_the_matrix_does_not_say_so_nor_once_somebody_has_it()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var listener = await WebhookListener.StartAsync();
        listener.Answer = TakenAsync;
        await using var inbox = await StartAsync(store, listener);
        await inbox.PostAsync(Tell.Attended(null, NoticeRecipient.FrontDoor), Overridden);
        await inbox.TendAsync();
        await inbox.ReadAsync(db => db.Set<InboxNotice>().Where(notice => notice.Event == NoticeEvent.DischargeOverridden).ExecuteUpdateAsync(set => set.SetProperty(notice => notice.AcknowledgedAt, InboxHost.Morning), Cancellation));
        await SendAsync(inbox);

        Assert.Empty(listener.Posted);
        Assert.All(await DeliveriesAsync(inbox), delivery => Assert.Equal(NoticeChannel.Text, delivery.Channel));
    }

    private static Gateway.Notices.Posting Overridden => Tell.Attended(null) with { Event = NoticeEvent.DischargeOverridden, Words = [], To = new(NoticeRecipient.NamedNurse, Trust) };

    private static Task TakenAsync(Microsoft.AspNetCore.Http.HttpContext http, string text) => WebhookListener.SayAsync(http, 202, $$"""{"text":"{{text}}"}""");

    private static Task<InboxHost> StartAsync(TestStore store, WebhookListener listener, params (string, string)[] more) => InboxHost.StartAsync(store, null, Texted,
        [.. more, ("Notices:WebhookKeys:our-key", Convert.ToBase64String(listener.Key.ExportPkcs8PrivateKey())), ("Notices:Text:Endpoint", listener.Address.AbsoluteUri), ("Notices:Text:Key", "our-key")]);

    private static void Texted(JsonNode register)
    {
        foreach (var (agency, role) in ((string, string)[])[(Trust, "ed-treating-clinician"), ("aldersham-council", "csc-front-door")])
            register["agencies"]!.AsArray().Single(one => (string)one!["id"]! == agency)!["mailboxes"] = new JsonArray(new JsonObject { ["role"] = role, ["text"] = Number, ["email"] = "team@agency.example" });
    }

    private static Task SendAsync(InboxHost inbox) => inbox.Services.GetRequiredService<SendDeliveries>().RoundAsync(Cancellation);

    private static Task<List<NoticeDelivery>> DeliveriesAsync(InboxHost inbox) => inbox.ReadAsync(db => db.Set<NoticeDelivery>().AsNoTracking().ToListAsync(Cancellation));
}
