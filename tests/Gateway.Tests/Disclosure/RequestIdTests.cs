using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Disclosure;

/// <summary>One question, one decision, one notice.</summary>
public sealed class RequestIdTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(40, "ZB1 1AA");
    private static readonly TestChild Other = TestChild.Of(41);

    [Theory, MemberData(nameof(Stores))]
    public async Task D5_TheSameTwice_GivesTheSameBytesAndTwentyAtOnceAreOneQuestion(string store)
    {
        await using var gateway = await StartAsync(store);
        var question = new Question(Child, "plan-flag");
        var first = (await gateway.AskAsync(question)).Is(200);

        Assert.Equal(first.Bytes, (await gateway.AskAsync(question)).Is(200).Bytes);
        await OneOfEachAsync(gateway, 1);

        var again = question with { RequestId = Guid.NewGuid() };
        var together = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.AskAsync(again)));
        Assert.Single(together.Select(answer => answer.Is(200).Text).Distinct());
        await OneOfEachAsync(gateway, 2);
        await gateway.Agencies.NoticesReachAsync(1, TestContext.Current.CancellationToken);
        Assert.Single(gateway.Agencies.Notices);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task D3_TheSameAfterAMinuteOrARestart_GetsTheReceiptOnly(string store)
    {
        await using var gateway = await StartAsync(store);
        var question = new Question(Child, "plan-flag");
        var first = (await gateway.AskAsync(question)).Is(200);
        gateway.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(first.Bytes, (await gateway.AskAsync(question)).Is(200).Bytes);

        gateway.Clock.Advance(TimeSpan.FromSeconds(3));
        await AnsweredBeforeAsync();
        await gateway.RestartAsync();
        await AnsweredBeforeAsync();
        await OneOfEachAsync(gateway, 1);

        async Task AnsweredBeforeAsync()
        {
            var later = (await gateway.AskAsync(question)).Is(409);
            Assert.Equal("urn:gateway:problem:already-answered", later.Type);
            Assert.Equal(first.Json.GetProperty("check").GetGuid(), later.Receipt.GetProperty("entryId").GetGuid());
            Assert.DoesNotContain("rackenford", later.Text);
        }
    }

    [Fact]
    public async Task D3_SameIdWithAnotherQuestion_IsRefusedAndNoted()
    {
        await using var gateway = await StartAsync("Sqlite");
        var question = new Question(Child, "plan-flag");
        await gateway.AskAsync(question);
        gateway.Attends(Other, reference: "ENC-2");

        Question[] others = [question with { Child = Other }, question with { Purpose = "clinical-concern" }, question with { Items = ["plan-flag", "looked-after"] }];
        foreach (var other in others) Assert.Equal("urn:gateway:problem:request-id-reused", (await gateway.AskAsync(other)).Is(409).Type);

        Assert.Equal(3, gateway.Logs.Lines.Count(line => line.Level == LogLevel.Warning && line.Text.Contains("A request id came again with another question")));
        await OneOfEachAsync(gateway, 1);
    }

    [Fact]
    public async Task Id_of_another_asker_is_another_question()
    {
        await using var gateway = await StartAsync("Sqlite");
        var question = new Question(Child, "plan-flag");

        var (mine, theirs) = ((await gateway.AskAsync(question)).Is(200), (await gateway.AskAsync(question with { Asker = "second-nurse" })).Is(200));

        Assert.NotEqual(mine.Json.GetProperty("check").GetGuid(), theirs.Json.GetProperty("check").GetGuid());
        await OneOfEachAsync(gateway, 2);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child, Other);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, new CustodianFacts { Plan = Held.Plan.Plan });
        return gateway;
    }

    private static async Task OneOfEachAsync(GatewayHost gateway, int questions)
    {
        Assert.Equal(questions, (await gateway.Entries.OfAsync(EntryType.Decision)).Count);
        Assert.Equal(questions, gateway.Asked("brackenford-csc"));
    }
}
