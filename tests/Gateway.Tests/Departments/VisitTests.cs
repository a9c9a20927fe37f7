using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Tests.Audit;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Departments;

/// <summary>A visit is of a child whom the department's own system shows to be there, and what was recorded of it stays.</summary>
public sealed class VisitTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_one_attendance_there_is_one_visit_whoever_begins_it_and_however_much_at_once(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var check = await bed.CheckAsync();

        var begun = await Task.WhenAll(((string[])["nurse", "second-nurse", "ed-treating-clinician", "nurse"]).Select(asker => bed.BeginAsync(new JsonObject { ["check"] = check }, asker)));

        var visit = Assert.Single(begun.Select(answer => VisitBed.VisitOf(answer.Is(200))).Distinct());
        var seen = (await bed.ReadAsync(visit)).Is(200).Json;
        Assert.Equal(("outstanding", "complete", "none", "none", "in-department"), (Word(seen, "questions"), Word(seen, "answer"), Word(seen, "concern"), Word(seen, "examination"), Word(seen, "state")));
        Assert.Equal(6, seen.GetProperty("open").GetArrayLength());
        var entry = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Visit));
        Assert.Equal(("begun", 1), (Word(entry.Common, "kind"), entry.Leaf.Sections));
        // Each who was shown it is on the child's trail.
        Assert.All(await ReadingsAsync(bed), reading => Assert.Equal(VisitBed.Child.Number, reading.Child!.Value.GetProperty("child").GetProperty("nhsNumber").GetString()!.Replace(" ", "")));
    }

    [Fact]
    public async Task Without_an_attendance_that_the_department_confirms_there_is_none_and_nobody_elses_is_there()
    {
        await using var bed = await VisitBed.StartAsync();
        var gone = TestChild.Of(71, "ZB1 1AA");
        bed.Gateway.Attends(gone, "brook-street-ed", "ENC-91", GatewayHost.Night.AddHours(-2));
        var named = new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = gone.Number, ["dateOfBirth"] = gone.Born.ToString("yyyy-MM-dd") } };
        var refused = (await bed.BeginAsync(named)).Is(403);
        Assert.Equal("urn:gateway:problem:visit-not-confirmed", refused.Type);
        Assert.NotEmpty(refused.NumbersToRing);
        Assert.Equal(["check"], (await bed.BeginAsync(new JsonObject { ["check"] = Guid.NewGuid().ToString() })).Is(400).Fields);
        Assert.Equal(["check"], (await bed.BeginAsync([])).Is(400).Fields);

        var visit = await bed.BegunAsync();
        foreach (var other in (string[])["brackenford-nurse", "gp", "csc-front-door", "ed-reception", "midwife", "dsl"])
        {
            Assert.Equal(404, (await bed.ReadAsync(visit, other)).Status);
            Assert.Contains((await bed.AddAsync(visit, "questions", VisitBed.Questions(), other)).Status, (int[])[403, 404]);
        }

        foreach (var other in (string[])["gp", "csc-front-door", "ed-reception"]) (await bed.Gateway.GetAsync("v1/visits", other)).Is(403);
        Assert.Empty((await bed.Gateway.GetAsync("v1/visits", "brackenford-nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
        // Another agency's check says nothing here.
        Assert.Equal(["check"], (await bed.BeginAsync(new JsonObject { ["check"] = await bed.CheckAsync() }, "brackenford-nurse")).Is(400).Fields);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Nothing_that_was_written_is_changed_or_readable_in_store_ledger_or_log(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions(("otherWorry", "yes")))).Is(200);
        var before = (await bed.EntriesAsync()).ConvertAll(entry => Convert.ToHexString(entry.Content));

        (await bed.AddAsync(visit, "questions", VisitBed.Questions(), "second-nurse")).Is(200);
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);

        var after = await bed.EntriesAsync();
        Assert.Equal(before, after.Take(2).Select(entry => Convert.ToHexString(entry.Content)));
        Assert.Equal([1, 2, 3, 4], after.Select(entry => entry.Number));
        foreach (var mark in (string[])["Comermark", "Summarymark", VisitBed.Child.Number])
        {
            Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.Visit), entry => Assert.DoesNotContain(mark, entry.Common.GetRawText()));
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
        }

        Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.Visit), entry => Assert.DoesNotContain("mark", entry.Child!.Value.GetRawText()));
        // What a nurse wrote is read by her department as it was written.
        Assert.Contains("Summarymark", (await bed.ReadAsync(visit, "ed-treating-clinician")).Is(200).Text);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_twice_at_once_it_is_one_entry_and_two_who_write_at_once_both_are_there(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var (visit, id, concern) = (await bed.BegunAsync(), Guid.NewGuid(), bed.Concern());

        var same = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bed.AddAsync(visit, "concern", (JsonObject)concern.DeepClone(), requestId: id)));
        Assert.Single(same.Select(answer => VisitBed.Added(answer.Is(200))).Distinct());
        var told = (await bed.ToldAsync()).Length;
        Assert.Equal("urn:gateway:problem:request-id-reused", (await bed.AddAsync(visit, "concern", bed.Concern(("significantHarm", false)), requestId: id)).Is(409).Type);

        string[] askers = ["nurse", "second-nurse", "ed-treating-clinician", "second-doctor"];
        await Task.WhenAll(askers.Select(asker => bed.AddAsync(visit, "social-care-rung", new JsonObject { ["who"] = "Dutymark " + asker, ["at"] = bed.Now, ["said"] = "Wait." }, asker)));

        Assert.Equal(Enumerable.Range(1, 6), (await bed.EntriesAsync()).Select(entry => entry.Number));
        Assert.Equal(told, (await bed.ToldAsync()).Length);
        Assert.Equal(6, (await bed.Gateway.Entries.OfAsync(EntryType.Visit)).Count);
    }

    [Fact]
    public async Task Children_who_are_there_are_listed_whoever_came_first_and_each_reading_is_on_their_trail()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync(silent: true);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);

        var row = Assert.Single((await bed.Gateway.GetAsync("v1/visits", "second-nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());

        Assert.Equal(("complete", "incomplete", "none"), (Word(row, "questions"), Word(row, "answer"), Word(row, "concern")));
        Assert.False(row.TryGetProperty("socialCareToldAt", out _));
        var reading = (await ReadingsAsync(bed)).Last();
        Assert.Equal(("visits-read", visit), (Word(reading.Common, "kind"), reading.Common.GetProperty("shown")[0].GetGuid()));
        Assert.Equal(visit, reading.Child!.Value.GetProperty("visits")[0].GetGuid());
        (await bed.Gateway.GetAsync("v1/visits?show=everything", "nurse")).Is(400);
        Assert.Empty((await bed.Gateway.GetAsync("v1/visits?show=left-today", "nurse")).Is(200).Json.GetProperty("visits").EnumerateArray());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Without_the_ledger_nothing_is_recorded_and_nobody_is_told(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var visit = await bed.BegunAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);

        var closed = (await bed.AddAsync(visit, "concern", bed.Concern())).Is(503);

        Assert.NotEmpty(closed.NumbersToRing);
        Assert.Single(await bed.EntriesAsync());
        Assert.Empty(await bed.ToldAsync());
        (await bed.ReadAsync(visit)).Is(503);
        (await bed.BeginAsync(new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = VisitBed.Child.Number, ["dateOfBirth"] = VisitBed.Child.Born.ToString("yyyy-MM-dd") } })).Is(503);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Killed_between_the_ledger_and_the_store_nobody_is_told_and_sent_again_it_is_one_entry(string store)
    {
        await using var bed = await VisitBed.StartAsync(server, store);
        var (visit, id) = (await bed.BegunAsync(), Guid.NewGuid());
        var sent = JsonSerializer.SerializeToElement(bed.Concern());
        await Assert.ThrowsAsync<IOException>(() => bed.Dying().RunAsync(bed.Who("nurse"), visit, EntryKind.Concern, sent, id, VisitBed.Cancellation));
        Assert.Single(await bed.EntriesAsync());
        Assert.Empty(await bed.ToldAsync());

        (await bed.AddAsync(visit, "concern", JsonNode.Parse(sent.GetRawText())!.AsObject(), requestId: id)).Is(200);

        Assert.Equal([1, 2], (await bed.EntriesAsync()).Select(entry => entry.Number));
        Assert.Equal(4, (await bed.ToldAsync()).Length);
        // That it was recorded twice is seen: both entries are of the one request.
        Assert.Single((await bed.Gateway.Entries.OfAsync(EntryType.Visit)).Where(entry => Word(entry.Common, "kind") == "concern").Select(entry => entry.Leaf.InteractionId).Distinct());
    }

    // The practice answered, and no council was asked: whether there is a plan is not known.
    [Fact]
    public async Task Check_that_asked_for_no_plan_is_none_and_the_child_does_not_go_by_it()
    {
        await using var bed = await VisitBed.StartAsync();
        bed.Gateway.Holds(VisitBed.Council, VisitBed.Child, Disclosure.Held.Plan);
        var check = (await bed.Gateway.AskAsync(new Question(VisitBed.Child, "gp-registration") { Asker = "nurse" })).Is(200).Json.GetProperty("check").GetString()!;

        var visit = VisitBed.VisitOf((await bed.BeginAsync(new JsonObject { ["check"] = check })).Is(200));

        Assert.Contains("not-checked", await bed.OpenAsync(visit));
        Assert.Equal(["/check"], (await bed.AddAsync(visit, "checked", new JsonObject { ["check"] = check })).Is(400).Fields);
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        Assert.Equal(["not-checked"], await bed.OpenAsync(visit));
    }

    [Fact]
    public async Task Attendance_that_has_another_numbers_visit_shows_none_of_it_and_takes_none_of_this_childs_check()
    {
        var other = TestChild.Of(72, "ZB1 1AA");
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        // It was put right in the department's own system: the attendance is another child's.
        bed.Gateway.Attends(other, "brook-street-ed", "ENC-90");
        var before = (await bed.EntriesAsync()).Count;

        var begun = (await bed.BeginAsync(new JsonObject { ["child"] = new JsonObject { ["nhsNumber"] = other.Number, ["dateOfBirth"] = other.Born.ToString("yyyy-MM-dd") } })).Is(409);

        Assert.Equal("urn:gateway:problem:visit-under-another-number", begun.Type);
        Assert.NotEmpty(begun.NumbersToRing);
        Assert.DoesNotContain(VisitBed.Child.Number, begun.Text);
        Assert.DoesNotContain(visit.ToString(), begun.Text);
        Assert.Equal(before, (await bed.EntriesAsync()).Count);
    }

    [Fact]
    public async Task Row_that_was_put_in_anothers_place_does_not_open()
    {
        await using var bed = await VisitBed.StartAsync();
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "questions", VisitBed.Questions())).Is(200);
        await using (var db = await bed.DbAsync())
        {
            var begun = await db.Set<VisitEntry>().SingleAsync(entry => entry.Number == 1, VisitBed.Cancellation);
            await db.Set<VisitEntry>().Where(entry => entry.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Content, begun.Content), VisitBed.Cancellation);
        }

        Assert.Equal(500, (await bed.ReadAsync(visit)).Status);
    }

    [Fact]
    public void Tables_at_fault_are_refused_with_every_fault()
    {
        var read = VisitTerms.Read(
            "role,may,from,to,source\nnurse,fly,2024-01-01,,x\n", "area,rule,value,from,to,source\nany,repeat-visits,many,2024-01-01,,x\nany,unheard,yes,2024-13-01,,x\n",
            "question,words,error,from,to,source\ndelay,Was it late?,Say so,2024-01-01,,x\nelse,What?,Say,2024-01-01,,x\n");
        var faults = Assert.IsType<Gateway.Agencies.Loading.Loaded<VisitTerms>.Refused>(read).Faults;
        Assert.Equal(10, faults.Length);
    }

    private static async Task<List<LedgerReader.Entry>> ReadingsAsync(VisitBed bed) =>
        [.. (await bed.Gateway.Entries.OfAsync(EntryType.Search)).Where(entry => Word(entry.Common, "kind").StartsWith("visit", StringComparison.Ordinal))];

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
