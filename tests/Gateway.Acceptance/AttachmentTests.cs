using System.Text;
using Gateway.Referrals.Attachments;
using Gateway.Tests.Referrals.Attachments;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Files that go with a referral, as their author and the council meet them.</summary>
public sealed class AttachmentTests(Stack stack)
{
    private const string Lead = "dsl-hartley";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Files_are_added_to_a_draft_kept_taken_out_shown_before_it_is_sent_and_listed_at_the_council(bool javaScript)
    {
        var draft = await Referred.DraftAsync(stack, Lead, ("Amira", "Cole", "ZA4 1AA"));
        await using var lead = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await lead.SignInAsync(Lead);
        await lead.Page.GotoAsync($"/referrals/{draft}/tasks/history");
        await lead.TypeAsync("done", "Typed before the files, and not saved.");

        await ChooseAsync(lead, Pdf("letter about Amira.pdf"), File("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]));
        await lead.ButtonAsync("Add the files");
        await Expect(lead.Main.Locator("[data-attachments='2']")).ToContainTextAsync("letter about Amira.pdf");
        // What was typed stays typed.
        await Expect(lead.Page.Locator("[name='done']")).ToHaveValueAsync("Typed before the files, and not saved.");
        await Expect(lead.Main).ToContainTextAsync("This file has not been checked for viruses yet. No virus scanner is connected to this service now, so it cannot be opened here.");
        if (javaScript) await Plain.PassesAsync(lead, "referral-files");

        // One that is none of the four: said in its words, and what is there stays.
        await ChooseAsync(lead, File("notes.pdf", Encoding.ASCII.GetBytes("MZ and no PDF")));
        await lead.ButtonAsync("Add the files");
        await Expect(lead.Page).ToHaveTitleAsync("Error: History and other agencies - Gateway");
        await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("The file must be a PDF, Word document, JPG or PNG");
        await Expect(lead.Page.Locator("#files-error")).ToContainTextAsync("The file must be a PDF, Word document, JPG or PNG");
        await Expect(lead.Main.Locator("[data-attachments='2']")).ToBeVisibleAsync();
        if (javaScript) await Plain.PassesAsync(lead, "referral-files-error");
        await ChooseAsync(lead, File("large.pdf", [.. "%PDF-1.4"u8, .. new byte[AddAttachment.Largest]]));
        await lead.ButtonAsync("Add the files");
        await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("The file must be smaller than 10 MB");
        await lead.ButtonAsync("Add the files");
        await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("Choose a file");

        await lead.Page.GetByRole(AriaRole.Button, new() { Name = "Remove photo.jpg" }).ClickAsync();
        await Expect(lead.Main.Locator("[data-attachments='1']")).Not.ToContainTextAsync("photo.jpg");
        // One that was chosen goes with what is saved.
        await ChooseAsync(lead, Pdf("second.pdf"));
        await lead.ButtonAsync("Save and continue");
        await Expect(lead.Main.Locator(".govuk-task-list__item")).ToHaveCountAsync(6);

        await lead.ButtonAsync("Check your answers");
        await Expect(lead.Main).ToContainTextAsync("letter about Amira.pdf");
        await Expect(lead.Main).ToContainTextAsync("second.pdf");
        await Expect(lead.Main).ToContainTextAsync("Typed before the files, and not saved.");
        if (javaScript) await Plain.PassesAsync(lead, "referral-files-answers");
        await lead.ButtonAsync("Send referral to Aldersham Council");
        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");

        await using var worker = await Visitor.OpenAsync(stack, javaScript: javaScript);
        await worker.SignInAsync("social-worker-nwosu");
        await worker.Page.GotoAsync($"/referrals/{draft}");
        var files = worker.Main.Locator("[data-attachments='2']");
        await Expect(files).ToContainTextAsync("letter about Amira.pdf");
        await Expect(files).ToContainTextAsync("This file has not been checked for viruses yet");
        await Expect(files.Locator("a")).ToHaveCountAsync(0);
        if (javaScript) await Plain.PassesAsync(worker, "referral-files-council");
    }

    [Fact]
    public async Task Council_opens_what_was_checked_and_the_referrer_sees_what_had_a_virus()
    {
        await using var scanner = TestScanner.Start();
        await using var gateway = await stack.StartAnotherGatewayAsync("attachments", null, new KeyValuePair<string, string?>(VirusScanner.Setting, scanner.Setting));
        await using var lead = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await lead.SignInAsync(Lead);
        await lead.BeginAsync();
        await lead.LinkAsync("The children");
        await lead.FillChildAsync("Amira", "Cole", "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await lead.ButtonAsync("Continue");
        await lead.FillRestAsync("Amira Cole");
        await lead.LinkAsync("History and other agencies");
        await ChooseAsync(lead, Pdf("letter.pdf"), Pdf("infected.pdf", TestScanner.Virus));
        await lead.ButtonAsync("Add the files");
        await Expect(lead.Main).ToContainTextAsync("Checked for viruses: none was found.");
        await Expect(lead.Main).ToContainTextAsync("A virus was found in this file, so nobody can open it.");
        await lead.ButtonAsync("Save and continue");
        await lead.ButtonAsync("Check your answers");
        await lead.ButtonAsync("Send referral to Aldersham Council");
        await lead.LinkAsync("See this referral");
        await Expect(lead.Main).ToContainTextAsync("A virus was found in infected.pdf.");
        await Plain.PassesAsync(lead, "referral-files-virus");
        var address = lead.Page.Url;

        await using var worker = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await worker.SignInAsync("social-worker-nwosu");
        await worker.Page.GotoAsync(address);
        await Plain.PassesAsync(worker, "referral-files-checked");
        var link = worker.Page.GetByRole(AriaRole.Link, new() { Name = "letter.pdf" });
        var saved = await worker.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
        Assert.Matches("^R-[0-9A-Z]{4}-[0-9A-Z]{2}-file-1\\.pdf$", saved.SuggestedFilename);
        Assert.Equal(Pdf("letter.pdf").Buffer, await System.IO.File.ReadAllBytesAsync(await saved.PathAsync(), TestContext.Current.CancellationToken));
        var opened = await worker.Requests.GetAsync(new Uri(gateway.Address, await link.GetAttributeAsync("href")).ToString());
        Assert.Equal("sandbox; default-src 'none'", opened.Headers["content-security-policy"]);
        Assert.Equal("nosniff", opened.Headers["x-content-type-options"]);
        Assert.Equal("no-store", opened.Headers["cache-control"]);
        Assert.Equal(2, await worker.Main.Locator("[data-attachments='2'] dt").CountAsync());
        Assert.Equal(1, await worker.Main.Locator("[data-attachments] a").CountAsync());
    }

    [Fact]
    public async Task Form_without_its_mark_puts_no_file_anywhere()
    {
        var draft = await Referred.DraftAsync(stack, Lead, ("Amira", "Cole", "ZA4 1AA"));
        await using var lead = await Visitor.OpenAsync(stack, javaScript: false);
        await lead.SignInAsync(Lead);
        var form = lead.Requests.CreateFormData();
        form.Append("done", "x");
        form.Append("files", Pdf("letter.pdf"));

        var answer = await lead.Requests.PostAsync(new Uri(stack.Address, $"/referrals/{draft}/tasks/history").ToString(), new() { Multipart = form });

        Assert.Equal(400, answer.Status);
        await lead.Page.GotoAsync($"/referrals/{draft}/tasks/history");
        await Expect(lead.Main.Locator("[data-attachments]")).ToHaveCountAsync(0);
    }

    private static Task ChooseAsync(Visitor visitor, params FilePayload[] files) => visitor.Page.Locator("#files").SetInputFilesAsync(files);

    private static FilePayload Pdf(string name, string text = "A letter.") => File(name, Encoding.ASCII.GetBytes($"%PDF-1.4\n{text}\n%%EOF\n"));

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };
}
