using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What people do on the pages of notices.</summary>
internal static class NoticePages
{
    private const int MostLooks = 200;

    /// <summary>Opens the first with this title. It is there a moment after what causes it, so the page is read again until it is.</summary>
    public static async Task OpenNoticeAsync(this Visitor visitor, string title)
    {
        for (var looks = 0; looks < MostLooks; looks++)
        {
            await visitor.Page.GotoAsync("/notices");
            var found = visitor.Page.Locator("tbody a", new() { HasText = title });
            if (await found.CountAsync() == 0) continue;
            await found.First.ClickAsync();
            await Expect(visitor.Heading).ToHaveTextAsync(title);
            return;
        }

        Assert.Fail("Nobody was told: " + await visitor.Main.InnerTextAsync());
    }
}
