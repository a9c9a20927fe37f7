using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Matching.Find;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Matching.Find;

/// <summary>Many practitioners who have one child shown to them within an hour: somebody is told, whichever process it was.</summary>
public sealed class OneChildTests(PostgresServer server)
{
    private static readonly TestChild Ella = TestChild.Of(380) with { Given = "Ella", Family = "Begum", Born = new DateOnly(2018, 3, 21) };

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Practitioners_of_one_child_are_counted_across_a_restart(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Ella);
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella);
        foreach (var asker in (string[])["nurse", "second-nurse", "second-doctor"]) (await FindAsync(gateway, asker)).Is(200);
        await gateway.RestartAsync();

        // Three from before the restart, and those of now: the eleventh is one too many.
        var told = new List<bool>();
        for (var n = 0; n < 8; n++) told.Add(await ShownAsync(gateway, $"nurse-{n}"));

        Assert.Equal([false, false, false, false, false, false, false, true], told);
        gateway.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.False(await ShownAsync(gateway, "nurse"));
    }

    [Fact]
    public async Task Another_process_counts_with_this_one_within_a_minute()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Postgres", Ella);
        gateway.Agencies.AddNames(Ella.Number, Ella.Born, Ella.Given, Ella.Family);
        gateway.Attends(Ella);
        await using var other = await GatewayHost.StartAsync(server, "Postgres", new Setting(Ella) { Connection = gateway.Store.Connection });
        for (var n = 0; n < 9; n++) Assert.False(await ShownAsync(other, $"nurse-{n}"));
        foreach (var asker in (string[])["nurse", "second-nurse"]) (await FindAsync(gateway, asker)).Is(200);

        Assert.False(await ShownAsync(other, "nurse-0"));
        other.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(await ShownAsync(other, "nurse-0"));
    }

    private static Task<bool> ShownAsync(GatewayHost gateway, string subject)
    {
        var agency = gateway.Services.GetRequiredService<Register>().Agencies["alder-valley-nhs-trust"];
        Assert.Equal(Gateway.Rules.Identifiers.NhsNumberFault.None, Gateway.Rules.Identifiers.NhsNumber.Read(Ella.Number, out var number));
        return gateway.Services.GetRequiredService<ChildTrail>().ShownAsync(new Practitioner(agency, subject, "ed-triage-clinician", null), number, TestContext.Current.CancellationToken);
    }

    private static Task<Answer> FindAsync(GatewayHost gateway, string asker) => gateway.PostAsync("v1/matches", asker, new JsonObject
    {
        ["child"] = new JsonObject { ["givenName"] = Ella.Given, ["familyName"] = Ella.Family, ["dateOfBirth"] = "2018-03-21", ["postcode"] = Ella.Postcode },
        ["purpose"] = "unscheduled-care",
    }, Guid.NewGuid().ToString());
}
