using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Gateway.Acceptance;

/// <summary>An officer on a doorstep records an incident, and sees what becomes of it: the journeys of the workflows, by their numbers.</summary>
public sealed class PoliceJourneys(Stack stack)
{
    private const string Officer = "officer-reid";

    // Workflows, 1.4: one adult and two children in 25 taps plus what is dictated.
    private const int MostTaps = 25;

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_22_MotherAndTwoChildrenOnOneForm(bool javaScript)
    {
        await using var officer = await Visitor.OpenAsync(stack, 320, javaScript);
        await officer.SignInAsync(Officer);
        var taps = await officer.CountTapsAsync();
        var address = await officer.BeginIncidentAsync();
        await officer.WhatAsync($"NP/22/{javaScript}");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.PressAsync("Save and add another child", "Add a child");

        // What sisters share stands there, and the home was asked once.
        await Expect(officer.Page.Locator("#lastName")).ToHaveValueAsync("Cole");
        await Expect(officer.Page.Locator("[name=livesHere][value=yes]")).ToBeCheckedAsync();
        await Expect(officer.Page.Locator("[name=relationships-0-relationship]")).ToHaveValueAsync("mother");
        await Expect(officer.Page.Locator("[name=home-sleeping]")).ToHaveCountAsync(0);
        await officer.TypeAsync("firstName", "Noor");
        await officer.BornAsync("9", "9", "2024");
        await officer.FillChildAtAsync("Noor is small, and cries whenever a door is shut.");
        await officer.PressAsync("Save and continue", "The risk");
        await Expect(officer.Page.Locator("#counted")).ToContainTextAsync("12 months before");
        await officer.RiskOrCheckAsync();

        await Expect(officer.Main.Locator("dt", new() { HasText = "Noor Cole" }).First).ToBeVisibleAsync();
        await officer.SendIncidentAsync();
        if (javaScript) Assert.InRange(taps(), 24, MostTaps);
        await Expect(officer.Main).ToContainTextAsync("Aldersham Council received it");
        // The draft's own address leads to what became of it.
        await officer.Page.GotoAsync(address);
        await Expect(officer.Heading).ToContainTextAsync("Referral ");
        await Expect(officer.Page.Locator("section[data-child]")).ToHaveCountAsync(2);
        await Expect(officer.Main.Locator(".gateway-handling")).ToContainTextAsync("The suspect must not find out.");
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Home_that_was_fine_but_for_one_thing_is_saved_as_it_was_said(bool javaScript)
    {
        await using var officer = await Visitor.OpenAsync(stack, 320, javaScript);
        await officer.SignInAsync(Officer);
        var address = await officer.BeginIncidentAsync();
        await officer.WhatAsync($"NP/home/{javaScript}");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.Page.Locator("#home-each summary").ClickAsync();
        await officer.ChooseAsync("home-hazards", "worrying");
        await officer.PressAsync("Save and continue", "The risk");

        // Each stands as it was said, and is changed by itself: no answer to all four is asked again over it.
        await officer.Page.GotoAsync($"{address}/children/1");
        foreach (var (room, said) in ((string, string)[])[("sleeping", "fine"), ("food", "fine"), ("hygiene", "fine"), ("hazards", "worrying")])
            await Expect(officer.Page.Locator($"[name=home-{room}][value={said}]")).ToBeCheckedAsync();
        await Expect(officer.Page.Locator("[name=home-all]")).ToHaveCountAsync(0);

        // Nothing said of the home is nothing: the page asks.
        await officer.BeginIncidentAsync();
        await officer.WhatAsync($"NP/home/none/{javaScript}");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync(home: null);
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Page.Locator("#home-sleeping-error")).ToBeVisibleAsync();
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Journey_23_OfficerLeavesTheEffectOnTheChildEmpty(bool javaScript)
    {
        const string Words = "Say what the effect is on Amira. If you do not know, say why you are worried";
        await using var officer = await Visitor.OpenAsync(stack, 320, javaScript);
        await officer.SignInAsync(Officer);
        await officer.BeginIncidentAsync();
        await officer.WhatAsync($"NP/23/{javaScript}");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync(effect: "");
        await officer.ButtonAsync("Save and continue");

        await Expect(officer.Page).ToHaveTitleAsync("Error: Add a child - Gateway");
        await Expect(officer.Page.Locator(".govuk-error-summary__list")).ToHaveTextAsync(Words);
        await Expect(officer.Page.Locator("#effect-error")).ToHaveTextAsync("Error: " + Words);
        await Expect(officer.Page.Locator("#seen-said")).ToHaveValueAsync("She stood behind the door and said \"he was loud\".");
        await officer.LinkAsync(Words);
        await Expect(officer.Page.Locator("#effect")).ToBeFocusedAsync();
        await officer.TypeAsync("effect", OfficerPages.Effect);
        await officer.PressAsync("Save and continue", "The risk");
    }

    [Fact]
    public async Task Check_at_the_incident_goes_on_to_the_form_and_nothing_is_typed_again()
    {
        await using var officer = await Visitor.OpenAsync(stack, 320);
        var journey = stack.Cast["incident-child-on-plan"];
        var child = stack.Child(journey);
        await officer.SignInAsync(Officer);
        await officer.LinkAsync("I do not know the NHS number");
        await officer.Page.GetByLabel("First name").FillAsync(child.Given);
        await officer.Page.GetByLabel("Last name").FillAsync(child.Family);
        await officer.FillBirthAsync($"{journey.Born.Day}", $"{journey.Born.Month}", $"{journey.Born.Year}");
        await officer.Page.GetByLabel("Postcode").FillAsync(child.Postcode);
        await officer.ChooseAsync("reason", journey.Purpose);
        await officer.PressAsync("Find", "Is this the child?");
        await Expect(officer.Main).Not.ToContainTextAsync("plan");
        await officer.AnswerToAsync(() => officer.ButtonAsync("Yes, check this child"));

        await officer.PressAsync("Record this incident", "Record an incident");
        await officer.WantAsync();
        await officer.WhatAsync("NP/check", child.Postcode);
        await officer.PeopleAsync();

        await Expect(officer.Page.Locator("#firstName")).ToHaveValueAsync(child.Given);
        await Expect(officer.Page.Locator("#lastName")).ToHaveValueAsync(child.Family);
        await Expect(officer.Page.Locator("[name=dateOfBirth-year]")).ToHaveValueAsync($"{journey.Born.Year}");
        Assert.Equal(journey.NhsNumber, (await officer.Page.Locator("#nhsNumber").InputValueAsync()).Replace(" ", "", StringComparison.Ordinal));
        await Expect(officer.Page.Locator("[name=knownPlan][value=yes]")).ToBeCheckedAsync();
    }

    [Fact]
    public async Task Signal_lost_in_the_middle_takes_nothing_and_leaves_nothing_on_the_telephone()
    {
        await using var officer = await Visitor.OpenAsync(stack, 320);
        await officer.SignInAsync(Officer);
        var address = await officer.BeginIncidentAsync();
        await officer.WhatAsync("NP/signal");
        await officer.PeopleAsync();
        var context = officer.Page.Context;
        await context.SetOfflineAsync(true);
        await officer.FillFirstChildAsync("Offline", "Child");
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Page.Locator("[data-hold-line]")).ToContainTextAsync("There is no signal. What you typed is still on this page");
        await Expect(officer.Heading).ToHaveTextAsync("Add a child");
        await Expect(officer.Page.Locator("#effect")).ToHaveValueAsync(OfficerPages.Effect);
        // Nowhere but on the page: another officer has this telephone next.
        Assert.Equal("0 0 0 0", await officer.Page.EvaluateAsync<string>("async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length].join(' ')"));

        await officer.Page.RunAndWaitForResponseAsync(() => context.SetOfflineAsync(false), response => response.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && response.Status == 204);
        await Expect(officer.Page.Locator("[data-hold-line]")).ToContainTextAsync("Your signal is back");
        // The battery goes: the server has it.
        await officer.Page.GotoAsync(address);
        await Expect(officer.Main.Locator(".govuk-task-list__item", new() { HasText = "The children" })).ToContainTextAsync("Typed, not saved");
        await officer.LinkAsync("The children");
        await Expect(officer.Page.Locator("#firstName")).ToHaveValueAsync("Offline");
        await Expect(officer.Page.Locator("#effect")).ToHaveValueAsync(OfficerPages.Effect);
        await Expect(officer.Page.Locator("[name=whereWas][value=in-the-house]")).ToBeCheckedAsync();
        await officer.PressAsync("Save and continue", "The risk");

        // Signed out, the next person finds nothing by going back.
        await officer.ButtonAsync("Sign out");
        await Expect(officer.Heading).ToHaveTextAsync("Sign in");
        await officer.Page.GoBackAsync();
        await Expect(officer.Page.Locator("body")).Not.ToContainTextAsync("Placemark");
        await officer.Page.GotoAsync(address);
        await Expect(officer.Heading).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Preview_says_exactly_what_a_school_reads_and_when_and_the_same_in_the_interface()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer);
        var address = await officer.FillIncidentAsync("NP/preview", "medium");
        await Expect(officer.Page.Locator("#rated")).ToHaveAttributeAsync("data-rating", "amber");
        await Expect(officer.Page.Locator("#rated")).ToContainTextAsync("Because you graded the risk medium.");
        var notice = officer.Page.Locator("section[data-school='st-oswins-primary']");
        await Expect(notice).ToContainTextAsync("The safeguarding lead at St Oswin's Primary, if the child is on the school's roll.");
        await Expect(notice.Locator("[data-said]")).ToContainTextAsync("Amira Cole, born 4 March 2019");
        await Expect(notice.Locator("[data-said]")).ToContainTextAsync("Incident NP/preview");
        foreach (var never in (string[])["Dana", "Placemark", "neighbour", "door", "sister", "sleep"]) await Expect(notice).Not.ToContainTextAsync(never);

        // The force's own system reads the same of the same incident, and what it writes itself comes to the same.
        using var force = await stack.SystemAsync(Officer);
        var typed = await force.ReadAsync($"v1/incidents/{address[^36..]}");
        var told = typed["schoolNotices"]![0]!;
        Assert.Equal(("Amira Cole", "st-oswins-primary", true, false), ((string)told["name"]!, (string)told["school"]!, (bool)told["told"]!, (bool)told["circumstances"]!));
        var written = await force.CopyIncidentAsync(typed);
        foreach (var same in (string[])["form", "rating", "rules", "askMarac", "force", "wanted", "toDo"]) Assert.Equal(Without(typed[same]!), Without(written[same]!));
        Assert.Equal((string)told["school"]!, (string)written["schoolNotices"]![0]!["school"]!);
        Assert.Equal((string)typed["receivers"]![0]!["council"]!, (string)written["receivers"]![0]!["council"]!);
    }

    // A child's id is given anew.
    private static string Without(JsonNode node)
    {
        var copy = node.DeepClone();
        if (copy is JsonObject form && form["children"]?["children"] is JsonArray children)
            foreach (var child in children) child!.AsObject().Remove("id");
        return copy.ToJsonString();
    }

    [Fact]
    public async Task A_school_of_that_name_in_another_force_s_area_is_not_taken_for_the_childs()
    {
        await using var officer = await Visitor.OpenAsync(stack, 320);
        await officer.SignInAsync(Officer);
        await officer.BeginIncidentAsync();
        await officer.WhatAsync("NP/elsewhere");
        await officer.PeopleAsync();
        await Expect(officer.Page.Locator("#schools option[value=\"St Oswin's Primary\"]")).ToHaveTextAsync("Aldersham Council, number 100001");
        await officer.FillFirstChildAsync();
        await officer.TypeAsync("school-name", "Dunmere College");
        await officer.PressAsync("Save and continue", "The risk");
        await officer.RiskOrCheckAsync();
        await Expect(officer.Page.Locator("section[data-school='none']")).ToContainTextAsync("No school that is known here was named. Aldersham Council is told now");
        await Expect(officer.Page.Locator("section[data-school='dunmere-college']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Journeys_25_and_26_ChildOfAnotherForcesAreaAndHalfTerm()
    {
        // The Friday before half-term, at 22:40.
        var clock = new Replay.Playing.ReplayClock(new DateTimeOffset(2026, 10, 23, 21, 40, 0, TimeSpan.Zero));
        await using var gateway = await stack.StartAnotherGatewayAsync("half-term", clock);
        await using var officer = await Visitor.OpenAsync(stack, 320, gateway: gateway.Address);
        await officer.SignInAsync(Officer);
        var address = await officer.BeginIncidentAsync();
        await officer.WhatAsync("NP/25");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.BornAsync("2", "2", "2010");
        await officer.ChooseAsync("livesHere", "no");
        await officer.Page.GetByText("This child lives somewhere else").ClickAsync();
        await officer.TypeAsync("address-text", "3 Harbour Walk");
        await officer.TypeAsync("address-postcode", "ZD4 1AA");
        await officer.TypeAsync("school-name", "dunmere college");
        await officer.PressAsync("Save and continue", "The risk");
        await officer.RiskOrCheckAsync("medium");
        var notice = officer.Page.Locator("section[data-school='dunmere-college']");
        await Expect(notice).ToContainTextAsync("Southmere Police sees the notice too: the child lives in their area.");
        await Expect(notice).ToContainTextAsync("Held until 2 November 2026, the first school day.");
        await Expect(notice).ToContainTextAsync("Dunmere Council is told now.");
        await officer.SendIncidentAsync("Dunmere Council");
        JsonNode sent;
        using (var force = await stack.SystemAsync(Officer, gateway.Address)) sent = await force.ReadAsync($"v1/incidents/{address[^36..]}");

        // A Friday at 22:40 in term.
        clock.MoveTo(new DateTimeOffset(2026, 11, 13, 22, 40, 0, TimeSpan.Zero));
        using (var force = await stack.SystemAsync(Officer, gateway.Address)) address = $"/incidents/{(await force.CopyIncidentAsync(sent))["referral"]}";
        await officer.SignInAsync(Officer);
        await officer.Page.GotoAsync($"{address}/answers");
        await Expect(notice).ToContainTextAsync("Southmere Police sees the notice too");
        await Expect(notice).ToContainTextAsync("As soon as you send this.");
        await Expect(notice).ToContainTextAsync("by 16 November 2026, 08:30: the deputies are told.");
        await Expect(notice).ToContainTextAsync("16 November 2026, 08:45: the police are told to ring the school.");
    }

    [Fact]
    public async Task Journey_21_LockedMidIncidentComesBackWithEveryWord()
    {
        await using var officer = await Visitor.OpenAsync(stack, 320);
        await officer.SignInAsync(Officer);
        await officer.BeginIncidentAsync();
        await officer.Page.RunAndWaitForResponseAsync(() => officer.FillWhatAsync("NP/21"), response => response.Url.EndsWith("handler=Keep", StringComparison.Ordinal) && response.Status == 204);
        // Somebody else signs out on this telephone: the page says so, and keeps what is on it.
        await officer.Page.Context.ClearCookiesAsync();
        await officer.TypeAsync("account", "More, typed after the lock.");
        await Expect(officer.Page.Locator("[data-hold-line]")).ToContainTextAsync("You are signed out. What you typed is still on this page.");
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Page.Locator("#account")).ToHaveValueAsync("More, typed after the lock.");
    }

    [Fact]
    public async Task Keyboard_alone_records_and_sends_an_incident()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        var keys = new Keys(officer);
        await officer.SignInAsync(Officer);
        await keys.PressAsync("main a[href='/incidents/new']", "Enter");
        await keys.PressAsync("#dangerNow-2", "Space", radio: true);
        await keys.PressAsync("#wanted", "Space", radio: true);
        await keys.EnterAsync("What happened");
        await keys.TypeAsync("#number", "NP/keys");
        await keys.TypeAsync("#place-text", "14 Placemark Road");
        await keys.TypeAsync("#place-postcode", "ZA4 1AA");
        await keys.PressAsync("#place-childsHome", "Space", radio: true);
        await keys.PressAsync("#kind", "Space", radio: true);
        await keys.PressAsync("#abuse", "Space");
        await keys.PressAsync("#weapon-2", "Space", radio: true);
        await keys.EnterAsync("The people");
        await keys.TypeAsync("#people-0-name", "Dana Cole");
        await keys.PressAsync("#people-0-role", "Space", radio: true);
        await keys.TypeAsync("#people-0-relationship", "his partner");
        await keys.PressAsync("#victimPregnant-2", "Space", radio: true);
        await keys.EnterAsync("Add a child");
        foreach (var (box, text) in ((string, string)[])[("#firstName", "Keya"), ("#lastName", "Cole"), ("#dateOfBirth", "4"), ("#dateOfBirth-month", "3"), ("#dateOfBirth-year", "2019")]) await keys.TypeAsync(box, text);
        await keys.PressAsync("#whereWas-3", "Space", radio: true);
        await keys.PressAsync("#seen-byOfficer", "Space", radio: true);
        await keys.TypeAsync("#seen-said", "She was asleep.");
        await keys.PressAsync("#injured-2", "Space", radio: true);
        await keys.TypeAsync("#effect", OfficerPages.Effect);
        await keys.TypeAsync("#relationships-0-relationship", "mother");
        await keys.TypeAsync("#school-name", "St Oswin's Primary");
        await keys.PressAsync("#home-all", "Space", radio: true);
        await keys.PressAsync("main form button.govuk-button[value='save']", "Enter");
        await Expect(officer.Heading).ToHaveTextAsync("The risk");
        await keys.PressAsync("#tool", "Space", radio: true);
        await keys.TypeAsync("#yesAnswers", "4");
        await keys.PressAsync("#grade", "Space", radio: true);
        await keys.PressAsync("#suspectMustNotKnow", "Space", radio: true);
        await keys.PressAsync("main form button.govuk-button[value='save']", "Enter");
        await Expect(officer.Heading).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^(How to reach you|Check what you send)$"));
        if (await officer.Heading.InnerTextAsync() == "How to reach you")
        {
            await keys.TypeAsync("#phone", "01632 960557");
            await keys.TypeAsync("#colleague-name", "Kiran Sandhu");
            await keys.TypeAsync("#colleague-practitioner", "ppu-sandhu");
            await keys.EnterAsync("Check what you send");
        }

        await keys.EnterAsync("Referral sent");
    }

    [Fact]
    public async Task Journey_27_NoSchoolPlace()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer);
        await officer.BeginIncidentAsync();
        await officer.WhatAsync("NP/27");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.TypeAsync("school-name", "");
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Page.Locator("#school-name-error")).ToContainTextAsync("Enter the school, or select not in education");
        await officer.Page.Locator("#school-notInEducation").CheckAsync();
        await officer.PressAsync("Save and continue", "The risk");
        await officer.RiskOrCheckAsync();

        await Expect(officer.Page.Locator("section[data-school='none']")).ToContainTextAsync("Aldersham Council is told now, so that the child is not missed.");
        await officer.SendIncidentAsync();
        await using var worker = await Visitor.OpenAsync(stack);
        await worker.SignInAsync("front-door-walsh");
        await using var night = await stack.SignedInAsync("duty-finch");
        await Visitor.ReadNoticesAsync("The police were at an incident in a pupil's home", worker, night);
    }

    [Fact]
    public async Task Journey_29_ThirdIncidentAtTheAddressIsAmberAndNamesTheRule()
    {
        await using var gateway = await stack.StartAnotherGatewayAsync("third");
        await using var officer = await Visitor.OpenAsync(stack, gateway: gateway.Address);
        await officer.SignInAsync(Officer);
        var first = await officer.FillIncidentAsync("NP/29", attended: DateTime.Today.AddDays(-40));
        await Expect(officer.Page.Locator("#rated")).ToHaveAttributeAsync("data-rating", "green");
        using var force = await stack.SystemAsync(Officer, gateway.Address);
        var typed = await force.ReadAsync($"v1/incidents/{first[^36..]}");
        foreach (var days in (int[])[-20, 0])
        {
            // What the officer confirmed of the one before is not so of this one.
            typed["form"]!["risk"]!.AsObject().Remove("earlierIncidents");
            typed["form"]!["incident"]!["attendedAt"] = DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
            await officer.SendIncidentAsync();
            await officer.Page.GotoAsync($"/incidents/{(await force.CopyIncidentAsync(typed))["referral"]}/answers");
            if (days != 0) await Expect(officer.Page.Locator("#rated")).ToHaveAttributeAsync("data-rating", "green");
        }

        await Expect(officer.Page.Locator("#rated")).ToHaveAttributeAsync("data-rating", "amber");
        await Expect(officer.Page.Locator("#rated")).ToContainTextAsync("Because there were several incidents here in 12 months.");
        await Expect(officer.Page.Locator("#marac")).ToContainTextAsync("Think about MARAC");
    }

    [Fact]
    public async Task Journey_58_IncidentSentTwiceAndBackAndSentAgainIsOneReferral()
    {
        await using var officer = await Visitor.OpenAsync(stack, javaScript: false);
        await officer.SignInAsync(Officer);
        var address = await officer.FillIncidentAsync("NP/58");
        var form = officer.Requests.CreateFormData();
        form.Set("form", await officer.Page.Locator("form[action$='/answers'] input[name=form]").InputValueAsync());
        var pressed = await Task.WhenAll(officer.Requests.PostAsync($"{address}/answers", new() { Form = form }), officer.Requests.PostAsync($"{address}/answers", new() { Form = form }));
        await officer.ButtonAsync("Send to Aldersham Council");
        var reference = await officer.Page.Locator(".gateway-sent__reference strong").InnerTextAsync();
        foreach (var answer in pressed) Assert.Contains(reference, await answer.TextAsync(), StringComparison.Ordinal);
        await officer.Page.GoBackAsync();
        await Expect(officer.Heading).ToHaveTextAsync("Referral " + reference);
        await officer.Page.GotoAsync("/referrals");
        await Expect(officer.Page.Locator($"tr[data-reference='{reference}']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_happened_to_my_referral_says_the_decision_who_reads_it_what_is_due_and_whom_to_ring()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer);
        var address = await officer.FillIncidentAsync("NP/after", "high");
        await Expect(officer.Page.Locator("#rated")).ToHaveAttributeAsync("data-rating", "red");
        var reference = await officer.SendIncidentAsync();
        await officer.Page.GotoAsync("/check");
        await officer.LinkAsync("What happened to my referrals");
        var row = officer.Page.Locator($"tr[data-reference='{reference}']");
        await Expect(row).ToContainTextAsync("Aldersham Council");
        await Expect(row).ToContainTextAsync("You, and the colleague you named");
        await Expect(row.Locator("a[href^='tel:']")).ToHaveCountAsync(1);
        await Expect(row.Locator("td").Nth(3)).ToContainTextAsync("2");

        await using var worker = await Visitor.OpenAsync(stack);
        await worker.SignInAsync("social-worker-nwosu");
        await worker.Page.GotoAsync($"/referrals/{address[^36..]}");
        // The council reads what was seen of the child, and first who must not find out.
        await Expect(worker.Main.Locator(".gateway-handling")).ToContainTextAsync("At her sister's, before noon");
        await Expect(worker.Main).ToContainTextAsync("Amira Cole at the incident");
        await Expect(worker.Main).ToContainTextAsync("Because you graded the risk high");
        await worker.ButtonAsync("Take this referral");
        await Expect(worker.Main).ToContainTextAsync("is looking at it");
        await worker.LinkAsync("Decide");
        await Expect(worker.Heading).ToHaveTextAsync("Decide");
        await Expect(worker.Main.Locator(".gateway-handling")).ToBeVisibleAsync();
        await worker.DecideAsync("no-further-action", ("advice", "Her sister has her tonight."), ("agreedBy", "manager-lowe"));

        await officer.Page.GotoAsync("/referrals");
        await Expect(row).ToContainTextAsync("No further action");
        await Expect(row).ToContainTextAsync("A message is waiting for you");
        await officer.LinkAsync("Read what was decided about Amira Cole");
        await Expect(officer.Main.Locator("#read")).ToContainTextAsync("Martin Reid");
    }

    [Fact]
    public async Task Danger_sends_what_is_known_now_from_any_screen()
    {
        await using var officer = await Visitor.OpenAsync(stack, 320);
        await officer.SignInAsync(Officer);
        await officer.BeginIncidentAsync();
        await officer.WhatAsync("NP/danger");
        await officer.PeopleAsync();
        await officer.FillFirstChildAsync();
        await officer.PressAsync("Save and continue", "The risk");
        await officer.ButtonAsync("Send what is known now");
        await Expect(officer.Heading).ToHaveTextAsync("A child is in danger right now");

        await Expect(officer.Main.Locator("a[href^='tel:']").First).ToHaveTextAsync("999");
        await Expect(officer.Page.Locator("[name=child]")).ToHaveValueAsync("Amira Cole");
        await Expect(officer.Page.Locator("[name=postcode]")).ToHaveValueAsync("ZA4 1AA");
        await Expect(officer.Page.Locator("[name=whereNow]")).ToHaveValueAsync("14 Placemark Road");
        await officer.TypeAsync("danger", "He has come back, and has a knife.");
        await officer.TypeAsync("phone", "01632 960557");
        await officer.ChooseAsync("rung-yes", "no");
        await officer.PressAsync("Send what you know now", "Referral sent");
    }

    [Fact]
    public async Task Only_an_officer_records_an_incident_and_a_draft_is_its_authors_alone()
    {
        await using var officer = await Visitor.OpenAsync(stack);
        await officer.SignInAsync(Officer);
        var address = await officer.BeginIncidentAsync();
        await using var colleague = await Visitor.OpenAsync(stack);
        await colleague.SignInAsync("ppu-sandhu");
        foreach (var page in (string[])["", "/tasks/incident", "/children", "/children/new", "/answers", "/delete"])
            Assert.Equal(404, (await colleague.Page.GotoAsync(address + page))!.Status);
        await using var lead = await Visitor.OpenAsync(stack);
        await lead.SignInAsync("dsl-hartley");
        Assert.Equal(403, (await lead.Page.GotoAsync("/incidents/new"))!.Status);
        Assert.Equal(404, (await lead.Page.GotoAsync(address))!.Status);

        await officer.Page.GotoAsync("/referrals");
        await officer.LinkAsync("Draft of an incident");
        await Expect(officer.Heading).ToHaveTextAsync("Record an incident");
        await officer.LinkAsync("Delete this draft");
        await officer.PressAsync("Delete the draft", "Your referrals");
        Assert.Equal(404, (await officer.Page.GotoAsync(address))!.Status);
    }

    [Fact]
    public async Task Every_page_of_an_incident_passes_axe_fits_a_telephone_and_reads_plainly()
    {
        // Of its own: what others recorded at the address would stand in the pictures.
        await using var own = await stack.StartAnotherGatewayAsync("incident-pages");
        await using var officer = await Visitor.OpenAsync(stack, gateway: own.Address);
        await officer.SignInAsync(Officer);
        await officer.Page.GotoAsync("/incidents/new");
        await officer.ButtonAsync("Continue");
        await Expect(officer.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(officer, "incident-new-error");
        await officer.Page.GotoAsync("/incidents/new");
        await officer.WantAsync();
        var address = officer.Page.Url[..officer.Page.Url.IndexOf("/tasks", StringComparison.Ordinal)];
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Summary()).ToBeVisibleAsync();
        await Plain.PassesAsync(officer, "incident-what-error");
        await officer.WhatAsync("NP/axe");
        await officer.TypeAsync("people-0-name", "Dana Cole");
        await officer.ButtonAsync("Add another person");
        await Expect(officer.Page.Locator("#people-1-name")).ToBeVisibleAsync();
        await Plain.PassesAsync(officer, "incident-people");
        await officer.PeopleAsync();
        await officer.ButtonAsync("Save and continue");
        await Expect(officer.Summary()).ToBeFocusedAsync();
        await officer.ButtonAsync("Add a mark on the body");
        await Expect(officer.Page.Locator("#injuries-0-region")).ToBeVisibleAsync();
        await Plain.PassesAsync(officer, "incident-child");
        await officer.ButtonAsync("Remove mark 1");
        await Expect(officer.Page.Locator("#injuries-0-region")).ToHaveCountAsync(0);
        await officer.FillFirstChildAsync();
        await officer.PressAsync("Save and continue", "The risk");
        await Plain.PassesAsync(officer, "incident-risk");
        await officer.RiskOrCheckAsync("high");
        await Plain.PassesAsync(officer, "incident-answers");
        await officer.Page.GotoAsync(address + "/children");
        await Plain.PassesAsync(officer, "incident-children");
        await officer.Page.GotoAsync(address);
        await Plain.PassesAsync(officer, "incident");
        await officer.ButtonAsync("Check and send");
        await officer.SendIncidentAsync();
        await officer.LinkAsync("See this referral");
        await Plain.PassesAsync(officer, "incident-sent");
        await officer.Page.GotoAsync("/referrals");
        await Plain.PassesAsync(officer, "incident-mine");
    }
}
