using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>The responsible council learns of an attendance once, and of looking for any other reason never.</summary>
public sealed class NoticeTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(60, "ZB1 1AA");

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_councils_are_told_once_each_however_often_the_child_is_checked(string store)
    {
        await using var gateway = await StartAsync(store);
        gateway.Attends(Child, "brook-street-ed", "ENC-77");
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        gateway.Holds("castlebridge-csc", Child, Held.Care);

        var answer = (await gateway.CheckAsync(Child, "plan-flag", "looked-after")).Is(200);
        await gateway.CheckAsync(Child, "plan-flag", "looked-after");
        await gateway.AskAsync(new Question(Child, "plan-flag", "looked-after") { Asker = "second-nurse" });

        await ToldAsync(gateway, 2);
        Assert.Equal(["brackenford-council", "castlebridge-council"], gateway.Agencies.Notices.Select(notice => notice.Recipient).Order());
        Assert.Contains("Brackenford Council and Castlebridge Council will be told that the child attended.", answer.Text);
        gateway.Attends(Child, "brook-street-ed", "ENC-78", minutesAgo: 5);
        await gateway.CheckAsync(Child, "plan-flag", "looked-after");
        await ToldAsync(gateway, 4);
        Assert.Equal(4, gateway.Agencies.Notices.Count);
    }

    [Fact]
    public async Task Unborn_plan_tells_its_council()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Involve("alder-valley-nhs-trust", "encounter", Child, "ENC-80", "aldersham-general-ed", pregnancy: true);
        gateway.Holds("eastholt-csc", Child, Held.Unborn);

        (await gateway.CheckAsync(Child, "unborn-plan")).Is(200);

        await ToldAsync(gateway, 1);
        Assert.Equal("eastholt-council", Assert.Single(gateway.Agencies.Notices).Recipient);
    }

    [Fact]
    public async Task Planned_care_a_concern_and_a_refusal_tell_nobody()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        gateway.Involve("millpond-surgery", "registration", Child);
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "gp", Purpose = "scheduled-care" })).Is(200);
        (await gateway.CheckAsync(Child, "plan-flag")).Is(403);
        gateway.Attends(Child);
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Purpose = "clinical-concern" })).Is(200);
        (await gateway.CheckAsync(Child, "attendance-count")).Is(200);

        // The one notice that is due goes out after all the others would have.
        (await gateway.CheckAsync(Child, "plan-flag")).Is(200);
        await ToldAsync(gateway, 1);
        Assert.Single(gateway.Agencies.Notices);
    }

    private Task<GatewayHost> StartAsync(string store) => GatewayHost.StartAsync(server, store, Child);

    private static Task ToldAsync(GatewayHost gateway, int notices) =>
        gateway.Agencies.NoticesReachAsync(notices, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
