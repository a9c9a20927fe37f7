using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation.Pointers;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>A custodian that cannot push its list is asked for it, and what it gives is judged as what others push is.</summary>
public sealed class PullTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_that_nobody_pushes_is_fetched_signed_again_and_grows_old_while_its_custodian_is_out_of_order()
    {
        var child = TestChild.Of(940);
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(child) { Lists = true, Pulled = ["dunmere-csc"] });
        await gateway.Logs.SaysAsync("The pointer list of dunmere-csc was fetched: submission 1", Cancellation);
        var first = Index(gateway).Of("dunmere-csc")!;

        gateway.Holds("dunmere-csc", child, Held.Plan);
        Assert.IsType<PointersTaken.Whole>(await PullAsync(gateway));
        Assert.IsType<PointersTaken.Whole>(await PullAsync(gateway));
        var again = Index(gateway).Of("dunmere-csc")!;

        Assert.True(Points(gateway, child));
        Assert.Equal((2L, 3L), (again.Whole, again.Taken.Sequence));
        Assert.True(again.Standing.AsOf >= first.Standing.AsOf + (2 * PullLists.Between));
        var entry = (await gateway.Entries.OfAsync(EntryType.Link))[^1].Common;
        Assert.Equal(("dunmere-council", true), (entry.GetProperty("agency").GetString(), entry.GetProperty("pulled").GetBoolean()));

        foreach (var fault in (Fault[])[Fault.Reset, Fault.Html, Fault.Truncated])
        {
            await gateway.Agencies.SetAsync("dunmere-csc", new Behaviour(Fault: fault));
            Assert.Null(await PullAsync(gateway));
        }

        Assert.Equal(again, Index(gateway).Of("dunmere-csc"));

        // What cannot be relied on here any more is fetched whole.
        await gateway.Agencies.ResetAsync();
        Index(gateway).Drop("dunmere-csc");
        Assert.IsType<PointersTaken.Whole>(await PullAsync(gateway));
        Assert.Equal((4L, true), (Index(gateway).Of("dunmere-csc")!.Whole, Points(gateway, child)));
    }

    private static Task<PointersTaken?> PullAsync(GatewayHost gateway)
    {
        gateway.Clock.Advance(PullLists.Between);
        return gateway.Services.GetRequiredService<PullList>().RunAsync(gateway.Services.GetRequiredService<Register>().Custodians.Single(one => one.Id == "dunmere-csc"), Cancellation);
    }

    private static PointerIndex Index(GatewayHost gateway) => gateway.Services.GetRequiredService<PointerIndex>();

    private static bool Points(GatewayHost gateway, TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        return Index(gateway).Look(epoch => [gateway.Services.GetRequiredService<PointerKeys>().Of(epoch)!.OfNumber(PointerKinds.Plan, number)]).Points("dunmere-csc");
    }
}
