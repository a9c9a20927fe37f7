using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>Pictures of the pages, only when they are asked for: tests leave the tree as they found it.</summary>
internal static class Pictures
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("GATEWAY_PICTURES") == "1";

    public static async Task TakeAsync(IPage page, string name, int width)
    {
        if (!Wanted) return;
        await page.ScreenshotAsync(new() { Path = Repository.At("TestResults", "pictures", $"{name}-{width}.png"), FullPage = true });
        if (name == "answer" && width == 1280) await TopAsync(page, Repository.At("deploy", "pictures", "answer.png"));
    }

    // What somebody reads first, as far as what to do.
    private static async Task TopAsync(IPage page, string path)
    {
        var box = await page.GetByRole(AriaRole.Heading, new() { Name = "Who was asked" }).BoundingBoxAsync();
        await page.ScreenshotAsync(new() { Path = path, FullPage = true, Clip = new() { X = 0, Y = 0, Width = 1280, Height = box!.Y } });
    }
}
