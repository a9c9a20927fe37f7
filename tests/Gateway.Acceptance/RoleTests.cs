using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

public sealed class RoleTests(Stack stack)
{
    [Fact]
    public async Task Officer_sees_the_plan_and_the_school_and_no_hospital_visit()
    {
        await using var officer = await Visitor.OpenAsync(stack);

        await officer.AskAsync("incident-child-on-plan");

        await Expect(officer.Heading).ToContainTextAsync("Child protection plan: yes (Brackenford Council).");
        await Expect(officer.Main).ToContainTextAsync("Check this against your record.");
        await Expect(Found(officer, "School")).ToContainTextAsync("Brackenford Academy");
        await Expect(Found(officer, "Reason for the plan")).ToHaveCountAsync(0);
        await ShowsNoVisitAsync(officer);
    }

    [Fact]
    public async Task Safeguarding_lead_sees_the_plan_and_no_hospital_visit()
    {
        await using var lead = await Visitor.OpenAsync(stack);

        await lead.AskAsync("pupil-on-plan");

        await Expect(lead.Heading).ToContainTextAsync("Child protection plan: yes (Aldersham Council).");
        await Expect(Found(lead, "Social worker")).ToContainTextAsync("Ruth Ashdown");
        await Expect(Found(lead, "Dates of the plan")).ToContainTextAsync("Current");
        await ShowsNoVisitAsync(lead);
    }

    [Fact]
    public async Task Teacher_is_refused_and_told_whom_to_ring()
    {
        await using var teacher = await Visitor.OpenAsync(stack);

        var response = await teacher.AskAsync("class-teacher");

        Assert.Equal(403, response.Status);
        await Expect(teacher.Main).Not.ToContainTextAsync("Child protection plan: yes");
        await Expect(teacher.Main.Locator(".gateway-ring a[href^='tel:']").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Doctor_reads_every_visit_with_place_and_reason()
    {
        await using var doctor = await Visitor.OpenAsync(stack);

        await doctor.AskAsync("doctor-with-a-concern");

        await Expect(doctor.Main).ToContainTextAsync("Urgent care visits found in the last 12 months: 4.");
        await Expect(doctor.Main.Locator("tbody tr", new() { HasText = "Head injury" })).ToContainTextAsync("Northgate");
        await Expect(doctor.Main).ToContainTextAsync("Some confidential services are never listed here.");
    }

    private static ILocator Found(Visitor visitor, string item) =>
        visitor.Main.Locator(".govuk-summary-list__row:not(details *)", new() { Has = visitor.Page.Locator("dt", new() { HasTextString = item }) });

    private static async Task ShowsNoVisitAsync(Visitor visitor)
    {
        await Expect(visitor.Main.GetByRole(AriaRole.Heading, new() { Name = "Urgent care visits" })).ToHaveCountAsync(0);
        await Expect(visitor.Main.Locator("table")).Not.ToContainTextAsync("emergency department");
        await visitor.Page.GetByText("What you were not shown, and why").ClickAsync();
        await Expect(visitor.Main.Locator("details")).ToContainTextAsync("Number of urgent care visits");
        await Expect(visitor.Main.Locator("details")).ToContainTextAsync("To challenge this");
    }
}
