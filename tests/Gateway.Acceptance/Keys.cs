using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Somebody at a keyboard and nothing else: whatever they use they come to with Tab, and a radio by its arrows.</summary>
internal sealed class Keys(Visitor visitor)
{
    private const int Most = 120;

    public async Task PressAsync(string selector, string key, bool radio = false)
    {
        await ToAsync(selector, radio);
        await visitor.Page.Keyboard.PressAsync(key);
        if (key == "Enter") await visitor.Page.WaitForLoadStateAsync();
    }

    public async Task TypeAsync(string selector, string text)
    {
        await ToAsync(selector, radio: false);
        await visitor.Page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>The button at the end of the form, and the page that it leads to.</summary>
    public async Task EnterAsync(string heading)
    {
        await ToAsync("main form > button.govuk-button:not(.govuk-button--secondary)", radio: false);
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Heading).ToHaveTextAsync(heading);
        await visitor.Page.WaitForLoadStateAsync();
    }

    // Of radios that nobody chose yet Tab comes to the first one alone.
    private async Task ToAsync(string selector, bool radio)
    {
        var group = radio ? await visitor.Page.Locator(selector).GetAttributeAsync("name") : null;
        await visitor.Page.Locator(selector).First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        for (var presses = 0; presses < Most; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await IsAsync(selector)) return;
            if (group is null || !await IsAsync($"input[name='{group}']")) continue;
            while (!await IsAsync(selector)) await visitor.Page.Keyboard.PressAsync("ArrowDown");
            return;
        }

        Assert.Fail("The keyboard does not reach " + selector);
    }

    private Task<bool> IsAsync(string selector) => visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);
}
