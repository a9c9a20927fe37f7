using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Departments;

/// <summary>No child goes while something is open, a silence is something open, and who lets a child go all the same is somebody else.</summary>
public sealed class DischargeOverHttpTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Fact]
    public async Task Nobody_worries_and_everybody_answered_and_the_child_goes_without_a_check()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);

        var gone = (await bed.AddAsync(visit, "discharge", [])).Is(200).Json;

        Assert.Equal(("discharged", false), (gone.GetProperty("state").GetString(), gone.GetProperty("dischargeCheckWanted").GetBoolean()));
        Assert.Equal("urn:gateway:problem:visit-ended", (await bed.AddAsync(visit, "discharge", [])).Is(409).Type);
        Assert.Empty((await bed.Gateway.GetAsync("v1/visits", "nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
        Assert.Single((await bed.Gateway.GetAsync("v1/visits?show=all", "nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Silent_council_is_answered_for_before_the_child_goes(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync(silent: true);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        var open = await bed.OpenAsync(visit);
        Assert.Equal($"source:{VisitBed.Council}", Assert.Single(open));

        var empty = (await bed.AddAsync(visit, "discharge", [])).Is(400);
        Assert.Contains("/concernsOpen", empty.Fields);
        var unsaid = (await bed.AddAsync(visit, "discharge", bed.Discharge())).Is(400);
        Assert.Equal("Say what you did about Brackenford children's services, who did not answer", Words(unsaid, $"/rung/{open[0]}"));
        Assert.Equal("This is not open, or cannot be rung instead", Words((await bed.AddAsync(visit, "discharge", bed.Discharge(("rung", new JsonArray(bed.Rung(open[0]), bed.Rung("concern")))))).Is(400), "/rung/1/about"));

        Assert.Equal("discharged", (await bed.AddAsync(visit, "discharge", bed.Discharge(("rung", new JsonArray(bed.Rung(open[0])))))).Is(200).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Checked_again_and_answered_by_everybody_nothing_is_silent_any_more()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(silent: true);
        Assert.Equal(["/check"], (await bed.AddAsync(visit, "checked", new JsonObject { ["check"] = Guid.NewGuid().ToString() })).Is(400).Fields);
        (await bed.AddAsync(visit, "checked", new JsonObject { ["check"] = await bed.CheckAsync() })).Is(200);
        Assert.DoesNotContain($"source:{VisitBed.Council}", await bed.OpenAsync(visit));
    }

    [Fact]
    public async Task Nobody_checked_and_that_is_open()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(check: false);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        Assert.Equal(["not-checked"], await bed.OpenAsync(visit));
        (await bed.AddAsync(visit, "discharge", [])).Is(400);
    }

    // Journey 13.
    [Fact]
    public async Task Answer_that_nobody_can_give_yet_stays_and_a_worrying_one_offers_a_concern()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        var missing = (await bed.AddAsync(visit, "questions", VisitBed.Questions(("cameWith", new JsonObject())))).Is(400);
        Assert.Equal("Enter who came with the child, or select nobody", Words(missing, "/cameWith/name"));
        var unanswered = VisitBed.Questions();
        unanswered.Remove("accountChanged");
        unanswered.Remove("fitsAge");
        var two = (await bed.AddAsync(visit, "questions", unanswered)).Is(400);
        Assert.Equal(("Select yes if the account has changed", "Select whether the injury fits the child's age"), (Words(two, "/accountChanged"), Words(two, "/fitsAge")));

        var seen = (await bed.AddAsync(visit, "questions", VisitBed.Questions(("fitsAge", "does-not-fit"), ("topToToe", "not-done-yet")))).Is(200).Json;

        Assert.Equal((true, true, "outstanding"), (seen.GetProperty("concernOffered").GetBoolean(), seen.GetProperty("seniorReviewNeeded").GetBoolean(), seen.GetProperty("questions").GetString()));
        Assert.Equal(["question:top-to-toe", "senior-review"], await bed.OpenAsync(visit));
    }

    // Journey 17.
    [Theory, MemberData(nameof(Stores))]
    public async Task Consultant_who_recorded_nothing_of_it_lets_the_child_go_with_a_reason_and_others_are_told(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);
        Assert.Equal("urn:gateway:problem:nothing-to-override", (await bed.AddAsync(visit, "override", bed.Override, "second-doctor")).Is(409).Type);
        Assert.Equal("The senior doctor must be a different person", Words((await bed.AddAsync(visit, "discharge", bed.Discharge(("agreed", bed.Agreed("ed-treating-clinician"))), "ed-treating-clinician")).Is(400), "/agreed/practitioner"));
        Assert.Equal("Enter the name of the senior doctor who agreed", Words((await bed.AddAsync(visit, "discharge", bed.Discharge(("agreed", bed.Agreed("nurse"))), "ed-treating-clinician")).Is(400), "/agreed/practitioner"));

        var blocked = (await bed.AddAsync(visit, "discharge", bed.Discharge(), "ed-treating-clinician")).Is(409);

        Assert.Equal("urn:gateway:problem:do-not-discharge-yet", blocked.Type);
        Assert.Equal("A concern is open.", Assert.Single(blocked.Json.GetProperty("open").EnumerateArray()).GetProperty("words").GetString());
        Assert.Equal("Reason must be 30 characters or more", Words((await bed.AddAsync(visit, "override", new JsonObject { ["reason"] = "Ten chars.", ["where"] = "Home", ["with"] = "Her father" }, "second-doctor")).Is(400), "/reason"));
        Assert.Equal("urn:gateway:problem:same-person", (await bed.AddAsync(visit, "override", bed.Override, "ed-treating-clinician")).Is(409).Type);
        foreach (var junior in (string[])["nurse", "second-nurse"]) Assert.Equal("urn:gateway:problem:not-a-consultant", (await bed.AddAsync(visit, "override", bed.Override, junior)).Is(403).Type);
        var before = await bed.ToldAsync();

        var gone = (await bed.AddAsync(visit, "override", bed.Override, "second-doctor")).Is(200).Json;

        Assert.Equal("overridden", gone.GetProperty("state").GetString());
        Assert.Equal(
            ["discharge-overridden front-door aldersham-council", "discharge-overridden front-door brackenford-council", "discharge-overridden named-nurse alder-valley-nhs-trust"], (await bed.ToldAsync()).Except(before));
        var entry = (await bed.Gateway.Entries.OfAsync(EntryType.Visit)).Last();
        Assert.Equal(("override", "overridden"), (entry.Common.GetProperty("kind").GetString(), entry.Common.GetProperty("end").GetString()));
        Assert.Single(entry.Common.GetProperty("open").EnumerateArray());
        Assert.Equal("urn:gateway:problem:visit-ended", (await bed.AddAsync(visit, "override", bed.Override, "second-doctor")).Is(409).Type);
        var week = (await bed.Gateway.GetAsync("v1/visits/meeting?from=2026-11-16", "ed-treating-clinician")).Is(200).Json;
        Assert.Equal((1, 1), (week.GetProperty("overridden").GetInt32(), week.GetProperty("wentHomeWithConcern").GetInt32()));
        // What comes to light later is still recorded.
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Let_go_by_two_at_once_or_while_a_concern_is_opened_the_child_never_goes_with_it_open(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);

        var (concern, discharges) = (bed.AddAsync(visit, "concern", bed.Concern(), "second-nurse"), Enumerable.Range(0, 3).Select(_ => bed.AddAsync(visit, "discharge", [])).ToArray());
        await Task.WhenAll([concern, .. discharges]);

        (await concern).Is(200);
        var entries = (await bed.Gateway.Entries.OfAsync(EntryType.Visit)).ConvertAll(entry => (Kind: entry.Common.GetProperty("kind").GetString(), Ended: entry.Common.TryGetProperty("end", out _)));
        // Either the child had gone before anybody worried, or nobody let the child go.
        var went = discharges.Count(one => one.Result.Status == 200);
        Assert.InRange(went, 0, 1);
        if (went == 1) Assert.True(entries.FindIndex(one => one.Kind == "discharge") < entries.FindIndex(one => one.Kind == "concern"));
        else Assert.DoesNotContain(entries, one => one.Ended);
    }

    [Fact]
    public async Task Whoever_says_that_a_concern_is_open_is_shown_what_is_and_nothing_more_is_asked()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(silent: true, plan: false);

        var blocked = (await bed.AddAsync(visit, "discharge", new JsonObject { ["concernsOpen"] = true })).Is(409);

        Assert.Equal(8, blocked.Json.GetProperty("open").GetArrayLength());
        Assert.Contains("still-worried", VisitBed.Things(blocked));
        Assert.Equal("in-department", (await bed.ReadAsync(visit)).Is(200).Json.GetProperty("state").GetString());
    }

    [Fact]
    public async Task Concern_is_closed_with_a_reason_and_a_senior_doctor_and_social_care_agrees_before_the_child_goes()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        var concern = VisitBed.Added((await bed.AddAsync(visit, "concern", bed.Concern())).Is(200));
        Assert.Equal(["/concern"], (await bed.AddAsync(visit, "concern-closed", bed.Closed(Guid.NewGuid().ToString()))).Is(400).Fields);
        (await bed.AddAsync(visit, "concern-closed", bed.Closed(concern))).Is(200);
        Assert.Equal(["/strategyHeld"], (await bed.AddAsync(visit, "discharge", bed.Discharge(("strategyHeld", null)))).Is(400).Fields);
        var unspoken = (await bed.AddAsync(visit, "discharge", bed.Discharge(("socialCare", new JsonObject { ["view"] = "agreed" })))).Is(400);
        Assert.Equal("Enter who you spoke to at children's services", Words(unspoken, "/socialCare/who"));
        var unreached = (await bed.AddAsync(visit, "discharge", bed.Discharge(("socialCare", new JsonObject { ["view"] = "not-reached", ["who"] = "The duty team", ["at"] = bed.Ago(4) })))).Is(409);
        Assert.Equal(["social-care-view"], VisitBed.Things(unreached));

        Assert.Equal("discharged", (await bed.AddAsync(visit, "discharge", bed.Discharge())).Is(200).Json.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("goesTo", "/goesTo", "Enter who the child is leaving with")]
    [InlineData("followUp", "/followUp", "Enter when the child will next be seen")]
    [InlineData("siblings", "/siblings", "Select yes if you have thought about brothers and sisters")]
    [InlineData("agreed", "/agreed", "Enter the name of the senior doctor who agreed")]
    [InlineData("socialCare", "/socialCare", "Enter who you spoke to at children's services")]
    [InlineData("concernsOpen", "/concernsOpen", "Select yes if any concerns are still open")]
    public async Task Each_field_of_the_discharge_check_has_its_own_sentence(string left, string field, string words)
    {
        var bed = await Shared.Value;
        Assert.Equal(words, Words((await bed.Bed.AddAsync(bed.Visit, "discharge", bed.Bed.Discharge((left, null)))).Is(400), field));
    }

    [Fact]
    public async Task Area_wants_more_by_its_own_rules_on_their_days()
    {
        var folder = Directory.CreateTempSubdirectory("emergency").FullName;
        foreach (var file in (string[])["roles.csv", "questions.csv"]) File.Copy(Contracts.PathOf("departments/" + file), Path.Combine(folder, file));
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.csv"), "area,rule,value,from,to,source\naldersham,written-on-days-off,yes,2024-01-01,,Ours\naldersham,strategy-first,yes,2024-01-01,2026-11-20,Ours: over\n", VisitBed.Cancellation);
        await using var bed = await VisitBed.StartAsync(settings: ("Gateway:Departments", folder));
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        (await bed.AddAsync(visit, "concern-closed", bed.Closed(VisitBed.Added((await bed.AddAsync(visit, "concern", bed.Concern())).Is(200))))).Is(200);
        // It is Sunday. The rule about strategy discussions ended on Friday.
        var unwritten = (await bed.AddAsync(visit, "discharge", bed.Discharge(("strategyHeld", false)))).Is(409);
        Assert.Equal(["written-agreement"], VisitBed.Things(unwritten));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("discharged", (await bed.AddAsync(visit, "discharge", bed.Discharge(("strategyHeld", false)))).Is(200).Json.GetProperty("state").GetString());
        Directory.Delete(folder, recursive: true);
    }

    // One gateway for the sentences: none of them changes anything.
    private static readonly Lazy<Task<(VisitBed Bed, Guid Visit)>> Shared = new(async () =>
    {
        var bed = await VisitBed.StartAsync();
        return (bed, await bed.BegunAsync(silent: true));
    });

    private static string Words(Answer answer, string field) => answer.Json.GetProperty("fields").EnumerateArray().First(fault => fault.GetProperty("field").GetString() == field).GetProperty("words").GetString()!;
}
