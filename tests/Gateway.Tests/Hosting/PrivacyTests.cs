using Gateway.Simulator;
using Gateway.Tests.Disclosure;

namespace Gateway.Tests.Hosting;

public sealed class PrivacyTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = TestChild.Of(70, "ZB1 1AA") with { Born = new DateOnly(2019, 7, 23) };
    private static readonly TestChild Stranger = TestChild.Of(71) with { Born = new DateOnly(2018, 6, 24) };

    [Theory, MemberData(nameof(Stores))]
    public async Task No_log_at_any_level_and_no_address_or_header_names_anybody(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, new Setting(Child) { Recorded = true });
        gateway.Attends(Child, reference: "ENC-Referencemark");
        Held.Everything(gateway, Child);

        (await gateway.CheckAsync(Child, "plan-flag", "lead-social-worker", "attendance-count", "attendance-complaint", "gp-registration", "looked-after")).Is(200);
        (await gateway.CheckAsync(Stranger, "plan-flag")).Is(403);
        await gateway.Agencies.SetAsync("brackenford-csc", new Behaviour(Fault: Fault.Truncated));
        await gateway.Agencies.SetAsync("castlebridge-csc", new Behaviour(Fault: Fault.Reset));
        (await gateway.CheckAsync(Child, "plan-flag", "lead-social-worker")).Is(200);
        await gateway.SendAsync("{\"child\":{\"nhsNumber\":\"" + Child.Number + "\",\"dateOfBirth\":\"2019-07-23\"},\"purpose\":\"x\",\"items\":[]");
        await gateway.Agencies.NoticesReachAsync(2, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.NotEmpty(gateway.Logs.Lines);
        foreach (var secret in Secrets) Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(secret, line.Text, StringComparison.OrdinalIgnoreCase));
        Assert.NotEmpty(gateway.Relay!.Questions);
        foreach (var (path, headers, _) in gateway.Relay.Questions)
            foreach (var secret in Secrets) Assert.DoesNotContain(secret, path + headers, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Secrets => ((TestChild[])[Child, Stranger]).SelectMany(child => (string[])
    [
        child.Number, $"{child.Number[..3]} {child.Number[3..6]} {child.Number[6..]}", child.Born.ToString("yyyy-MM-dd"), child.Born.ToString("dd/MM/yyyy"), child.Born.ToString("MM/dd/yyyy"),
    ]).Concat(["Workermark", "Teammark", "960777", "Complaintmark", "Practicemark", "Schoolmark", "Sitemark", "Givenmark", "Familymark", "Askermark", "Referencemark", "ZB1 1AA"]);
}
