using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Playwright;

namespace Gateway.Acceptance;

/// <summary>
/// One person at one browser. When they leave, it is checked that nothing of the child stood in an address, that nobody
/// else was spoken to, that no typeface was fetched and that the page's own policy was kept.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly Stack _stack;
    private readonly Uri _gateway;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _asked = new();
    private readonly ConcurrentQueue<string> _complaints = new();

    private volatile bool _inspected;

    private Visitor(Stack stack, Uri gateway, IBrowserContext context, IPage page)
    {
        (_stack, _gateway, _context, Page) = (stack, gateway, context, page);
        Sites.Add(gateway.ToString());
        page.Request += (_, request) => _asked.Enqueue(request.Url);
        page.Console += (_, message) =>
        {
            if (!_inspected) _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue("error in a script: " + error);
    }

    public IPage Page { get; }

    /// <summary>Who may be spoken to: the gateway, and whoever it sends somebody to on purpose.</summary>
    public List<string> Sites { get; } = [];

    /// <summary>Every address that was asked for.</summary>
    public IEnumerable<string> Asked => _asked;

    public ILocator Main => Page.Locator("main");

    public ILocator Heading => Page.Locator("h1");

    public ILocator Incomplete => Page.Locator(".gateway-incomplete");

    public IAPIRequestContext Requests => _context.APIRequest;

    public static async Task<Visitor> OpenAsync(Stack stack, int width = 1280, bool javaScript = true, Uri? gateway = null)
    {
        await stack.Agencies.ResetAsync();
        var context = await stack.Browser.NewContextAsync(new()
        {
            BaseURL = (gateway ?? stack.Address).ToString(),
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 768 },
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        return new Visitor(stack, gateway ?? stack.Address, context, await context.NewPageAsync());
    }

    /// <summary>How often the screen was touched since; counted from the next page on, where scripts run.</summary>
    public async Task<Func<int>> CountTapsAsync()
    {
        var taps = 0;
        await Page.ExposeFunctionAsync("tapped", () => { Interlocked.Increment(ref taps); });
        await Page.AddInitScriptAsync("addEventListener('pointerdown', () => window.tapped(), true);");
        return () => Volatile.Read(ref taps);
    }

    public async Task SignInAsync(string practitioner, string lands = "Check a child")
    {
        await Page.GotoAsync("/sign-in");
        await Page.Locator($"input[value='{practitioner}']").CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(Heading).ToHaveTextAsync(lands);
    }

    public async Task FillAsync(Journey journey, bool purpose = true)
    {
        await Page.GetByLabel("NHS number").FillAsync(journey.NhsNumber);
        await FillBirthAsync(
            journey.Born.Day.ToString(CultureInfo.InvariantCulture), journey.Born.ToString("MMMM", CultureInfo.InvariantCulture), journey.Born.Year.ToString(CultureInfo.InvariantCulture));
        if (purpose) await Page.Locator($"input[value='{journey.Purpose}']").CheckAsync();
    }

    public async Task FillBirthAsync(string day, string month, string year)
    {
        await Page.GetByLabel("Day").FillAsync(day);
        await Page.GetByLabel("Month").FillAsync(month);
        await Page.GetByLabel("Year").FillAsync(year);
    }

    /// <summary>Presses Check and waits for what comes back.</summary>
    public Task<IResponse> CheckAsync() => AnswerToAsync(() => Page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true }).ClickAsync());

    public async Task<IResponse> AnswerToAsync(Func<Task> action)
    {
        IResponse? response = null;
        await LoadedAsync(async () =>
        {
            response = await Page.RunAndWaitForResponseAsync(action, r => r.Request.Method == "POST" && r.Url.EndsWith("/check", StringComparison.Ordinal));
            await response.FinishedAsync();
        });
        return response!;
    }

    /// <summary>Presses a button and waits for the page that it leads to.</summary>
    public Task PressAsync(string button, string heading) => LoadedAsync(async () =>
    {
        await Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(Heading).ToHaveTextAsync(heading);
    });

    // Listened for from before it begins: asked for afterwards, the moment may have gone by between the question and the waiting.
    private async Task LoadedAsync(Func<Task> leads)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? _, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        await leads();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Page.Load -= Loaded;
    }

    /// <summary>Runs an inspection whose own doings break the page's policy, and are not the page's.</summary>
    public async Task<T> InspectAsync<T>(Func<IPage, Task<T>> inspect)
    {
        _inspected = true;
        var result = await inspect(Page);
        _inspected = false;
        return result;
    }

    /// <summary>Signs in, checks and reads.</summary>
    public async Task<IResponse> AskAsync(string journey)
    {
        var asked = _stack.Cast[journey];
        await SignInAsync(asked.Practitioner);
        await FillAsync(asked);
        return await CheckAsync();
    }

    /// <summary>Reads the notices again until one says this: it arrives a moment after the page says that it was sent.</summary>
    public Task ReadNoticesAsync(string says) => ReadNoticesAsync(says, this);

    /// <summary>As <see cref="ReadNoticesAsync(string)"/>, of whichever of these is told at this hour.</summary>
    public static async Task<Visitor> ReadNoticesAsync(string says, params Visitor[] readers)
    {
        for (var until = DateTime.UtcNow.AddSeconds(30); DateTime.UtcNow < until;)
        {
            foreach (var reader in readers)
            {
                await reader.Page.GotoAsync("/notices");
                if (await reader.Main.GetByText(says).CountAsync() > 0) return reader;
            }
        }

        throw new PlaywrightException("Nobody was told: " + says);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.All(_asked, url => Assert.Contains(Sites, site => url.StartsWith(site, StringComparison.Ordinal)));
        Assert.DoesNotContain(_asked, url => (url.Contains("/check", StringComparison.Ordinal) || url.Contains("/audit", StringComparison.Ordinal)) && url.AsSpan(_gateway.ToString().Length).ContainsAnyInRange('0', '9') || url.Contains("/assets/", StringComparison.Ordinal));
        Assert.DoesNotContain(_complaints, text => text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || text.StartsWith("error in a script", StringComparison.Ordinal));
    }
}
