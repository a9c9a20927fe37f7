using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Messages;
using Gateway.Messages.Store;
using Gateway.Notifications;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;

namespace Gateway.Tests.Messages;

/// <summary>What nobody could take is laid aside with its reason, is shown to an operator, and goes again behind what went meanwhile.</summary>
public sealed class ParkedMessagesTests(BrokerFixture one, PostgresServer server) : IClassFixture<BrokerFixture>
{
    private const string Council = "aldersham-council";

    [Theory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Refused_by_the_councils_system_it_is_shown_with_its_reason_and_sent_again_once_behind_the_others(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store, one.Setting(Council));
        bed.Service<OutboxSignal>().Raise();
        await using var council = await AgencySystem.ListenAsync(one.Broker.Address, Council);
        council.Refuses = heard => heard.Kind == MessageNames.Received;
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        var parked = Assert.Single(await ParkedAsync(bed));

        Assert.Equal((Council, "referral-received.v1", "refused", true), (parked.Text("agency"), parked.Text("kind"), parked.Text("because"), parked.GetProperty("canGoAgain").GetBoolean()));
        foreach (var nobody in (string[])["nurse", "csc-front-door", "officer-of-aldersham-council"]) (await bed.Gateway.GetAsync("v1/parked-messages", nobody)).Is(403);
        Assert.Empty((await bed.Gateway.GetAsync("v1/parked-messages", "operator-of-st-oswins-primary")).Is(200).Json.GetProperty("messages").EnumerateArray());
        Assert.Single((await bed.Gateway.GetAsync("v1/parked-messages", "operator-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("messages").EnumerateArray());
        var path = $"v1/parked-messages/{parked.Text("id")}/replay";
        foreach (var nobody in (string[])["nurse", "operator-of-st-oswins-primary"]) (await bed.Gateway.PostAsync(path, nobody, null)).Is(404);
        council.Refuses = _ => false;
        (await bed.Gateway.PostAsync(path, "operator-of-aldersham-council", null)).Is(200);
        (await bed.Gateway.PostAsync(path, "operator-of-aldersham-council", null)).Is(409);

        var heard = await council.HasAsync(2);
        Assert.Equal([(MessageNames.Moved, 2), (MessageNames.Received, 3)], heard.Select(each => (each.Kind, each.Number)));
        Assert.Equal((child.Referral, parked.Text("id")), (heard[1].Body.GetProperty("referral").GetGuid(), heard[1].Body.Text("again")));
        Assert.NotEqual(parked.Text("id"), heard[1].Body.Text("message"));
        Assert.Empty(new Simulator.JsonSchema(Simulator.Contracts.Json("messages/referral-received.v1.schema.json")).Check(heard[1].Body, "#"));
        var entry = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Admin), each => each.Common.Text("event") == "message-replayed");
        Assert.Equal((parked.Text("id"), Council), (entry.Common.Text("message"), entry.Common.Text("recipient")));
    }

    [Fact]
    public async Task Operators_page_shows_it_in_words_and_sends_it_again()
    {
        await using var bed = await ReferralBed.StartAsync(server, "Sqlite", one.Setting(Council));
        bed.Service<OutboxSignal>().Raise();
        await using var council = await AgencySystem.ListenAsync(one.Broker.Address, Council);
        council.Refuses = _ => true;
        await bed.OneAsync();
        await using var db = await bed.DbAsync();
        Assert.Single(await RowsAsync(bed, db));

        using var page = await PageClient.SignInAsync(bed.Gateway, "operator-of-aldersham-council");
        var shown = await page.GetAsync("/messages/parked");
        Assert.Contains("Their system refused it", shown.Text);
        council.Refuses = _ => false;
        Assert.Equal(302, (await page.PostAsync("/messages/parked", ("message", shown.Value("message")!))).Status);

        Assert.Equal([2], (await council.HasAsync(1)).Select(heard => heard.Number));
        Assert.Contains("Nothing is laid aside", (await page.GetAsync("/messages/parked")).Text);
        using var nurse = await PageClient.SignInAsync(bed.Gateway, "nurse");
        Assert.Equal(404, (await nurse.GetAsync("/messages/parked")).Status);
        Assert.Equal(2, (await bed.Gateway.Entries.OfAsync(EntryType.Search)).Count(entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("parked-messages-read") && entry.Common.Text("practitioner") == "operator-of-aldersham-council"));
    }

    [Theory]
    [InlineData("gateway-attendance-notices", """{"noticeId":"not an id"}""")]
    [InlineData("gateway-attendance-notices", "<Childmark>")]
    [InlineData("gateway-messages-refused", """{"name":"Childmark"}""")]
    public async Task What_is_not_ours_is_laid_aside_without_a_word_of_it_and_goes_nowhere_again(string queue, string body)
    {
        await using var bed = await ReferralBed.StartAsync(server, "Sqlite", one.Setting(Council));
        bed.Service<OutboxSignal>().Raise();
        await PutAsync(queue, body);

        await using var db = await bed.DbAsync();
        var parked = Assert.Single(await RowsAsync(bed, db));

        Assert.Equal(("not-ours", "", null, null), (parked.Kind, parked.Agency, parked.Body, parked.Child));
        Assert.Empty((await bed.Gateway.GetAsync("v1/parked-messages", "operator-of-aldersham-council")).Is(200).Json.GetProperty("messages").EnumerateArray());
        Assert.False(Assert.Single((await bed.Gateway.GetAsync("v1/parked-messages", "operator-of-alder-valley-nhs-trust")).Is(200).Json.GetProperty("messages").EnumerateArray()).GetProperty("canGoAgain").GetBoolean());
        (await bed.Gateway.PostAsync($"v1/parked-messages/{parked.Id}/replay", "operator-of-alder-valley-nhs-trust", null)).Is(404);
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Childmark", line.Text));
    }

    [Fact]
    public async Task Owed_to_an_agency_that_has_no_queue_any_more_it_is_laid_aside_and_keeps_nobody_waiting()
    {
        await using var bed = await ReferralBed.StartAsync(server, "Sqlite", one.Setting(Council));
        await using var council = await AgencySystem.ListenAsync(one.Broker.Address, Council);
        await using var db = await bed.DbAsync();
        db.Add(OwedMessage.Of(Guid.NewGuid(), MessageNames.Moved, "gone-council", Guid.NewGuid(), 1, "{}"u8.ToArray(), bed.Gateway.Clock.GetUtcNow()));
        await db.SaveChangesAsync(ReferralBed.Cancellation);

        await bed.OneAsync();

        await council.HasAsync(1);
        Assert.Equal("no-queue", Assert.Single(await RowsAsync(bed, db)).Because);
    }

    [Fact]
    public async Task What_comes_back_while_the_store_cannot_take_it_is_held_and_laid_aside_once_it_can()
    {
        await using var bed = await ReferralBed.StartAsync(server, "Sqlite", one.Setting(Council));
        bed.Service<OutboxSignal>().Raise();
        await using var db = await bed.DbAsync();
        await db.Database.ExecuteSqlRawAsync("""alter table "ParkedMessages" rename to "Away" """, ReferralBed.Cancellation);

        await PutAsync("gateway-messages-refused", """{"name":"Childmark"}""");
        await SaysAsync(bed, "is held until it can be laid aside");
        await db.Database.ExecuteSqlRawAsync("""alter table "Away" rename to "ParkedMessages" """, ReferralBed.Cancellation);

        Assert.Single(await RowsAsync(bed, db));
    }

    [Fact]
    public async Task Header_that_no_store_takes_is_left_behind_and_the_message_laid_aside()
    {
        await using var bed = await ReferralBed.StartAsync(server, "Postgres", one.Setting(Council));
        bed.Service<OutboxSignal>().Raise();
        await PutAsync("gateway-messages-refused", "{}", new Dictionary<string, object?> { ["x-first-death-queue"] = "agency.\0Childmark", ["x-first-death-reason"] = "\0Childmark" });

        await using var db = await bed.DbAsync();
        var parked = Assert.Single(await RowsAsync(bed, db));

        Assert.Equal(("", "nobody-takes-it"), (parked.Agency, parked.Because));
    }

    [Fact]
    public async Task Queue_that_somebody_declared_otherwise_keeps_no_other_agencys_messages_waiting()
    {
        const string other = "brackenford-council";
        await using var connection = await new ConnectionFactory { Uri = one.Broker.Address }.CreateConnectionAsync(ReferralBed.Cancellation);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ReferralBed.Cancellation);
        await channel.QueueDeclareAsync(AgencyQueues.Of(other), durable: true, exclusive: false, autoDelete: false, cancellationToken: ReferralBed.Cancellation);
        await using var bed = await ReferralBed.StartAsync(server, "Sqlite", one.Setting(Council, other));
        await using var council = await AgencySystem.ListenAsync(one.Broker.Address, Council);

        await bed.OneAsync();

        await council.HasAsync(1);
        Assert.Contains(bed.Gateway.Logs.Lines, line => line.Text == "The queue of brackenford-council is not as the gateway declares it: 406");
    }

    [Fact]
    public async Task Register_with_a_queue_that_nothing_carries_stops_the_start()
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => GatewayHost.StartAsync(server, "Sqlite", new Setting { Queues = [Council] }));
        Assert.Equal("aldersham-council has a queue in the register: set Messaging:Transport to RabbitMq.", Assert.Single(refused.Reasons));
    }

    private static async Task<IReadOnlyList<JsonElement>> ParkedAsync(ReferralBed bed) => await LaidAsideAsync(
        bed, async () => (await bed.Gateway.GetAsync("v1/parked-messages", "operator-of-aldersham-council")).Is(200).Json.GetProperty("messages").EnumerateArray().ToList());

    private static Task<List<ParkedMessage>> RowsAsync(ReferralBed bed, GatewayContext db) => LaidAsideAsync(bed, () => db.Set<ParkedMessage>().AsNoTracking().ToListAsync(ReferralBed.Cancellation));

    // What is laid aside is logged once it is in the store.
    private static async Task<List<T>> LaidAsideAsync<T>(ReferralBed bed, Func<Task<List<T>>> look)
    {
        await SaysAsync(bed, "was laid aside");
        return await look();
    }

    private static Task SaysAsync(ReferralBed bed, string words) => bed.Gateway.Logs.SaysAsync(words, ReferralBed.Cancellation).WaitAsync(TimeSpan.FromSeconds(30));

    private async Task PutAsync(string queue, string body, Dictionary<string, object?>? headers = null)
    {
        await using var connection = await new ConnectionFactory { Uri = one.Broker.Address }.CreateConnectionAsync(ReferralBed.Cancellation);
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), ReferralBed.Cancellation);
        await ReadAsync(connection, queue);
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { ContentType = "application/json", MessageId = Guid.NewGuid().ToString(), Headers = headers }, Encoding.UTF8.GetBytes(body), ReferralBed.Cancellation);
    }

    // A queue that another is declaring at this moment has no leader yet, and what is put into it is refused: so the gateway declares it, and is waited for.
    private static async Task ReadAsync(IConnection connection, string queue)
    {
        for (var started = System.Diagnostics.Stopwatch.GetTimestamp(); ; await Task.Delay(20, ReferralBed.Cancellation))
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), "Nobody reads the queue.");
            await using var asking = await connection.CreateChannelAsync(cancellationToken: ReferralBed.Cancellation);
            try
            {
                if (await asking.ConsumerCountAsync(queue, ReferralBed.Cancellation) > 0) return;
            }
            catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
            {
                // It is not there yet.
            }
        }
    }
}
