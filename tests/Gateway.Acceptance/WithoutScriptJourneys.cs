using System.Reflection;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Everything goes without JavaScript (workflows, section 6).</summary>
public sealed class WithoutScriptJourneys(Stack stack)
{
    private static readonly int[] Named = [1, 3, 13, 23, 43];

    // Each of them runs both ways where it stands; here it is held that none stops doing so.
    [Fact]
    public void Journey_57_EachOfThemRunsWithoutJavaScript()
    {
        var tests = typeof(Stack).Assembly.GetTypes().SelectMany(type => type.GetMethods()).ToArray();
        foreach (var journey in Named)
        {
            var all = tests.Where(test => test.Name.StartsWith($"Journey_{journey:00}_", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(all);
            foreach (var test in all)
                Assert.True(test.GetParameters() is [{ Name: "javaScript" }] && test.GetCustomAttributes<InlineDataAttribute>().Any(data => data.Data is [false]), test.Name);
        }
    }

    // What happened to one's own referral: read, and disagreed with.
    [Fact]
    public async Task Journey_57_WhatHappenedToMyReferral()
    {
        var sent = await Referred.SendAsync(stack, "dsl-hartley", "section-17", ("Plain", "Reader", "ZA4 1AA"));
        await using (var worker = await Visitor.OpenAsync(stack, javaScript: false))
        {
            await worker.SignInAsync("social-worker-nwosu");
            await worker.TakeAsync(sent);
            await worker.LinkAsync("Decide");
            await worker.DecideAsync("no-further-action", ("advice", "Speak with the school nurse."));
        }

        await using var lead = await Visitor.OpenAsync(stack, javaScript: false);
        await lead.SignInAsync("dsl-hartley");
        await lead.Page.GotoAsync("/referrals");
        await Expect(lead.Page.Locator($"tr[data-reference='{sent.Reference}']")).ToContainTextAsync("A message is waiting for you");
        await lead.LinkAsync("Read what was decided about Plain Reader");
        await Expect(lead.Main).ToContainTextAsync("The burn was an accident, and it was seen to at once.");
        await lead.LinkAsync("I disagree");
        await lead.DisagreeAsync(safe: true);
    }
}
