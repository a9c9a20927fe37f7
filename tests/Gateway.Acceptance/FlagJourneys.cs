using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody looks where they have no business, and somebody else sees it (workflows, section 6).</summary>
public sealed class FlagJourneys(Stack stack)
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_55_NurseLooksUpTheChildOfANeighbour(bool javaScript)
    {
        const string Title = "A look-up was flagged";
        var journey = stack.Cast["no-relationship"];
        // A ledger of its own: the same refusal is flagged once a day.
        await using var gateway = await stack.StartAnotherGatewayAsync($"flagged-{javaScript}");
        await using (var nurse = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: gateway.Address))
        {
            Assert.Equal(403, (await nurse.AskAsync(journey.Name)).Status);
            await Expect(nurse.Main).ToContainTextAsync("We could not confirm your involvement with this child.");
            await Expect(nurse.Main).ToContainTextAsync("Your check has been recorded.");
            await Expect(nurse.Main).Not.ToContainTextAsync("plan: yes");
            if (javaScript) await Plain.PassesAsync(nurse, "refused");
        }

        await using var officer = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: gateway.Address);
        await officer.SignInAsync("governance-hospitals", "The ledger");
        await officer.OpenNoticeAsync(Title);
        // The notice itself names nobody.
        foreach (var never in (string[])["Pugh", journey.NhsNumber]) await Expect(officer.Main).Not.ToContainTextAsync(never);
        await officer.LinkAsync("Read who looked, when and why it was flagged");
        await Expect(officer.Heading).ToHaveTextAsync("Look-ups that were flagged");
        var row = officer.Page.Locator("tr[data-alert='refusal']");
        await Expect(row).ToHaveCountAsync(1);
        foreach (var words in (string[])["Carys Pugh, Brackenford Hospitals NHS Trust", "Asked about a child without a relationship that their agency confirms.", $"{journey.Born:d MMMM yyyy}"]) await Expect(row).ToContainTextAsync(words);
        if (javaScript) await Plain.PassesAsync(officer, "flagged");

        // Nobody else's, and nobody's but an officer's.
        await using var other = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await other.SignInAsync("governance-valley", "The ledger");
        await other.LinkAsync("Which look-ups were flagged?");
        await Expect(other.Main).ToContainTextAsync("There are none.");
        await using var colleague = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await colleague.SignInAsync("doctor-ashworth");
        Assert.Equal(403, (await colleague.Page.GotoAsync("/alerts"))!.Status);
    }
}
