using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Retention;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Simulator;
using Gateway.Tests.Audit;
using Gateway.Tests.Federation.Late;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Departments;

/// <summary>Journey 9: a child who was looked for and not found is worked on all the same, and nobody takes it for a child of whom nothing is known.</summary>
public sealed class UnfoundVisitTests(PostgresServer server)
{
    private const string NotTheSame = "We could not find this child. This is not the same as no concerns.";
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Child_whom_nobody_found_is_worked_on_as_described_and_nothing_is_claimed(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        bed.Gateway.Holds(VisitBed.Council, VisitBed.Child, Disclosure.Held.Plan);

        var begun = (await bed.BeginUnfoundAsync()).Is(200).Json;

        Assert.Equal(("not-found", "outstanding", "ENC-90"), (Word(begun, "answer"), Word(begun, "questions"), Word(begun, "encounter")));
        Assert.Equal(("Typedmark", "Othermark"), (Word(begun.GetProperty("described"), "givenName"), Word(begun.GetProperty("described"), "familyName")));
        Assert.Equal("not-found", Word(begun.GetProperty("notKnown"), "reason"));
        Assert.StartsWith(NotTheSame, Word(begun.GetProperty("notKnown"), "words"), StringComparison.Ordinal);
        Assert.False(begun.TryGetProperty("child", out _) || begun.TryGetProperty("plan", out _));
        Assert.True(begun.GetProperty("dischargeCheckWanted").GetBoolean());
        var visit = begun.GetProperty("visit").GetGuid();
        Assert.Contains("not-found", await bed.OpenAsync(visit));

        // Everything that is done of any child is done of this one.
        (await bed.AddAsync(visit, "questions", VisitBed.Questions(("fitsAge", "does-not-fit")))).Is(200);
        (await bed.AddAsync(visit, "concern", Unnamed(bed))).Is(200);
        (await bed.AddAsync(visit, "examination", new JsonObject { ["what"] = "refused", ["at"] = bed.Now, ["refusedBy"] = "parent", ["reason"] = "None was given.", ["view"] = "He should be seen." })).Is(200);
        (await bed.AddAsync(visit, "senior-review", new JsonObject { ["practitioner"] = "second-doctor", ["at"] = bed.Now, ["said"] = "Bruises of several ages." })).Is(200);
        Assert.Equal("urn:gateway:problem:do-not-discharge-yet", (await bed.AddAsync(visit, "discharge", new JsonObject { ["concernsOpen"] = true })).Is(409).Type);

        var row = Assert.Single((await bed.Gateway.GetAsync("v1/visits", "second-nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
        Assert.Equal(("not-found", "open", "refused"), (Word(row, "answer"), Word(row, "concern"), Word(row, "examination")));
        var met = Assert.Single((await bed.Gateway.GetAsync("v1/visits/meeting?from=2026-11-16", "ed-treating-clinician")).Is(200).Json.GetProperty("visits").EnumerateArray());
        Assert.Equal(["concern"], met.GetProperty("why").EnumerateArray().Select(word => word.GetString()));

        // Nobody knows on whose trail it belongs, and it is on nobody's.
        Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.Visit), entry => Assert.Equal(("not-found", 0), (Word(entry.Common, "identity"), entry.Leaf.Sections)));
        foreach (var mark in (string[])["Typedmark", "Othermark", "Summarymark"])
        {
            Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.Visit), entry => Assert.DoesNotContain(mark, entry.Common.GetRawText()));
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
        }
    }

    [Theory]
    [InlineData("ZB1 1AA", "aldersham-council brackenford-council", false)]
    [InlineData("ZA1 1AA", "aldersham-council", false)]
    [InlineData(null, "aldersham-council", true)]
    [InlineData("ZZ99 3VZ", "aldersham-council", true)]
    public async Task Concern_goes_to_the_councils_of_the_department_and_of_the_postcode_and_to_the_practice_only_if_it_is_named(string? postcode, string councils, bool open)
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync(postcode)).Is(200));

        (await bed.AddAsync(visit, "concern", Unnamed(bed))).Is(200);

        string[] told = [.. councils.Split(' ').Select(council => $"concern-opened front-door {council}"), "concern-opened named-nurse alder-valley-nhs-trust"];
        Assert.Equal(told, await bed.ToldAsync());
        var things = await bed.OpenAsync(visit);
        Assert.Equal(open, things.Contains("not-told:social-care"));
        Assert.Contains("not-told:practice", things);
        (await bed.AddAsync(visit, "concern", bed.Concern(("significantHarm", false)))).Is(200);
        Assert.Contains("concern-opened gp millpond-surgery", await bed.ToldAsync());

        // The front door is told that there is a concern and whom to ring, of no child.
        await Background.InboxAsync(bed.Gateway);
        foreach (var reader in (string[])["gp", "csc-emergency-duty"])
        {
            var notices = (await bed.Gateway.GetAsync("v1/notices", reader)).Is(200).Json.GetProperty("notices").EnumerateArray().ToArray();
            Assert.NotEmpty(notices);
            foreach (var notice in notices)
            {
                var read = (await bed.Gateway.GetAsync($"v1/notices/{notice.GetProperty("id").GetString()}", reader)).Is(200);
                Assert.False(read.Json.TryGetProperty("child", out _));
                Assert.DoesNotContain("mark", read.Text);
                Assert.NotEqual("", read.Json.GetProperty("ring").GetProperty("number").GetString());
            }
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Child_whom_nobody_found_goes_once_each_silence_is_answered_for_and_may_leave_against_advice(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200));
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        Assert.Equal(["not-found"], await bed.OpenAsync(visit));

        Assert.Contains("/rung/not-found", (await bed.AddAsync(visit, "discharge", bed.Discharge())).Is(400).Fields);
        Assert.Equal("discharged", Word((await bed.AddAsync(visit, "discharge", bed.Discharge(("rung", new JsonArray(bed.Rung("not-found")))))).Is(200).Json, "state"));
        // The practice is told of nobody, and no service is asked about a child of whom no number is known: the liaison nurse finds out, from a notice that names nobody.
        Assert.Equal(["attended liaison-nurse alder-valley-nhs-trust"], await bed.ToldAsync());
        Assert.Null(Assert.Single(await bed.NoticesAsync()).About);

        await using var other = await VisitBed.StartAsync(server, store);
        var left = VisitBed.VisitOf((await other.BeginUnfoundAsync()).Is(200));
        Assert.Equal("left-early", Word((await other.AddAsync(left, "left-early", new JsonObject { ["how"] = "against-advice", ["at"] = other.Now, ["with"] = "An uncle", ["danger"] = false })).Is(200).Json, "state"));
        Assert.Equal(["left-early front-door aldersham-council", "left-early front-door brackenford-council"], await other.ToldAsync());
    }

    [Fact]
    public async Task Only_a_look_of_ones_own_that_found_nobody_begins_it_and_only_for_a_quarter_of_an_hour()
    {
        await using var bed = await VisitBed.StartAsync();
        var look = await bed.LookedForAsync();

        foreach (var other in (string[])["second-nurse", "brackenford-nurse"]) Assert.Equal(["lookedFor"], (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look }, other)).Is(400).Fields);
        foreach (var damaged in (string[])[look[..^4] + "AAAA", look[4..], "AAAA", "no look", new string('A', 5000)])
            Assert.Equal(["lookedFor"], (await bed.BeginAsync(new JsonObject { ["lookedFor"] = damaged })).Is(400).Fields);
        (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look }, "gp")).Is(403);
        Assert.Equal(["check"], (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look, ["check"] = Guid.NewGuid().ToString() })).Is(400).Fields);
        // What was looked for cannot be changed on the way.
        Assert.Equal(400, (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look, ["described"] = new JsonObject { ["familyName"] = "Else" } })).Status);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(["lookedFor"], (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look })).Is(400).Fields);
        Assert.Empty(await bed.EntriesAsync());
    }

    [Fact]
    public async Task Description_that_fits_a_child_begins_no_visit_and_whoever_tries_on_is_stopped()
    {
        await using var bed = await VisitBed.StartAsync();
        bed.Gateway.Agencies.AddNames(VisitBed.Child.Number, VisitBed.Child.Born, VisitBed.Child.Given, VisitBed.Child.Family);

        var found = (await bed.LookAsync(VisitBed.Child.Given, VisitBed.Child.Family, VisitBed.Child.Postcode)).Is(200).Json;

        Assert.Equal(("single", false), (Word(found, "outcome"), found.TryGetProperty("lookedFor", out _)));
        // A match is no look that found nobody.
        Assert.Equal(["lookedFor"], (await bed.BeginAsync(new JsonObject { ["lookedFor"] = Word(found, "match") })).Is(400).Fields);
        bed.Gateway.Agencies.AddNames(VisitBed.Child.Number, VisitBed.Child.Born, "Typedmark", "Othermark");
        Answer last;
        var looks = 0;
        do
        {
            last = await bed.LookAsync("Typedmark", "Othermark", null);
        }
        while (last.Status == 200 && ++looks < 30);
        Assert.Equal(429, last.Status);
        Assert.DoesNotContain("lookedFor", last.Text);
    }

    [Fact]
    public async Task Without_the_departments_own_word_there_is_none()
    {
        await using var bed = await VisitBed.StartAsync();
        var look = await bed.LookedForAsync();
        Assert.Equal("urn:gateway:problem:visit-not-confirmed", (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look, ["encounter"] = "ENC-91" })).Is(403).Type);
        await bed.Gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(Fault: Fault.Error));
        var silent = (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look })).Is(403);
        Assert.Equal("urn:gateway:problem:visit-not-confirmed", silent.Type);
        Assert.NotEmpty(silent.NumbersToRing);
        await bed.Gateway.Agencies.ResetAsync();

        // One who has gone is not there; and one of whom the department's system tells two apart is nobody.
        var gone = TestChild.Of(73, "ZB1 1AA");
        bed.Gateway.Attends(gone, "brook-street-ed", "ENC-92", GatewayHost.Night.AddHours(-2));
        bed.Gateway.Agencies.AddNames(gone.Number, gone.Born, "Gonemark", "Awaymark");
        var answer = await bed.LookAsync("Gonemark", "Awaymark", null, gone.Born);
        (await bed.BeginAsync(new JsonObject { ["lookedFor"] = Word(answer.Is(200).Json, "lookedFor") })).Is(403);
        Assert.Empty(await bed.EntriesAsync());

        (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look, ["encounter"] = "enc-90", ["name"] = "The boy in bay 4" })).Is(200);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Found_later_the_visit_is_the_childs_with_all_that_was_recorded_and_nobody_has_checked(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        bed.Gateway.Holds(VisitBed.Council, VisitBed.Child, Disclosure.Held.Plan);
        var (visit, id) = (VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200)), Guid.NewGuid());
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        (await bed.AddAsync(visit, "rung", bed.Rung("not-found"))).Is(200);
        Assert.Empty(await bed.OpenAsync(visit));
        Assert.Equal(["/check"], (await bed.AddAsync(visit, "checked", new JsonObject { ["check"] = await bed.CheckAsync() })).Is(400).Fields);

        // A number under which the department does not show this attendance joins nothing.
        var other = TestChild.Of(74, "ZB1 1AA");
        bed.Gateway.Attends(other, "brook-street-ed", "ENC-93");
        foreach (var wrong in (TestChild[])[other, TestChild.Of(75, "ZB1 1AA")])
            Assert.Equal("urn:gateway:problem:visit-not-joined", (await bed.AddAsync(visit, "identified", Number(wrong))).Is(403).Type);
        Assert.Equal(["/nhsNumber", "/dateOfBirth"], (await bed.AddAsync(visit, "identified", new JsonObject { ["nhsNumber"] = "9990000019", ["dateOfBirth"] = "2030-01-01" })).Is(400).Fields.Order(StringComparer.Ordinal).Reverse());
        Assert.Equal(404, (await bed.AddAsync(visit, "identified", Number(VisitBed.Child), "brackenford-nurse")).Status);
        Assert.Equal(3, (await bed.EntriesAsync()).Count);

        var same = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bed.AddAsync(visit, "identified", Number(VisitBed.Child), requestId: id)));

        var joined = Assert.Single(same.Select(answer => VisitBed.Added(answer.Is(200))).Distinct());
        var seen = (await bed.ReadAsync(visit)).Is(200).Json;
        Assert.Equal((VisitBed.Child.Number, "not-asked", "complete"), (Word(seen.GetProperty("child"), "nhsNumber").Replace(" ", ""), Word(seen, "answer"), Word(seen, "questions")));
        Assert.False(seen.TryGetProperty("described", out _) || seen.TryGetProperty("notKnown", out _));
        // What was rung about was a child whom nobody knew.
        Assert.Equal(["not-checked"], await bed.OpenAsync(visit));
        Assert.Equal(["/nhsNumber"], (await bed.AddAsync(visit, "identified", Number(VisitBed.Child))).Is(400).Fields);
        var entry = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Visit), one => Word(one.Common, "kind") == "identified");
        Assert.Equal((joined, VisitBed.Child.Number, visit), (Word(entry.Common, "entry"), Word(entry.Child!.Value.GetProperty("child"), "nhsNumber").Replace(" ", ""), entry.Child!.Value.GetProperty("visit").GetGuid()));

        Assert.Equal("complete", Word((await bed.AddAsync(visit, "checked", new JsonObject { ["check"] = await bed.CheckAsync() })).Is(200).Json, "answer"));
        Assert.True((await bed.ReadAsync(visit)).Is(200).Json.GetProperty("plan").GetBoolean());
    }

    [Fact]
    public async Task Child_of_the_attendance_who_is_checked_by_number_is_joined_to_its_visit_and_there_is_no_second_one()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200));
        (await bed.AddAsync(visit, "concern", Unnamed(bed))).Is(200);

        var again = (await bed.BeginAsync(new JsonObject { ["check"] = await bed.CheckAsync(asker: "second-nurse") }, "second-nurse")).Is(200).Json;

        Assert.Equal((visit, "complete", "open"), (again.GetProperty("visit").GetGuid(), Word(again, "answer"), Word(again, "concern")));
        Assert.Equal(["begun", "concern", "identified", "checked"], (await bed.EntriesAsync()).Select(entry => entry.Kind));
        // And looked for again as described it is the same visit.
        Assert.Equal(visit, VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200)));
        Assert.Equal(4, (await bed.EntriesAsync()).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Killed_between_the_ledger_and_the_store_or_without_the_ledger_nobody_is_joined(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = VisitBed.VisitOf((await bed.BeginUnfoundAsync()).Is(200));
        await Assert.ThrowsAsync<IOException>(() => bed.Dying().RunAsync(bed.Who("nurse"), visit, EntryKind.Identified, JsonSerializer.SerializeToElement(Number(VisitBed.Child)), Guid.NewGuid(), VisitBed.Cancellation));
        Assert.True((await bed.ReadAsync(visit)).Is(200).Json.TryGetProperty("described", out _));
        var look = await bed.LookedForAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);

        (await bed.AddAsync(visit, "identified", Number(VisitBed.Child))).Is(503);
        (await bed.BeginAsync(new JsonObject { ["lookedFor"] = look })).Is(503);
        Assert.Single(await bed.EntriesAsync());
    }

    // Two who were not found are not one child who comes often, and each may be the child of whom somebody asks.
    [Fact]
    public async Task Those_who_were_not_found_are_counted_as_nobody_and_found_again_for_whoever_may_be_one_of_them()
    {
        await using var bed = await VisitBed.StartAsync();
        for (var n = 0; n < 4; n++)
        {
            var child = TestChild.Of(80 + n);
            bed.Gateway.Attends(child, "brook-street-ed", $"ENC-10{n}");
            bed.Gateway.Agencies.AddNames(child.Number, child.Born, $"Many{(char)('a' + n)}", "Othermark");
            // No one nurse tries so many names.
            var asker = n < 2 ? "nurse" : "second-nurse";
            var look = (await bed.LookAsync($"Many{(char)('a' + n)}", "Othermark", null, child.Born, asker)).Is(200).Json;
            (await bed.BeginAsync(new JsonObject { ["lookedFor"] = Word(look, "lookedFor") }, asker)).Is(200);
        }

        Assert.Empty(await bed.ToldAsync());
        Assert.Empty((await bed.Gateway.GetAsync("v1/visits/meeting?from=2026-11-16", "ed-treating-clinician")).Is(200).Json.GetProperty("visits").EnumerateArray());
        await using var db = await bed.DbAsync();
        var perhaps = TestChild.Of(80);
        NhsNumber.Read(VisitBed.Child.Number, out var number);
        var found = await bed.Gateway.Services.GetServices<KeptRecords>().OfType<KeptVisits>().Single().AboutAsync(db, "alder-valley-nhs-trust", new ChildOfExtract(new ChildAsked(number, perhaps.Born), [number]), VisitBed.Cancellation);
        Assert.Empty(found.Found);
        Assert.Equal(Enumerable.Range(80, 4).Count(n => TestChild.Of(n).Born == perhaps.Born), found.Perhaps.Length);
    }

    [Fact]
    public void What_is_known_is_shown_as_it_was_typed_and_what_does_not_say_whose_it_is_does_not_read()
    {
        var about = new AboutVisit(null, "", "ENC-1") { Described = new MatchingQuestion { Surname = "Othermark", AgeAbout = 3, Sex = Sexes.Male, Postcode = "ZB1 1AA" } };
        Assert.Equal(about, AboutVisit.Read(about.Bytes()));
        Assert.Equal(("Othermark", 3), (about.Called, about.AgeOn(new DateOnly(2026, 11, 23))));
        Assert.Equal((", about 3 years old. Not found.", "As typed: about 3 years old, male, postcode ZB1 1AA"), (VisitWords.Beside(about), VisitWords.Typed(about)));
        var nothing = about with { Described = new MatchingQuestion() };
        Assert.Equal(("Name not known", ". Not found.", "As typed: age not known"), (nothing.Called, VisitWords.Beside(nothing), VisitWords.Typed(nothing)));
        Assert.Throws<InvalidDataException>(() => AboutVisit.Read((about with { Described = null }).Bytes()));
    }

    private static JsonObject Unnamed(VisitBed bed)
    {
        var concern = bed.Concern();
        concern.Remove("practice");
        return concern;
    }

    private static JsonObject Number(TestChild child) => new() { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") };

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
