using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>The front door takes referrals in, decides with a message, asks others and answers who disagrees.</summary>
public sealed class FrontDoorJourneys(Stack stack)
{
    [Theory, InlineData(1280), InlineData(320)]
    public async Task Every_page_of_the_front_door_passes_axe_and_fits_its_width(int width)
    {
        await using var lead = await Visitor.OpenAsync(stack, width);
        await using var worker = await Visitor.OpenAsync(stack, width);
        await lead.SignInAsync("dsl-hartley");
        var reference = await lead.ReferAsync("Nila", $"Wide{width}", "ZA4 1AA");
        await worker.SignInAsync("social-worker-nwosu");
        await worker.Page.GotoAsync("/referrals/inbox");
        await Axe.PassesAsync(worker, "inbox", width);
        await worker.OpenAsync(reference);
        await Axe.PassesAsync(worker, "front-door", width);
        await worker.ButtonAsync("Take this referral");
        await Expect(worker.Main).ToContainTextAsync("Chidi Nwosu is looking at it");
        await worker.LinkAsync("Ask other agencies");
        await worker.ButtonAsync("Ask other agencies");
        await Expect(worker.Summary()).ToBeVisibleAsync();
        await Axe.PassesAsync(worker, "ask-agencies-error", width);
        await worker.ChooseAsync("agencies", "millpond-surgery");
        await worker.ChooseAsync("purpose", "section-17");
        await worker.TypeAsync("question", "When was the child last seen, and by whom?");
        await worker.ButtonAsync("Ask other agencies");
        await Expect(worker.Main).ToContainTextAsync("Waiting for agencies");
        await worker.LinkAsync("Decide");
        await Axe.PassesAsync(worker, "decide", width);
        await worker.DecideAsync("no-further-action", ("advice", "Speak with the school nurse."), ("without", "Nothing that they could say would change it."));
        await worker.ButtonAsync("Decide");
        await Expect(worker.Main).ToContainTextAsync("The referrer has not read the decision yet");
        await Axe.PassesAsync(worker, "front-door-decided", width);
        await lead.Page.GotoAsync("/referrals");
        await Axe.PassesAsync(lead, "referrals-unread", width);
        await lead.LinkAsync("Read what was decided about Nila");
        await Axe.PassesAsync(lead, "feedback", width);
        await lead.LinkAsync("I disagree");
        await Axe.PassesAsync(lead, "disagree", width);
        await lead.DisagreeAsync(safe: false);
        await Axe.PassesAsync(lead, "referral-disputed", width);
        await using var doctor = await Visitor.OpenAsync(stack, width);
        await doctor.SignInAsync("gp-desai");
        await doctor.Page.GotoAsync("/referrals");
        await doctor.LinkAsync($"Answer about Nila Wide{width}");
        await Axe.PassesAsync(doctor, "asked", width);
    }
}
