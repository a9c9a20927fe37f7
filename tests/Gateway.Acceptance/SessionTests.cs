using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

public sealed class SessionTests(Stack stack)
{
    [Fact]
    public async Task Nobody_signed_in_is_sent_to_sign_in()
    {
        await using var nobody = await Visitor.OpenAsync(stack);

        await nobody.Page.GotoAsync("/");

        await Expect(nobody.Page).ToHaveURLAsync(new Uri(stack.Address, "/sign-in").ToString());
        await Expect(nobody.Heading).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Signed_out_is_out_and_the_answer_does_not_come_back()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.AskAsync("nothing-held");
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await nurse.Page.WaitForURLAsync("**/sign-in");

        await nurse.Page.GotoAsync("/check");

        await Expect(nurse.Page).ToHaveURLAsync(new Uri(stack.Address, "/sign-in").ToString());
    }

    [Fact]
    public async Task Hidden_screen_shows_nothing_of_the_child_and_leads_back()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.AskAsync("plan-in-another-council");

        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Hide screen" }).ClickAsync();

        Assert.Equal("Screen hidden\nShow again", (await nurse.Main.InnerTextAsync()).Replace("\n\n", "\n", StringComparison.Ordinal).Trim());
        await nurse.Page.GetByRole(AriaRole.Button, new() { Name = "Show again" }).ClickAsync();
        await Expect(nurse.Heading).ToHaveTextAsync("Check a child");
    }

    [Fact]
    public async Task Cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");

        var cookie = Assert.Single(await nurse.Page.Context.CookiesAsync(), c => c.Name == "gateway-demonstration");

        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
    }

    [Fact]
    public async Task Fault_is_a_page_in_words_and_quotes_nothing()
    {
        await using var nurse = await Visitor.OpenAsync(stack);
        await nurse.SignInAsync("nurse-okafor");

        var response = await nurse.Page.GotoAsync("/check?fail");

        Assert.Equal(500, response!.Status);
        Assert.Contains("default-src 'none'", (await response.AllHeadersAsync())["content-security-policy"], StringComparison.Ordinal);
        await Expect(nurse.Heading).ToHaveTextAsync("The service failed");
        await Expect(nurse.Main.Locator("a[href^='tel:']").First).ToBeVisibleAsync();
        Assert.DoesNotContain("Secret", await nurse.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await nurse.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_is_nothing_is_a_page_in_words()
    {
        await using var nobody = await Visitor.OpenAsync(stack);

        var response = await nobody.Page.GotoAsync("/nothing-here");

        Assert.Equal(404, response!.Status);
        await Expect(nobody.Heading).ToHaveTextAsync("Page not found");
    }

    [Fact]
    public async Task Ledger_that_cannot_record_shows_numbers_and_nothing_else()
    {
        await using var gateway = await stack.StartAnotherGatewayAsync("full");
        await using var nurse = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        var journey = stack.Cast["plan-in-another-council"];
        await nurse.SignInAsync(journey.Practitioner);
        await nurse.FillAsync(journey);
        await using var held = await HoldAsync(Path.Combine(stack.StoreFolder("full"), "ledger.db"));

        var response = await nurse.CheckAsync();

        Assert.Equal(503, response.Status);
        await Expect(nurse.Heading).ToHaveTextAsync("Nothing can be shown now");
        await Expect(nurse.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
        await Expect(nurse.Main).Not.ToContainTextAsync("plan");
    }

    // Another writer holds the file, so no entry can be recorded.
    private static async Task<SqliteConnection> HoldAsync(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "begin immediate";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
