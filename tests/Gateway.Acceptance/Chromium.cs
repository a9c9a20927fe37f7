using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>The machine's own Chromium, headless, that talks to nobody but the gateway.</summary>
internal static class Chromium
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run",
    ];

    public static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        UseOwnNodeWhereDriverHasNone();
        var driver = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        var browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Arguments, Headless = true, Timeout = 60_000 });
        return (driver, browser);
    }

    private static string Path => Environment.GetEnvironmentVariable("GATEWAY_TEST_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    private static void UseOwnNodeWhereDriverHasNone()
    {
        var bundled = System.IO.Path.Combine(AppContext.BaseDirectory, ".playwright", "node");
        if (Directory.Exists(bundled) && Directory.EnumerateFiles(bundled, "node*", SearchOption.AllDirectories).Any()) return;
        var own = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
            .Select(folder => System.IO.Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
        if (own is not null) Environment.SetEnvironmentVariable("PLAYWRIGHT_NODEJS_PATH", own);
    }
}
