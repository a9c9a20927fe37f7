using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

/// <summary>Two children of one day, one name and one home, of whom one is on a plan and the other is not.</summary>
public sealed class TwinsTests
{
    private static readonly TestChild OnPlan = TestChild.Of(60, "ZB1 1AA");
    private static readonly TestChild Twin = TestChild.Of(61, "ZB1 1AA");

    [Fact]
    public async Task A19_TwinsAskedAboutAtOnce_EachHasTheirOwnAnswerHistoryAndNotice()
    {
        await using var gateway = await GatewayHost.StartAsync(OnPlan, Twin);
        gateway.Attends(OnPlan, reference: "ENC-A");
        gateway.Attends(Twin, reference: "ENC-B");
        gateway.Holds("brackenford-csc", OnPlan, Held.Plan);
        gateway.Holds("northgate-childrens-ed", Twin, Held.Attendances(3));

        // One after the other and then all at once, so that what the first left in a cache would be there for the second.
        (TestChild Child, Answer Answer)[] first = [await AskAsync(gateway, OnPlan), await AskAsync(gateway, Twin)];
        var rest = await Task.WhenAll(Enumerable.Range(0, 20).Select(place => AskAsync(gateway, place % 2 == 0 ? OnPlan : Twin)));

        var entries = await gateway.Entries.AllAsync();
        Assert.Equal([("yes", "nothing-held"), ("nothing-held", "yes")], first.Select(asked => (asked.Answer.Says("plan-flag"), asked.Answer.Says("attendance-count"))));
        Assert.All([.. first, .. rest], asked => IsAboutTheirOwn(asked.Child, asked.Answer, entries));
        await gateway.Agencies.NoticesReachAsync(1, TestContext.Current.CancellationToken);
        Assert.Equal("ENC-A", Assert.Single(gateway.Agencies.Notices).Reference);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains(OnPlan.Number, StringComparison.Ordinal) || line.Text.Contains(Twin.Number, StringComparison.Ordinal));
    }

    private static async Task<(TestChild Child, Answer Answer)> AskAsync(GatewayHost gateway, TestChild child) =>
        (child, (await gateway.CheckAsync(child, "plan-flag", "attendance-count")).Is(200));

    private static void IsAboutTheirOwn(TestChild child, Answer answer, List<LedgerReader.Entry> entries)
    {
        // With so many at once a custodian may be too slow for one of them: then it is not known, and never the other's.
        var (theirs, others) = child == OnPlan ? ("plan-flag", "attendance-count") : ("attendance-count", "plan-flag");
        Assert.NotEqual("nothing-held", answer.Says(theirs));
        Assert.NotEqual("yes", answer.Says(others));
        if (child == Twin) Assert.DoesNotContain("Child protection plan: yes", answer.Text);
        var entry = entries[(int)answer.Receipt.GetProperty("entry").GetInt64()];
        Assert.Equal(child.Number, entry.Child!.Value.GetProperty("child").GetProperty("nhsNumber").GetString());
    }
}
