using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>The information governance officer looks in the ledger, with scripts and without.</summary>
public sealed class OfficerTests(Stack stack)
{
    private const string Officer = "governance-valley";
    private const string Why = "The family asked who looked.";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Officer_finds_who_asked_follows_the_decision_and_takes_its_receipt(bool javaScript)
    {
        var journey = stack.Cast["plan-in-another-council"];
        // A ledger of its own: of the others' questions about this child there may be more than one page.
        await using var gateway = await stack.StartAnotherGatewayAsync($"officer-{javaScript}");
        await using (var nurse = await Visitor.OpenAsync(stack, gateway: gateway.Address)) await nurse.AskAsync(journey.Name);
        await using var officer = await Visitor.OpenAsync(stack, javaScript: javaScript, gateway: gateway.Address);
        await officer.SignInAsync(Officer, "The ledger");

        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Who has asked about this child?" }).ClickAsync();
        await LookAsync(officer, journey, "Who has asked about this child");
        await Expect(officer.Main).ToContainTextAsync("This list is complete: ");
        await Expect(officer.Main).ToContainTextAsync("none missing.");
        var decided = officer.Page.Locator("tr", new() { HasText = "Asked, and decided" }).First;
        await Expect(decided).ToContainTextAsync("Amara Okafor");
        await decided.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(officer.Heading).ToHaveTextAsync("One decision, from end to end");
        await Expect(officer.Main.Locator("tr", new() { HasText = "Castlebridge children's services" })).ToContainTextAsync("Has information");
        await Expect(officer.Main).Not.ToContainTextAsync(journey.NhsNumber);
        await Expect(officer.Main.Locator("tr", new() { HasText = "Asked, and decided." })).ToContainTextAsync("Allowed");
        var receipt = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.GetByRole(AriaRole.Button, new() { Name = "Download the receipt" }).ClickAsync());
        using var file = new StreamReader(await receipt.CreateReadStreamAsync());
        Assert.True(JsonNode.Parse(await file.ReadToEndAsync(TestContext.Current.CancellationToken))!["entries"]!.AsArray().Count >= 2);
    }

    [Fact]
    public async Task Two_officers_together_read_a_protected_childs_history()
    {
        var journey = stack.Cast["protected-address"];
        await using (var nurse = await Visitor.OpenAsync(stack)) await nurse.AskAsync(journey.Name);
        await using var officer = await Visitor.OpenAsync(stack);
        await using var colleague = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer, "The ledger");
        await officer.Page.GotoAsync("/audit/child");
        await LookAsync(officer, journey, "A colleague agrees first");

        await colleague.SignInAsync("governance-vale", "The ledger");
        await colleague.Page.GetByRole(AriaRole.Link, new() { Name = "Agree to a colleague's look" }).ClickAsync();
        await colleague.FillAsync(journey, purpose: false);
        await colleague.Page.GetByLabel("Which colleague may look?").FillAsync(Officer);
        await colleague.Page.GetByLabel("Why do you agree?").FillAsync("The complaint is ours to answer.");
        await colleague.PressAsync("Agree", "You have agreed");
        var reference = await colleague.Main.Locator(".govuk-body-l .gateway-code").InnerTextAsync();

        await officer.Page.GetByLabel("Your colleague's reference").FillAsync(reference);
        await officer.PressAsync("Look", "Who has asked about this child");
        await Expect(officer.Main.Locator("tr", new() { HasText = "Agreed to a colleague's look" })).ToContainTextAsync("Miriam Osei");
    }

    [Fact]
    public async Task Ledger_that_is_sealed_says_why_and_whom_to_ring_and_answers_nothing()
    {
        await using var gateway = await stack.StartAnotherGatewayAsync("sealed");
        await using var officer = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await officer.SignInAsync(Officer, "The ledger");
        await using var held = await HoldAsync(Path.Combine(stack.StoreFolder("sealed"), "ledger.db"));
        await officer.Page.GotoAsync("/audit/child");
        await LookAsync(officer, stack.Cast["plan-in-another-council"], "Nothing can be shown now");

        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "how the ledger stands" }).ClickAsync();

        await Expect(officer.Heading).ToHaveTextAsync("How the ledger stands");
        await Expect(officer.Main).ToContainTextAsync("The ledger is sealed:");
        await Expect(officer.Main.Locator("a[href^='tel:']").First).ToHaveTextAsync("01632 960900");
        await Pictures.TakeAsync(officer.Page, "ledger-sealed", 1280);
    }

    private static async Task LookAsync(Visitor officer, Journey journey, string heading)
    {
        await officer.FillAsync(journey, purpose: false);
        await officer.Page.GetByLabel("Why do you look?").FillAsync(Why);
        await officer.PressAsync("Look", heading);
    }

    // Another writer holds the file, so no look can be recorded.
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
