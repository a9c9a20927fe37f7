using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>A council's own case-management system receives what is referred to it, and is away when it is sent.</summary>
public sealed class ReceivingJourneys(Stack stack)
{
    private const string Lead = "dsl-hartley";
    private const string Council = "aldersham-council";
    private const string Awaited = "Sent, not yet received by Aldersham Council";

    [Fact]
    public async Task Journey_59_ReceivingCouncilSystemDown()
    {
        var start = new DateTimeOffset(2026, 12, 14, 10, 0, 0, TimeSpan.Zero);
        await using var here = await ClockedGateway.StartAsync(stack, start, WithOperator, [new("Notices:Operations", "brackenford-council")], Council);
        await here.Agencies.SetAsync(Council, new Behaviour(Fault: Fault.Refuse));
        await using var lead = await here.SignedInAsync(Lead);
        await lead.BeginAsync();
        await lead.LinkAsync("The children");
        await lead.FillChildAsync("Amira", "Cole", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await lead.ButtonAsync("Continue");
        await lead.FillRestAsync("Amira Cole");
        await lead.ButtonAsync("Check your answers");
        await lead.ButtonAsync("Send referral to Aldersham Council");

        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        await Expect(lead.Main).ToContainTextAsync(Awaited);
        await Expect(lead.Main).Not.ToContainTextAsync("received it on");
        await Plain.PassesAsync(lead, "referral-sent-not-received");
        await lead.LinkAsync("See this referral");
        await Expect(lead.Main).ToContainTextAsync(Awaited);
        await Expect(lead.Main).ToContainTextAsync("ring the number.");
        var number = await lead.Page.Locator(".gateway-ring__number a").First.InnerTextAsync();
        Assert.StartsWith("01632 960", number);

        // A minute later it is late, and nobody is left to guess: the referrer and whoever runs the service are told whom to ring.
        await here.GoOnAsync(TimeSpan.FromSeconds(61));
        await lead.Page.ReloadAsync();
        await Expect(lead.Main).ToContainTextAsync("This is late. Ring the number now and give the reference.");
        await Plain.PassesAsync(lead, "referral-not-received-late");
        var address = lead.Page.Url;
        await lead.Page.GotoAsync("/referrals");
        await Expect(lead.Main).ToContainTextAsync(Awaited);
        await Plain.PassesAsync(lead, "referrals-not-received");
        foreach (var told in (string[])[Lead, "operator-brackenford"]) await HearsAsync(here, told, number);
        Assert.Empty(here.Agencies.Referrals);
        await using (var door = await here.SignedInAsync("front-door-walsh")) Assert.Equal(404, (await door.Page.GotoAsync(address))!.Status);

        // Hours later the system is back.
        await here.GoOnAsync(TimeSpan.FromHours(2));
        await here.Agencies.SetAsync(Council, Behaviour.Normal);
        await here.GoOnAsync(TimeSpan.FromMinutes(1));

        var received = Assert.Single(here.Agencies.Referrals);
        Assert.InRange(received.Received, start.AddHours(2), here.Now);
        await using var later = await here.SignedInAsync(Lead);
        await later.Page.GotoAsync(address);
        await Expect(later.Main).ToContainTextAsync($"The council's own system received it on 14 December 2026, {received.Received:HH:mm}.");
        await Expect(later.Main).Not.ToContainTextAsync(Awaited);
        await Expect(later.Page.Locator("[data-event='clock.breached']")).ToHaveCountAsync(1);
        await Plain.PassesAsync(later, "referral-received-there");
        using var system = await here.SystemAsync(Lead);
        var child = (await system.GetFromJsonAsync<JsonNode>($"v1/referrals/{address.Split('/')[^1]}", TestContext.Current.CancellationToken))!["children"]![0]!;
        Assert.Equal(("received", received.Received.ToUnixTimeMilliseconds()), ((string?)child["state"], child["since"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds()));
        await using var after = await here.SignedInAsync("front-door-walsh");
        await after.Page.GotoAsync("/referrals/inbox");
        await Expect(after.Main).ToContainTextAsync(received.Reference);
    }

    private static async Task HearsAsync(ClockedGateway here, string who, string number)
    {
        await using var visitor = await here.SignedInAsync(who);
        await visitor.Page.GotoAsync("/notices");
        await visitor.LinkAsync("Something that was sent did not arrive");
        await Expect(visitor.Main).ToContainTextAsync("Ring now. Do not wait for this screen.");
        await Expect(visitor.Main).ToContainTextAsync(number);
        await Expect(visitor.Main).Not.ToContainTextAsync("Amira");
    }

    private static void WithOperator(JsonNode register, JsonArray people)
    {
        register["agencies"]!.AsArray().Single(agency => (string)agency!["id"]! == "brackenford-council")!["issuer"]!["roles"]!["operations"] = "operations";
        people.Add(new JsonObject { ["sub"] = "operator-brackenford", ["name"] = "Omar Reed", ["agency"] = "brackenford-council", ["roleWord"] = "operations", ["title"] = "Runs the service" });
    }
}
