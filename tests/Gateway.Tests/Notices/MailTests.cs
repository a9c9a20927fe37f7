using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Notices;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Gateway.Tests.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>An e-mail over a real SMTP server says that there is a notice, and a code; whatever the server does, the notice waits for none of it.</summary>
public sealed class MailTests(SmtpServer smtp) : IClassFixture<SmtpServer>
{
    private const string Mailbox = "duty.team+safeguarding@aldersham.example";

    public static TheoryData<string> Both => TestStore.Both;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public async Task Says_to_sign_in_and_a_code_and_nothing_about_anybody(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await using var one = await StartAsync(store);
        await using var other = await StartAsync(store, one);
        await one.PostAsync(Tell.Attended(null, NoticeRecipient.FrontDoor));
        await one.TendAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => SendAsync(n % 2 == 0 ? one : other))));

        var mail = Assert.Single(await smtp.TakenAsync());
        var text = mail.GetProperty("text").GetString()!;
        Assert.Equal(("gateway@gateway.example", Mailbox), (mail.GetProperty("from").GetString(), Assert.Single(mail.GetProperty("to").EnumerateArray()).GetString()));
        var code = (await one.TurnsAsync())[0].Code;
        Assert.EndsWith($"\r\n\r\nYou have a safeguarding notice. Sign in to read.\r\n\r\nCode {code}\r\n", text, StringComparison.Ordinal);
        Assert.Contains("\nSubject: Safeguarding notice\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\r\n", text, StringComparison.Ordinal);
        foreach (var secret in (string[])[Tell.Child.Number, Tell.Subject.ToString(), "plan", "attend", "child", "Aldersham Council", Environment.MachineName, "known"])
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(one.Logs.Lines, line => line.Text.Contains(Mailbox, StringComparison.OrdinalIgnoreCase));
        // To hand it to a server is not to have it read.
        Assert.Null((await one.TurnsAsync())[0].DeliveredAt);
    }

    [Theory]
    [InlineData("refuse", "answered-550", true)]
    [InlineData("defer", "answered-451", false)]
    [InlineData("hang", "timed-out", false)]
    [InlineData("die", "cut-off", false)]
    public async Task Server_that_refuses_hangs_or_dies_with_it_in_hand_is_tried_again_or_it_is_laid_aside(string how, string because, bool dead)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await StartAsync(store, null, ("Notices:AttemptSeconds", how == "hang" ? "1" : "10"));
        await inbox.PostAsync(Tell.Referral(red: true));
        await inbox.TendAsync();
        await smtp.BehaveAsync(how);
        await SendAsync(inbox);

        var failed = Assert.Single(await DeliveriesAsync(inbox));
        Assert.Equal((because, dead), (failed.LastFailure, failed.DeadAt is not null));
        Assert.Empty(await smtp.TakenAsync());
        Assert.Single(await inbox.ListAsync(inbox.Who("aldersham-council", "csc-front-door", "worker")));
        inbox.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync(inbox);
        Assert.Equal(dead ? 0 : 1, (await smtp.TakenAsync()).Count);
    }

    [Fact]
    public async Task Nobody_listens_and_it_is_tried_again()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await StartAsync(store, null, ("Notices:Smtp:Port", $"{Ports.Free()}"));
        await inbox.PostAsync(Tell.Referral(red: true));
        await inbox.TendAsync();
        await SendAsync(inbox);
        Assert.Equal("unreachable", Assert.Single(await DeliveriesAsync(inbox)).LastFailure);
    }

    [Fact]
    public async Task What_cannot_wait_goes_by_night_what_can_in_hours_and_the_routine_of_a_day_is_one()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await StartAsync(store);
        inbox.Clock.MoveTo(InboxHost.Morning.AddHours(9));
        await inbox.PostAsync(Tell.Attended(null) with { Event = NoticeEvent.ClockDue, Words = [], To = new(NoticeRecipient.StageOwner, "aldersham-council") { Role = "csc-front-door" } }, Tell.Referral(id: Guid.NewGuid()), Tell.Referral(id: Guid.NewGuid()), Tell.Referral(id: Guid.NewGuid()));
        await inbox.PostAsync(Tell.Referral(red: true));
        await inbox.TendAsync();
        await SendAsync(inbox);
        // By night the emergency team has what is red, and it has a mailbox of its own.
        Assert.Equal("night@aldersham.example", Assert.Single(await smtp.TakenAsync()).GetProperty("to")[0].GetString());

        inbox.Clock.MoveTo(InboxHost.Morning.AddHours(23));
        await SendAsync(inbox);
        var mails = (await smtp.TakenAsync()).Select(mail => mail.GetProperty("text").GetString()!).ToList();
        Assert.Single(mails, text => System.Text.RegularExpressions.Regex.IsMatch(text, "Codes [B-Z]{6}, [B-Z]{6}, [B-Z]{6}\r\n"));
        Assert.All(await DeliveriesAsync(inbox), delivery => Assert.NotNull(delivery.SentAt));
        await SendAsync(inbox);
        Assert.Empty(await smtp.TakenAsync());
    }

    [Fact]
    public async Task Emergency_team_is_mailed_by_night_of_what_can_wait_for_others()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await StartAsync(store);
        inbox.Clock.MoveTo(InboxHost.Morning.AddHours(9));
        await inbox.PostAsync(Tell.Attended(null, NoticeRecipient.FrontDoor));
        await inbox.TendAsync();
        await SendAsync(inbox);

        Assert.Equal("night@aldersham.example", Assert.Single(await smtp.TakenAsync()).GetProperty("to")[0].GetString());
        Assert.Equal(InboxHost.Morning.AddHours(11), (await inbox.OnlyAsync()).NextAt);
    }

    [Fact]
    public async Task Nobody_is_mailed_about_what_somebody_has_by_then()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await using var inbox = await StartAsync(store);
        await inbox.PostAsync(Tell.Attended(null, NoticeRecipient.FrontDoor));
        await inbox.TendAsync();
        Assert.IsType<NoticeAnswer.Shown>(await inbox.Take.AcknowledgeAsync(inbox.Who("aldersham-council", "csc-front-door", "worker"), (await inbox.OnlyAsync()).Id, Cancellation));
        await SendAsync(inbox);
        Assert.Empty(await smtp.TakenAsync());
        Assert.NotNull(Assert.Single(await DeliveriesAsync(inbox)).SentAt);
    }

    /// <summary>What could end a header, name a second recipient or be read in two ways never gets as far as a message.</summary>
    [Theory]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("a@b.example\nSubject: x")]
    [InlineData("a@b.example, c@d.example")]
    [InlineData("a@b.example;c@d.example")]
    [InlineData("\"A B\" <a@b.example>")]
    [InlineData("<a@b.example>")]
    [InlineData("a b@c.example")]
    [InlineData("a@b@c.example")]
    [InlineData("a@localhost")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData("a..b@c.example")]
    [InlineData("a@-b.example")]
    [InlineData("älder@b.example")]
    [InlineData("a@bücher.example")]
    [InlineData("a@b.example\u0000")]
    [InlineData("@b.example")]
    [InlineData("")]
    public async Task Address_that_is_not_one_plain_address_stops_the_start_and_is_not_repeated(string address)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        foreach (var bad in (string[])[address, new string('a', 65) + "@b.example", "a@" + string.Concat(Enumerable.Repeat("b.", 126)) + "example"])
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => InboxHost.StartAsync(store, change: register => Box(register, ("csc-front-door", bad))));
            var reason = Assert.Single(refused.Reasons, reason => reason.Contains("mailboxes[0] email", StringComparison.Ordinal) && (reason.EndsWith("characters", StringComparison.Ordinal) || reason.EndsWith("empty", StringComparison.Ordinal)));
            if (bad.Length > 2) Assert.DoesNotContain(bad, reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Host", "mail server", "Notices:Smtp:Host")]
    [InlineData("Port", "0", "Notices:Smtp:Port")]
    [InlineData("Security", "some", "Notices:Smtp:Security")]
    [InlineData("Host", "mail.example", "for a server on this machine only")]
    [InlineData("From", "a@b.example\r\nBcc: c@d.example", "Notices:Smtp:From")]
    [InlineData("User", "somebody", "set together")]
    public async Task Half_a_server_stops_the_start(string setting, string value, string reason)
    {
        using var store = await TestStore.NewAsync("Sqlite");
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(store, null, ("Notices:Smtp:" + setting, value)));
        Assert.Contains(refused.Reasons, one => one.Contains(reason, StringComparison.Ordinal));
    }

    private Task<InboxHost> StartAsync(TestStore store, InboxHost? beside = null, params (string, string)[] more) => InboxHost.StartAsync(
        store, beside?.Clock, register => Box(register, ("csc-front-door", Mailbox), ("csc-emergency-duty", "night@aldersham.example")),
        [("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", $"{smtp.Port}"), ("Notices:Smtp:Security", "none"), ("Notices:Smtp:From", "gateway@gateway.example"), .. more]);

    private static void Box(JsonNode register, params (string Role, string Email)[] boxes) =>
        register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == "aldersham-council")!["mailboxes"] =
            new JsonArray([.. boxes.Select(box => new JsonObject { ["role"] = box.Role, ["email"] = box.Email })]);

    private static Task SendAsync(InboxHost inbox) => inbox.Services.GetRequiredService<SendDeliveries>().RoundAsync(Cancellation);

    private static Task<List<NoticeDelivery>> DeliveriesAsync(InboxHost inbox) => inbox.ReadAsync(db => db.Set<NoticeDelivery>().AsNoTracking().ToListAsync(Cancellation));
}
