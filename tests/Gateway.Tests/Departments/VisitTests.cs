using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

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

    private static async Task<List<LedgerReader.Entry>> ReadingsAsync(VisitBed bed) =>
        [.. (await bed.Gateway.Entries.OfAsync(EntryType.Search)).Where(entry => Word(entry.Common, "kind").StartsWith("visit", StringComparison.Ordinal))];

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
