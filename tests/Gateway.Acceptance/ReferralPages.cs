using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>What people do on the pages of a referral, step by step.</summary>
internal static class ReferralPages
{
    private const string Effect = "She flinches, will not eat and asks not to go home.";

    public static ILocator Summary(this Visitor visitor) => visitor.Page.Locator(".govuk-error-summary");

    public static Task ButtonAsync(this Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public static Task LinkAsync(this Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Link, new() { Name = name }).First.ClickAsync();

    public static Task ChooseAsync(this Visitor visitor, string box, string value) => visitor.Page.Locator($"input[name='{box}'][value='{value}']").CheckAsync();

    public static Task TypeAsync(this Visitor visitor, string box, string text) => visitor.Page.Locator($"[name='{box}']").FillAsync(text);

    /// <summary>From the start page to the six tasks.</summary>
    public static async Task BeginAsync(this Visitor visitor)
    {
        await visitor.Page.GotoAsync("/check");
        await visitor.LinkAsync("Refer a child");
        await visitor.ChooseAsync("dangerNow", "no");
        await visitor.ChooseAsync("wanted", "section-17");
        await visitor.PressAsync("Continue", "Refer a child");
        await Expect(visitor.Main.Locator(".govuk-task-list__item")).ToHaveCountAsync(6);
    }

    public static async Task FillChildAsync(this Visitor visitor, string first, string last, string postcode, string? effect = null)
    {
        await visitor.TypeAsync("firstName", first);
        await visitor.TypeAsync("lastName", last);
        await visitor.BornAsync("4", "March", "2019");
        await visitor.ChooseAsync("sex", "F");
        await visitor.ChooseAsync("interpreter", "no");
        await visitor.ChooseAsync("disabilities", "NONE");
        await visitor.TypeAsync("address-text", "1 Harbour Lane");
        await visitor.TypeAsync("address-postcode", postcode);
        await visitor.TypeAsync("whereNow", "In school, with the deputy head");
        await visitor.TypeAsync("school-name", "St Oswin's Primary");
        await visitor.TypeAsync("effect", effect ?? Effect);
    }

    public static async Task BornAsync(this Visitor visitor, string day, string month, string year)
    {
        await visitor.TypeAsync("dateOfBirth-day", day);
        await visitor.TypeAsync("dateOfBirth-month", month);
        await visitor.TypeAsync("dateOfBirth-year", year);
    }

    /// <summary>All but the children.</summary>
    public static async Task FillRestAsync(this Visitor visitor, params string[] children)
    {
        await visitor.LinkAsync("Adults and household");
        foreach (var question in (string[])["domesticAbuse", "mentalIllness", "drugsOrAlcohol", "learningDisability"]) await visitor.ChooseAsync($"household-{question}-answer", "not-known");
        await visitor.PressAsync("Save and continue", "The adults");
        await visitor.ButtonAsync("Add an adult");
        await visitor.TypeAsync("name", "Dana Cole");
        foreach (var box in (string[])["parentalResponsibility", "livesAtAddress"]) await visitor.ChooseAsync(box, "yes");
        await visitor.ChooseAsync("safeToRing", "no");
        await visitor.ChooseAsync("role", "parent");
        foreach (var child in children) await visitor.Page.GetByLabel($"Relationship to {child}").FillAsync("mother");
        await visitor.PressAsync("Save and continue", "The adults");
        await visitor.ButtonAsync("Continue");
        await visitor.WorriesAsync();
        await visitor.LinkAsync("What the family knows");
        await visitor.ChooseAsync("parentsTold", "yes");
        await visitor.ChooseAsync("agreed", "yes");
        await visitor.ChooseAsync("keepFromFamily", "no");
        await visitor.PressAsync("Save and continue", "Refer a child");
        await visitor.LinkAsync("History and other agencies");
        await visitor.TypeAsync("done", "We spoke with her teacher.");
        await visitor.PressAsync("Save and continue", "Refer a child");
        await visitor.LinkAsync("How to reach you");
        await visitor.TypeAsync("phone", "01632 960557");
        await visitor.TypeAsync("colleague-name", "Owen Price");
        await visitor.TypeAsync("colleague-practitioner", "teacher-price");
        await visitor.PressAsync("Save and continue", "Refer a child");
    }

    public static async Task WorriesAsync(this Visitor visitor)
    {
        await visitor.LinkAsync("What worries you");
        await visitor.TypeAsync("happened", "She came in with a burn on her hand and two different accounts of how it happened.");
        await visitor.TypeAsync("childsWords", "\"It was the iron\", and then nothing more.");
        await visitor.ChooseAsync("kinds", "neglect");
        await visitor.ChooseAsync("levelOfNeed", "not-sure");
        await visitor.PressAsync("Save and continue", "Refer a child");
    }

    /// <summary>One referral, from the list that somebody looks at.</summary>
    public static Task OpenAsync(this Visitor visitor, string reference) => visitor.Page.Locator($"tr[data-reference='{reference}'] a").First.ClickAsync();

    public static async Task RateAsync(this Visitor visitor, Referred sent, string rating)
    {
        await visitor.Page.GotoAsync($"/referrals/{sent.Id}");
        await visitor.LinkAsync("Say how urgent it is");
        await visitor.ChooseAsync("rating", rating);
        await visitor.ButtonAsync("Say how urgent it is");
        await Expect(visitor.Page.Locator("[data-event='referral.rag_set']")).ToHaveCountAsync(1);
    }

    /// <summary>For whoever has it next at the council.</summary>
    public static async Task NoteAsync(this Visitor visitor, Referred sent, string note)
    {
        await visitor.Page.GotoAsync($"/referrals/{sent.Id}");
        await visitor.LinkAsync("Leave a note for the next team");
        await visitor.TypeAsync("added", note);
        await visitor.ButtonAsync("Leave a note for the next team");
        await Expect(visitor.Page.Locator("[data-event='referral.noted']").Last).ToContainTextAsync(note);
    }

    public static ILocator NotesOf(this Visitor visitor, Referred sent) => visitor.Page.Locator($"tr[data-note='{sent.Reference}']");

    /// <summary>The day of a step.</summary>
    public static async Task OnAsync(this Visitor visitor, string day, string month, string year)
    {
        await visitor.TypeAsync("on-day", day);
        await visitor.TypeAsync("on-month", month);
        await visitor.TypeAsync("on-year", year);
    }

    /// <summary>Takes a referral from its own page.</summary>
    public static async Task TakeAsync(this Visitor visitor, Referred sent)
    {
        await visitor.Page.GotoAsync($"/referrals/{sent.Id}");
        await visitor.ButtonAsync("Take this referral");
        await Expect(visitor.Main).ToContainTextAsync("is looking at it");
    }

    public static Task AskOthersAsync(this Visitor visitor, params string[] agencies) => visitor.AskOthersForAsync("section-17", agencies);

    public static async Task AskOthersForAsync(this Visitor visitor, string purpose, params string[] agencies)
    {
        foreach (var agency in agencies) await visitor.ChooseAsync("agencies", agency);
        await visitor.ChooseAsync("purpose", purpose);
        await visitor.TypeAsync("question", "When was the child last seen, and by whom?");
        await visitor.ButtonAsync("Ask other agencies");
        await Expect(visitor.Main).ToContainTextAsync("Waiting for agencies");
    }

    /// <summary>A decision, with the five parts of its message.</summary>
    public static async Task DecideAsync(this Visitor visitor, string outcome, params (string Box, string Text)[] more)
    {
        await visitor.ChooseAsync("outcome", outcome);
        await visitor.TypeAsync("why", "We spoke with the school and with her mother, and the account is clear now.");
        foreach (var (box, text) in more) await visitor.TypeAsync(box, text);
        await visitor.MessageAsync();
        await visitor.ButtonAsync("Decide");
        await Expect(visitor.Page.Locator($"[data-child='{outcome}']").First).ToBeVisibleAsync();
    }

    public static async Task MessageAsync(this Visitor visitor)
    {
        await visitor.TypeAsync("message-decided", "We take no further action now.");
        await visitor.TypeAsync("message-because", "The burn was an accident, and it was seen to at once.");
        await visitor.TypeAsync("message-next", "The school nurse sees her on Friday 27 November.");
        await visitor.TypeAsync("message-asked", "Tell us if you see another mark.");
        await visitor.TypeAsync("message-contact", "Ring 01632 960101. If you disagree, say so here.");
    }

    public static async Task DisagreeAsync(this Visitor visitor, bool safe)
    {
        await visitor.ChooseAsync("safeTonight", safe ? "yes" : "no");
        await visitor.TypeAsync("what", "That nothing more is done.");
        await visitor.TypeAsync("evidence", "She has a second burn today.");
        await visitor.TypeAsync("wanted", "Somebody sees her today.");
        await visitor.ButtonAsync("I disagree");
        await Expect(visitor.Main).ToContainTextAsync("You disagreed");
    }
}
