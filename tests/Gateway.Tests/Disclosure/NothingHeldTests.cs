using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

public sealed class NothingHeldTests
{
    private static readonly TestChild Child = TestChild.Of(720, "ZB1 1AA");

    [Fact]
    public async Task Nothing_of_a_window_is_said_of_the_window_and_not_for_ever()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);

        var answer = (await gateway.CheckAsync(Child, "plan-flag", "plan-ended", "attendance-count")).Is(200);

        Assert.StartsWith("Nothing held, by all ", Words("plan-flag"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing held of the last 12 months, by all ", Words("plan-ended"), StringComparison.Ordinal);
        Assert.StartsWith("Nothing held of the last 12 months, by all ", Words("attendance-count"), StringComparison.Ordinal);
        Assert.All((string[])["plan-flag", "plan-ended", "attendance-count"], item => Assert.EndsWith("This does not mean there is no concern.", Words(item), StringComparison.Ordinal));

        string Words(string item) => answer.Item(item).GetProperty("words").GetString()!;
    }
}
