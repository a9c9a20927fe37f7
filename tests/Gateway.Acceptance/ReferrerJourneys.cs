using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody refers a child, and sees what becomes of it: the journeys of the workflows, by their numbers.</summary>
public sealed class ReferrerJourneys(Stack stack)
{
    [Theory, InlineData(1280), InlineData(320)]
    public async Task Every_page_of_a_draft_passes_axe_and_fits_its_width(int width)
    {
        await using var lead = await Visitor.OpenAsync(stack, width);
        await lead.SignInAsync("dsl-hartley");
        await lead.Page.GotoAsync("/referrals/new");
        await Axe.PassesAsync(lead, "referral-new", width);
        await lead.ButtonAsync("Continue");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Axe.PassesAsync(lead, "referral-new-error", width);
        await lead.BeginAsync();
        await Axe.PassesAsync(lead, "referral-tasks", width);
        await lead.LinkAsync("The children");
        await Axe.PassesAsync(lead, "referral-child", width);
        await lead.ButtonAsync("Save and continue");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Axe.PassesAsync(lead, "referral-child-error", width);
        await lead.FillChildAsync("Amira", "Cole", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await Axe.PassesAsync(lead, "referral-children", width);
        await lead.ButtonAsync("Continue");
        await lead.LinkAsync("What worries you");
        await lead.ButtonAsync("Add a mark on the body");
        await Axe.PassesAsync(lead, "referral-worries", width);
        await lead.LinkAsync("The six tasks");
        await lead.FillRestAsync("Amira Cole");
        await Axe.PassesAsync(lead, "referral-tasks-done", width);
        await lead.ButtonAsync("Check your answers");
        await Axe.PassesAsync(lead, "referral-answers", width);
        await lead.ButtonAsync("Send referral to Aldersham Council");
        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        await Axe.PassesAsync(lead, "referral-sent", width);
        await lead.LinkAsync("Your referrals");
        await Axe.PassesAsync(lead, "referrals", width);
    }
}
