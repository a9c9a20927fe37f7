using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>A page passes axe, fits its width, reads plainly, and is pictured where pictures are wanted.</summary>
internal static class Axe
{
    // Our pages have no frames: the package's own way opens a window beside the page and reads axe twice, for the sake of frames.
    private static readonly string Script = $"() => {{ {new BundledAxeScriptProvider().GetScript()} }}";

    public static async Task PassesAsync(Visitor visitor, string name, int width)
    {
        // Without scripts it would never end.
        var violations = await visitor.InspectAsync(ViolationsAsync).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(violations.Count == 0, $"{name} at {width}: {string.Join("; ", violations)}");
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
        await Plain.ReadsAsync(visitor, name);
        await Pictures.TakeAsync(visitor.Page, name, width);
    }

    private static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Script);
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        Assert.NotEqual(0, found.GetProperty("passes").GetArrayLength());
        Assert.Equal(0, await page.Locator("iframe").CountAsync());
        return [.. found.GetProperty("violations").EnumerateArray().Select(Words)];
    }

    private static string Words(JsonElement violation)
    {
        var places = violation.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("html").GetString());
        return $"{violation.GetProperty("id").GetString()} ({violation.GetProperty("help").GetString()}) {string.Join(", ", places)}";
    }
}
