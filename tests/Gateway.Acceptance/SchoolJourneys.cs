using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>Anybody of a school's staff writes a concern, and its safeguarding lead decides: the journeys of the workflows, by their numbers.</summary>
public sealed partial class SchoolJourneys(Stack stack)
{
    private const string Lead = "dsl-hartley";
    private const string Teacher = "teacher-price";

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_30_TeacherOnAPhoneWritesOfABruise(bool javaScript)
    {
        var pupil = javaScript ? "Scripted" : "Unscripted";
        await using var teacher = await stack.AtSchoolAsync(Teacher, 320, javaScript);
        await teacher.LinkAsync("Concerns");
        await teacher.ButtonAsync("Write a concern");
        await teacher.ButtonAsync("Send this concern");
        await Expect(teacher.Page).ToHaveTitleAsync("Error: Write a concern - Gateway");
        await Expect(teacher.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(
            ["Enter the pupil's last name", "Select yes if a child is in danger right now", "Enter when you noticed this", "Enter what you saw or heard"]);
        foreach (var link in await teacher.Page.Locator(".govuk-error-summary__list a").EvaluateAllAsync<string[]>("all => all.map(each => each.getAttribute('href'))")) await Expect(teacher.Page.Locator(link)).ToHaveCountAsync(1);

        await teacher.FillConcernAsync(pupil);
        await teacher.OpenPartAsync("Marks on the body");
        // On the picture, and in the list: one place each.
        await teacher.Page.Locator("svg label[for='marks-upper-arm-left']").First.ClickAsync();
        await Expect(teacher.Page.Locator("#marks-upper-arm-left")).ToBeCheckedAsync();
        await teacher.Page.Locator("#marks-genital").CheckAsync();
        await teacher.ButtonAsync("Describe these marks");
        await Expect(teacher.Page.Locator("#sawOrHeard")).ToHaveValueAsync(SchoolPages.Saw);
        await Expect(teacher.Page.Locator(".gateway-body .gateway-row")).ToHaveCountAsync(2);
        // Of what staff do not look at nothing more is asked; and a photograph is asked for nowhere.
        await Expect(teacher.Page.Locator("[name='marks-1-colour'], input[type=file]")).ToHaveCountAsync(0);
        await teacher.TypeAsync("marks-0-size", "3");
        await teacher.TypeAsync("marks-0-colour", "blue");
        await teacher.TypeAsync("marks-0-explanation", "I fell");
        var concern = await teacher.SendConcernAsync();

        await Expect(teacher.Page.Locator("#heard")).ToContainTextAsync("Received");
        await Expect(teacher.Main).ToContainTextAsync(SchoolPages.Words);
        await Expect(teacher.Page.Locator("[data-marks]")).ToContainTextAsync("Upper arm left, 3 cm, blue. The child says: I fell");
        await Expect(teacher.Main).ToContainTextAsync("Noticed");
        await Expect(teacher.Main.Locator("textarea, input:not([type=hidden])")).ToHaveCountAsync(0);
        await Expect(teacher.Main.Locator("a", new() { HasText = "Decide" })).ToHaveCountAsync(0);

        await using var lead = await stack.AtSchoolAsync(Lead, 320, javaScript);
        await lead.ToldAsync(concern);
        await lead.LinkAsync("Read what was written");
        await Expect(lead.Main).ToContainTextAsync("Owen Price");
        await teacher.Page.ReloadAsync();
        await Expect(teacher.Page.Locator("#heard")).ToContainTextAsync("Read by Joan Hartley");
        await teacher.ButtonAsync("Add to this");
        await teacher.ButtonAsync("Add this");
        await Expect(teacher.Summary()).ToContainTextAsync("Enter what you want to add");
        await teacher.TypeAsync("text", "Addedmark: her brother has one too.");
        await teacher.ButtonAsync("Add this");
        await Expect(teacher.Page.Locator("[data-note=added]")).ToContainTextAsync("Addedmark");
        await Expect(teacher.Page.Locator("[data-written]")).Not.ToContainTextAsync("Addedmark");
        // Nobody else of the staff has it, nor whoever leads at another school.
        foreach (var other in (string[])["chair-banks", "dsl-novak"])
        {
            await using var visitor = await stack.AtSchoolAsync(other);
            Assert.Equal(404, (await visitor.Page.GotoAsync(concern))!.Status);
        }
    }

    [Fact]
    public async Task Journey_30_by_keyboard_alone_with_marks_on_the_body()
    {
        await using var teacher = await stack.AtSchoolAsync(Teacher);
        var keys = new Keys(teacher);
        await keys.PressAsync("header a[href='/concerns']", "Enter");
        await keys.PressAsync("main a[href='/concerns/new']", "Enter");
        await keys.TypeAsync("#pupils-0-lastName", "Keyboard");
        await keys.PressAsync("#dangerNow-2", "Space", radio: true);
        await keys.TypeAsync("#noticedAt-time", "0.00");
        await keys.TypeAsync("#sawOrHeard", SchoolPages.Saw);
        await keys.PressAsync(".gateway-body summary", "Enter");
        await keys.PressAsync("#marks-ear-left", "Space");
        await keys.PressAsync("#marks-back-lower", "Space");
        await keys.PressAsync("button[value=describe]", "Enter");
        await Expect(teacher.Page.Locator(".gateway-body .gateway-row").First).ToBeFocusedAsync();
        await keys.TypeAsync("[name='marks-0-colour']", "red");
        await keys.PressAsync("[name='marks-1-side'][value=left]", "Space", radio: true);
        await keys.EnterAsync("Your concern");
        await Expect(teacher.Page.Locator("[data-marks] li")).ToHaveTextAsync(["Ear left, red", "Back lower, left"]);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_31_LeadDecidesAndRefersFromTheConcern(bool javaScript)
    {
        var pupil = javaScript ? "Referred" : "Unscriptedreferred";
        await using var teacher = await stack.AtSchoolAsync(Teacher, javaScript: javaScript);
        var earlier = await teacher.WriteConcernAsync(pupil);
        var concern = await teacher.WriteConcernAsync(pupil);
        await using var lead = await stack.AtSchoolAsync(Lead, javaScript: javaScript);
        await lead.LinkAsync("Concerns");
        await lead.Page.Locator($"#queue a[href='{new Uri(concern).AbsolutePath}']").ClickAsync();
        await lead.ButtonAsync("Decide what is done");
        await lead.ButtonAsync("Keep this decision");
        await Expect(lead.Page.Locator(".govuk-error-summary__list li")).ToHaveTextAsync(["Select what you did or decided", "Enter the reason for your decision", "Select whether it stays open, waits or is closed"]);
        await lead.ChooseAsync("actions", "refer");
        await lead.ChooseAsync("actions", "spoke-to-child");
        if (!await lead.Page.Locator("[name='refer-wanted']").First.IsVisibleAsync()) await lead.OpenPartAsync("If you refer");
        await lead.ChooseAsync("refer-wanted", "section-17");
        await lead.ChooseAsync("refer-dangerNow", "no");
        await lead.TypeAsync("reason", "Reasonmark: she spoke of it again.");
        await lead.ChooseAsync("then", "waiting");
        await lead.Page.Locator($"input[name=links][value='{earlier.Split('/')[^1]}']").CheckAsync();
        await lead.ButtonAsync("Keep this decision");

        // What the concern says is in the draft; who the child is stands there, to be completed.
        await Expect(lead.Heading).ToHaveTextAsync("Refer a child");
        await lead.LinkAsync("The children");
        await Expect(lead.Page.Locator("#lastName")).ToHaveValueAsync(pupil);
        await lead.FillChildAsync("Amira", pupil, "ZA4 1AA");
        await lead.PressAsync("Save and continue", "The children");
        await lead.ButtonAsync("Continue");
        await lead.LinkAsync("What worries you");
        await Expect(lead.Page.Locator("#happened")).ToHaveValueAsync(SchoolPages.Saw);
        await Expect(lead.Page.Locator("#childsWords")).ToHaveValueAsync(SchoolPages.Words);
        await lead.LinkAsync("The six tasks");
        await lead.FillRestAsync($"Amira {pupil}");
        await lead.ButtonAsync("Check your answers");
        await lead.ButtonAsync("Send referral to Aldersham Council");
        await Expect(lead.Heading).ToHaveTextAsync("Referral sent");
        await lead.Page.GotoAsync(concern);
        await Expect(lead.Page.Locator("[data-note=decided]")).ToContainTextAsync("Reasonmark");
        await Expect(lead.Page.Locator($"a[href='{new Uri(earlier).AbsolutePath}']")).ToHaveCountAsync(1);
        await lead.LinkAsync("The referral that came of it");
        await Expect(lead.Main).ToContainTextAsync($"Amira {pupil}");
        // What was decided is nobody's but the leads'.
        await teacher.Page.GotoAsync(concern);
        await Expect(teacher.Main).Not.ToContainTextAsync("Reasonmark");
    }

    [Theory]
    [InlineData("Fiona Kerr", false, "dsl-kerr", "head-marlowe", "officer-tate")]
    [InlineData("The head teacher", true, "head-marlowe", "chair-banks", "officer-tate")]
    [InlineData("Lena Tate", false, "officer-tate", "head-marlowe")]
    public async Task Whoever_an_allegation_names_finds_no_trace_of_it_on_any_page(string name, bool head, string named, params string[] receivers)
    {
        // Of its own, for every page of theirs is read, again and again.
        await using var own = await stack.StartAnotherGatewayAsync("allegation-" + named);
        var pupil = "Allegationmark" + named.Split('-')[0];
        await using var accused = await stack.AtSchoolAsync(named, at: own);
        // To read is to change what stands there: what is read once more is as it stays.
        await accused.EverythingAsync();
        var before = Plainly(await accused.EverythingAsync());
        await using var teacher = await stack.AtSchoolAsync(Teacher, at: own);
        var concern = await teacher.AllegeAsync(pupil, name, head);
        await Expect(teacher.Page.Locator("#heard")).ToContainTextAsync("Received");
        foreach (var receiver in receivers)
        {
            await using var visitor = await stack.AtSchoolAsync(receiver, at: own);
            await visitor.ToldAsync(concern);
            await visitor.Page.GotoAsync("/allegations");
            await visitor.Page.Locator($"a[href='{new Uri(concern).AbsolutePath}']").ClickAsync();
            await Expect(visitor.Heading).ToHaveTextAsync("An allegation about staff");
            await Expect(visitor.Main).ToContainTextAsync(name);
        }

        // Every page of theirs is as it was, counts and all.
        Assert.Equal(before, Plainly(await accused.EverythingAsync()));
        Assert.Equal(404, (await accused.Page.GotoAsync(concern))!.Status);
        Assert.Equal(404, (await accused.Page.GotoAsync(concern + "/add"))!.Status);
        Assert.Equal(404, (await accused.Page.GotoAsync(concern + "/decide"))!.Status);
        // Nor does any lead have it.
        await using var lead = await stack.AtSchoolAsync(Lead, at: own);
        Assert.DoesNotContain(pupil, await lead.EverythingAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await lead.Page.GotoAsync(concern))!.Status);
    }

    [Fact]
    public async Task What_a_lead_finds_to_be_an_allegation_goes_from_every_page_of_whom_it_names_and_their_notices()
    {
        // Of its own, for every page of theirs is read, again and again.
        await using var own = await stack.StartAnotherGatewayAsync("allegation-found");
        await using var accused = await stack.AtSchoolAsync("dsl-kerr", at: own);
        // To read is to change what stands there: what is read once more is as it stays.
        await accused.EverythingAsync();
        var before = Plainly(await accused.EverythingAsync());
        await using var teacher = await stack.AtSchoolAsync(Teacher, at: own);
        var concern = await teacher.WriteConcernAsync("Movedmark");
        var earlier = await teacher.WriteConcernAsync("Movedmark");
        // Before anybody knew what it is they were told of it, as a lead.
        await accused.ToldAsync(concern);
        await accused.ToldAsync(earlier);
        await using var lead = await stack.AtSchoolAsync(Lead, at: own);
        await lead.Page.GotoAsync(earlier + "/decide");
        await lead.ChooseAsync("actions", "monitor");
        await lead.TypeAsync("reason", "Reasonmark: we look again.");
        await lead.ChooseAsync("then", "closed");
        await lead.TypeAsync("monitorUntil-day", "1");
        await lead.TypeAsync("monitorUntil-month", "12");
        await lead.TypeAsync("monitorUntil-year", DateTime.UtcNow.Year.ToString(System.Globalization.CultureInfo.InvariantCulture));
        await lead.Page.Locator($"input[name=links][value='{concern.Split('/')[^1]}']").CheckAsync();
        await lead.ButtonAsync("Keep this decision");
        await Expect(lead.Page.Locator($"main a[href='{new Uri(concern).AbsolutePath}']")).ToHaveCountAsync(1);
        foreach (var each in (string[])[concern, earlier])
        {
            await lead.Page.GotoAsync(each + "/decide");
            await lead.ChooseAsync("actions", "allegation");
            await lead.AboutAsync("If it is an allegation about staff", "Fiona Kerr", head: false, "dsl-kerr");
            await lead.TypeAsync("reason", "Reasonmark: it is about a colleague.");
            await lead.ChooseAsync("then", "closed");
            await lead.ButtonAsync("Keep this decision");
            await Expect(lead.Heading).ToHaveTextAsync("It is no longer with the safeguarding leads");
            if (each != concern) continue;
            // A decision that joined another concern to it says nothing of it any more.
            await lead.Page.GotoAsync(earlier);
            await Expect(lead.Page.Locator($"main a[href='{new Uri(concern).AbsolutePath}']")).ToHaveCountAsync(0);
        }

        Assert.Equal(before, Plainly(await accused.EverythingAsync()));
        Assert.DoesNotContain("Movedmark", await lead.EverythingAsync(), StringComparison.Ordinal);
        await using var receiver = await stack.AtSchoolAsync("head-marlowe", at: own);
        await receiver.ToldAsync(concern);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_pupils_file_goes_to_the_next_school_and_its_lead_says_that_they_have_it(bool javaScript)
    {
        var pupil = javaScript ? "Moving" : "Unscriptedmoving";
        await using var teacher = await stack.AtSchoolAsync(Teacher, javaScript: javaScript);
        var (first, second) = (await teacher.WriteConcernAsync(pupil), await teacher.WriteConcernAsync(pupil));
        await using var lead = await stack.AtSchoolAsync(Lead, javaScript ? 1280 : 320, javaScript);
        await lead.Page.GotoAsync(first);
        await lead.LinkAsync("Send the pupil's file to another school");
        await Expect(lead.Page.Locator("#pupil-lastName")).ToHaveValueAsync(pupil);
        await lead.ButtonAsync("Find the school");
        await Expect(lead.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync("Enter the new school's number");
        if (javaScript) await Plain.PassesAsync(lead, "school-file-send-error");
        await lead.TypeAsync("urn", "999999");
        await lead.ButtonAsync("Find the school");
        await Expect(lead.Summary()).ToContainTextAsync("No other school here has this number");
        await lead.TypeAsync("urn", "100003");
        await lead.ButtonAsync("Find the school");
        await Expect(lead.Page.Locator("#to")).ToContainTextAsync("Castlebridge High");
        await lead.Page.Locator($"input[name=concerns][value='{second.Split('/')[^1]}']").CheckAsync();
        await lead.TypeAsync("note", "Notemark: she has one friend there.");
        await lead.ButtonAsync("Send the file to Castlebridge High");
        await Expect(lead.Page.Locator("#stands")).ToContainTextAsync("Nobody says yet that they have it");
        var file = lead.Page.Url;
        await Expect(lead.Main).Not.ToContainTextAsync(SchoolPages.Saw);

        await using var next = await stack.AtSchoolAsync("dsl-novak", javaScript ? 1280 : 320, javaScript);
        await next.ToldAsync(file);
        await next.LinkAsync("Open the file");
        await Expect(next.Page.Locator("[data-copied]")).ToHaveCountAsync(2);
        await Expect(next.Main).ToContainTextAsync(SchoolPages.Words);
        await Expect(next.Main).ToContainTextAsync("Notemark");
        if (javaScript) await Plain.PassesAsync(next, "school-file");
        Assert.Equal(404, (await next.Page.GotoAsync(first))!.Status);
        await next.Page.GotoAsync(file);
        await next.ButtonAsync("We have this file");
        await Expect(next.Page.Locator("#stands")).ToContainTextAsync("Hana Novak has it");
        await lead.Page.GotoAsync("/school-files");
        await Expect(lead.Page.Locator($"tr[data-file='{file.Split('/')[^1]}']")).ToContainTextAsync("Hana Novak has it");
        if (javaScript) await Plain.PassesAsync(lead, "school-files");
        // Nobody else at either school has it.
        foreach (var other in (string[])[Teacher, "head-marlowe", "front-door-walsh"])
        {
            await using var visitor = await stack.AtSchoolAsync(other);
            Assert.Equal(404, (await visitor.Page.GotoAsync(file))!.Status);
        }
    }

    [Fact]
    public async Task Every_page_of_concerns_passes_axe_fits_its_width_and_reads_plainly()
    {
        await using var teacher = await stack.AtSchoolAsync(Teacher);
        await teacher.Page.GotoAsync("/concerns/new");
        await teacher.OpenPartAsync("Marks on the body");
        await teacher.OpenPartAsync("Suggest a kind of concern");
        await teacher.OpenPartAsync("It is about a member of staff");
        await Plain.PassesAsync(teacher, "concern-new");
        await teacher.ButtonAsync("Send this concern");
        await Expect(teacher.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(teacher, "concern-new-error");
        await teacher.FillConcernAsync("Axemark");
        await teacher.ButtonAsync("Add another pupil");
        await Expect(teacher.Page.Locator(".gateway-row").Nth(1)).ToBeFocusedAsync();
        await teacher.TypeAsync("pupils-1-lastName", "Axemark");
        await teacher.OpenPartAsync("Marks on the body");
        foreach (var region in (string[])["chest", "hand-right", "genital"]) await teacher.Page.Locator($"#marks-{region}").CheckAsync();
        await teacher.ButtonAsync("Describe these marks");
        await Expect(teacher.Page.Locator("[name='marks-0-size']")).ToBeVisibleAsync();
        await Plain.PassesAsync(teacher, "concern-marks");
        var concern = await teacher.SendConcernAsync();
        await Plain.PassesAsync(teacher, "concern-author");
        await teacher.ButtonAsync("Add to this");
        await Plain.PassesAsync(teacher, "concern-add");
        await teacher.Page.GotoAsync("/concerns");
        await Plain.PassesAsync(teacher, "concerns-author");
        await using var lead = await stack.AtSchoolAsync(Lead);
        await lead.Page.GotoAsync("/concerns");
        await Plain.PassesAsync(lead, "concerns-lead");
        await lead.Page.GotoAsync(concern);
        await Plain.PassesAsync(lead, "concern-lead");
        await lead.ButtonAsync("Decide what is done");
        await lead.OpenPartAsync("If you refer");
        await lead.OpenPartAsync("If it is an allegation about staff");
        await Plain.PassesAsync(lead, "concern-decide");
        await lead.ButtonAsync("Keep this decision");
        await Expect(lead.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(lead, "concern-decide-error");
        // Referred again, both referrals stand on it.
        for (var n = 0; n < 2; n++)
        {
            await lead.Page.GotoAsync(concern + "/decide");
            if (!await lead.Page.Locator("[name='refer-wanted']").First.IsVisibleAsync()) await lead.OpenPartAsync("If you refer");
            await lead.ChooseAsync("actions", "refer");
            await lead.ChooseAsync("refer-wanted", "section-17");
            await lead.ChooseAsync("refer-dangerNow", "no");
            await lead.TypeAsync("reason", "More was said, and it is referred again.");
            await lead.ChooseAsync("then", "waiting");
            await lead.ButtonAsync("Keep this decision");
            await lead.Page.WaitForURLAsync("**/referrals/**");
        }

        await lead.Page.GotoAsync(concern);
        await Expect(lead.Page.Locator("#referrals a")).ToHaveCountAsync(2);
        await Plain.PassesAsync(lead, "concern-referred");
        await teacher.AllegeAsync("Axemark", "Somebody Else", head: false);
        await Plain.PassesAsync(teacher, "allegation-author");
        await using var receiver = await stack.AtSchoolAsync("head-marlowe");
        await receiver.Page.GotoAsync("/allegations");
        await Plain.PassesAsync(receiver, "allegations");
        await receiver.Page.Locator("tbody a").Last.ClickAsync();
        await Expect(receiver.Heading).ToHaveTextAsync("An allegation about staff");
        await Plain.PassesAsync(receiver, "allegation-receiver");
    }

    // What differs from one look to the next: form tokens, and ids of forms.
    private static string Plainly(string pages) => Changing().Replace(pages, "");

    [GeneratedRegex("(?<=name=\"(form|request)\"[^>]*value=\")[^\"]*|(?<=/concerns/new/)[0-9a-f-]{36}|\\bv=[A-Za-z0-9_-]+")]
    private static partial Regex Changing();
}
