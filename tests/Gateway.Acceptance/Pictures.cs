using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>
/// Pictures of the pages that are used most, taken where this run is asked for them. Each other run holds what a page says of itself against what it said when its picture
/// was taken: a picture that went stale is a failure.
/// </summary>
internal static partial class Pictures
{
    private const int Desk = 1280;
    private const int Telephone = 320;
    private const int Tallest = 1500;

    private static readonly bool Wanted = Environment.GetEnvironmentVariable("GATEWAY_PICTURES") == "1";
    private static readonly string Folder = Repository.At("deploy", "pictures");
    private static readonly string Known = Path.Combine(Folder, "taken-of.txt");

    // An officer holds a telephone.
    private static readonly FrozenDictionary<string, int> MostUsed = new Dictionary<string, int>
    {
        ["check"] = Desk,
        ["answer"] = Desk,
        ["questions"] = Desk,
        ["do-not-discharge"] = Desk,
        ["incident-child"] = Telephone,
        ["incident-answers"] = Telephone,
        ["concern-new"] = Desk,
        ["referral-tasks"] = Desk,
        ["front-door"] = Desk,
        ["family"] = Desk,
    }.ToFrozenDictionary();

    public static async Task TakeAsync(IPage page, string name, int width)
    {
        if (Wanted) await page.ScreenshotAsync(new() { Path = Repository.At("TestResults", "pictures", $"{name}-{width}.png"), FullPage = true });
        if (!MostUsed.TryGetValue(name, out var at) || width != at) return;
        var words = await WordsAsync(page);
        var says = await HashAsync(words);
        if (Wanted) await KeepAsync(page, name, says);
        else Assert.True(Taken().Contains($"{name} {says}"), $"The picture of {name} shows another page than this: take them again, as deploy/pictures/README.md says. The page says:\n{words}");
    }

    private static async Task KeepAsync(IPage page, string name, string says)
    {
        var height = await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + ".png"), FullPage = true, Clip = new() { X = 0, Y = 0, Width = MostUsed[name], Height = Math.Min(height, Tallest) } });
        var kept = Taken().Where(line => !line.StartsWith(name + " ", StringComparison.Ordinal)).Append($"{name} {says}").Order(StringComparer.Ordinal);
        await File.WriteAllLinesAsync(Known, kept);
    }

    private static string[] Taken() => File.Exists(Known) ? File.ReadAllLines(Known) : [];

    // What does not change from day to day: headings, questions, buttons and columns without their numbers, and the look.
    private static async Task<string> WordsAsync(IPage page) => Numbers().Replace(
        await page.Locator("main").EvaluateAsync<string>("main => [...main.querySelectorAll('h1,h2,legend,label,th[scope=col],button,a[role=button]')].map(each => each.textContent.trim()).join('\\n')"), "0");

    private static async Task<string> HashAsync(string words)
    {
        var look = await File.ReadAllBytesAsync(Repository.At("src", "Gateway", "wwwroot", "gateway.css"));
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(words), .. look]))[..16];
    }

    // A reference has letters beside its numbers, and now and then letters alone.
    [GeneratedRegex(@"R-\w{4}-\w{2}|\S*\d\S*")]
    private static partial Regex Numbers();
}
