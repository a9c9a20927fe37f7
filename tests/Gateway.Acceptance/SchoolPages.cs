using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What people of a school do on the pages of concerns, step by step.</summary>
internal static class SchoolPages
{
    public const string Saw = "Sawmark: a bruise on the upper arm, and she asked not to be collected.";
    public const string Words = "Wordsmark: he gets cross";

    public static async Task<Visitor> AtSchoolAsync(this Stack stack, string who, int width = 1280, bool javaScript = true, HostedGateway? at = null)
    {
        var visitor = await Visitor.OpenAsync(stack, width, javaScript, at?.Address);
        await visitor.SignInAsync(who);
        return visitor;
    }

    /// <summary>The one page, all but what it is about.</summary>
    public static async Task FillConcernAsync(this Visitor visitor, string pupil)
    {
        await visitor.Page.GotoAsync("/concerns/new");
        await visitor.TypeAsync("pupils-0-firstName", "Amira");
        await visitor.TypeAsync("pupils-0-lastName", pupil);
        await visitor.ChooseAsync("dangerNow", "no");
        // The day before, for it must be in the past at midnight too.
        var noticed = DateTime.UtcNow.AddDays(-1);
        foreach (var (part, value) in ((string, int)[])[("day", noticed.Day), ("month", noticed.Month), ("year", noticed.Year)]) await visitor.TypeAsync("noticedAt-" + part, value.ToString(CultureInfo.InvariantCulture));
        await visitor.TypeAsync("noticedAt-time", "14:55");
        await visitor.TypeAsync("sawOrHeard", Saw);
        await visitor.TypeAsync("childsWords", Words);
    }

    /// <summary>Sends it; its address.</summary>
    public static async Task<string> SendConcernAsync(this Visitor visitor, string leadsTo = "Your concern")
    {
        await visitor.ButtonAsync("Send this concern");
        await Expect(visitor.Heading).ToHaveTextAsync(leadsTo);
        return visitor.Page.Url;
    }

    public static async Task<string> WriteConcernAsync(this Visitor visitor, string pupil)
    {
        await visitor.FillConcernAsync(pupil);
        return await visitor.SendConcernAsync();
    }

    public static Task OpenPartAsync(this Visitor visitor, string title) =>
        visitor.Page.Locator("details:not([open]) > summary", new() { HasText = title }).ClickAsync();

    public static async Task AboutAsync(this Visitor visitor, string title, string name, bool head, string? practitioner = null)
    {
        await visitor.OpenPartAsync(title);
        await visitor.TypeAsync("about-name", name);
        if (practitioner is not null) await visitor.TypeAsync("about-practitioner", practitioner);
        await visitor.ChooseAsync("about-isHead", head ? "yes" : "no");
    }

    public static async Task<string> AllegeAsync(this Visitor visitor, string pupil, string name, bool head, string? practitioner = null)
    {
        await visitor.FillConcernAsync(pupil);
        await visitor.AboutAsync("It is about a member of staff", name, head, practitioner);
        return await visitor.SendConcernAsync();
    }

    /// <summary>Looks until somebody was told of it.</summary>
    public static async Task ToldAsync(this Visitor visitor, string concern)
    {
        // Each look asks the gateway again: it has the notice a moment after the change that causes it.
        for (var looks = 0; looks < 200; looks++)
        {
            foreach (var notice in await NoticesAsync(visitor))
            {
                await visitor.Page.GotoAsync(notice);
                if (await visitor.Page.Locator($"a[href='{new Uri(concern).AbsolutePath}']").CountAsync() > 0) return;
            }
        }

        Assert.Fail("Nobody was told");
    }

    public static async Task<string[]> NoticesAsync(this Visitor visitor)
    {
        await visitor.Page.GotoAsync("/notices");
        return await visitor.Page.Locator("tbody a[href^='/notices/']").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))");
    }

    /// <summary>Everything that somebody's own pages show them, from one end to the other.</summary>
    public static async Task<string> EverythingAsync(this Visitor visitor)
    {
        var (seen, all) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var open = new Queue<string>(["/", "/concerns", "/concerns?tab=mine", "/concerns?tab=waiting", "/concerns?tab=closed", "/allegations", "/notices", "/referrals", "/check", "/find"]);
        while (open.TryDequeue(out var address))
        {
            if (!seen.Add(address)) continue;
            await visitor.Page.GotoAsync(address);
            all.Add(address);
            all.Add(await visitor.Page.ContentAsync());
            foreach (var link in await visitor.Page.Locator("main a[href^='/']").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))"))
                if (link.StartsWith("/concerns", StringComparison.Ordinal) || link.StartsWith("/notices", StringComparison.Ordinal)) open.Enqueue(link);
        }

        return string.Join('\n', all);
    }
}
