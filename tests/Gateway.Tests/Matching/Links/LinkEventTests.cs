using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Matching.Links;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Matching.Links.LinkBed;

namespace Gateway.Tests.Matching.Links;

/// <summary>Merges and splits: two people of two agencies, reversible, and everybody who saw a joined record is told.</summary>
public sealed class LinkEventTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Merge_counts_when_somebody_of_another_agency_agrees_and_never_before(string store)
    {
        await using var bed = await LinkedAsync(store);
        var id = (await bed.ProposeAsync(Aldersham, "merge", Ann, Bea)).Is(200).Id();
        Assert.False(await AreOneAsync(bed));

        Assert.Equal("urn:gateway:problem:second-person-needed", (await bed.AnswerAsync(Aldersham, id)).Is(403).Type);
        (await bed.AnswerAsync(Brackenford, id)).Is(404);
        Assert.False(await AreOneAsync(bed));

        (await bed.AnswerAsync(Trust, id)).Is(200);
        Assert.True(await AreOneAsync(bed));
        (await bed.AnswerAsync(Trust, id)).Is(409);
        Assert.Equal([EntryOutcome.Noted, EntryOutcome.Deny, EntryOutcome.Noted], (await bed.Gateway.Entries.OfAsync(EntryType.Link)).Where(entry => entry.Common.GetProperty("kind").GetString() == "merge").Select(entry => entry.Outcome));
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.All((string[])["Whymark", Ann.Number, Bea.Number], text => Assert.DoesNotContain(text, line.Text)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Split_undoes_the_merge_points_each_link_anew_and_tells_everybody_who_was_answered_in_between(string store)
    {
        await using var bed = await LinkedAsync(store);
        (await bed.Gateway.CheckAsync(Bea, "plan-flag")).Is(200);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var merge = await bed.AgreedAsync("merge", Ann, Bea);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var first = (await bed.Gateway.CheckAsync(Ann, "plan-flag")).Is(200).Json.GetProperty("check").GetGuid();
        var second = (await bed.Gateway.AskAsync(new Question(Bea, "plan-flag") { Asker = "second-nurse" })).Is(200).Json.GetProperty("check").GetGuid();
        await bed.UploadAsync(Brackenford, ("BC-1", Ann), ("BC-2", Ann));
        var wrong = (await bed.LinkAsync(Brackenford, "BC-2")).GetProperty("id").GetGuid();
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));

        await bed.AgreedAsync("split", Ann, Bea, body =>
        {
            body["undoes"] = merge;
            body["moves"] = new JsonArray(wrong);
        });
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        (await bed.Gateway.CheckAsync(Ann, "plan-flag")).Is(200);

        Assert.False(await AreOneAsync(bed));
        Assert.Equal(await bed.ResolveAsync("aldersham-council", "A-Ann"), await bed.ResolveAsync("brackenford-council", "BC-1"));
        Assert.Equal(await bed.ResolveAsync("aldersham-council", "A-Bea"), await bed.ResolveAsync("brackenford-council", "BC-2"));
        await ToldAsync(bed, first, second);
    }

    [Fact]
    public async Task Corrections_that_could_not_be_listed_at_once_are_listed_in_the_night()
    {
        await using var bed = await LinkedAsync("Sqlite");
        var merge = await bed.AgreedAsync("merge", Ann, Bea);
        (await bed.Gateway.CheckAsync(Ann, "plan-flag")).Is(200);
        await CouncilIsToldAsync(bed);
        await bed.AgreedAsync("split", Ann, Bea, body => body["undoes"] = merge);
        var listed = await CountAsync(bed);
        await bed.ForgetListsAsync();

        await bed.TendAsync();
        await bed.TendAsync();

        // The nurse who asked, and the council that was told of the attendance.
        Assert.Equal(((2, 1), (2, 1)), (listed, await CountAsync(bed)));
        Assert.False(Assert.Single(await bed.RowsAsync<LinkEvent>(), one => one.Kind == LinkEventKind.Split).SeenHasGaps);
    }

    [Fact]
    public async Task Council_whose_notice_left_after_the_split_is_corrected_too_and_nobody_who_asked_after_it()
    {
        await using var bed = await LinkedAsync("Sqlite");
        var merge = await bed.AgreedAsync("merge", Ann, Bea);
        (await bed.Gateway.CheckAsync(Ann, "plan-flag")).Is(200);
        await CouncilIsToldAsync(bed);
        await bed.AgreedAsync("split", Ann, Bea, body => body["undoes"] = merge);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        (await bed.Gateway.AskAsync(new Question(Ann, "plan-flag") { Asker = "second-nurse" })).Is(200);
        await bed.NoticeFollowsAsync(Ann);

        await bed.TendAsync();
        await bed.TendAsync();

        Assert.Equal((3, 1), await CountAsync(bed));
        Assert.Empty(await bed.CorrectionsAsync("second-nurse"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Do_not_link_wins_over_merges_notices_and_feeds(string store)
    {
        await using var bed = await LinkedAsync(store);
        var waiting = (await bed.ProposeAsync(Aldersham, "merge", Ann, Bea)).Is(200).Id();
        var pair = new JsonObject { ["one"] = Child(Bea), ["other"] = Child(Ann), ["reason"] = "An adoption. Whymark." };
        (await bed.Gateway.PostAsync("v1/do-not-links", Trust, pair.DeepClone())).Is(200);
        (await bed.Gateway.PostAsync("v1/do-not-links", Trust, pair.DeepClone())).Is(409);

        (await bed.AnswerAsync(Trust, waiting)).Is(409);
        Assert.Equal("urn:gateway:problem:link-event-not-possible", (await bed.ProposeAsync(Aldersham, "merge", Ann, Bea)).Is(409).Type);
        Assert.False(await bed.Gateway.Services.GetRequiredService<SupersededNumbers>().NoteAsync(Asked(Bea), Asked(Ann), TestContext.Current.CancellationToken));
        var link = (await bed.LinkAsync(Aldersham, "A-Ann")).GetProperty("id").GetGuid();
        (await bed.Gateway.PostAsync($"v1/links/{link}/withdrawal", Aldersham, Reason.DeepClone())).Is(200);
        await bed.UploadAsync(Aldersham, ("A-Ann", Bea));

        Assert.Null(await bed.ResolveAsync("aldersham-council", "A-Ann"));
        Assert.Contains(await bed.TasksAsync(Aldersham), task => task.GetProperty("why").GetString() == "do-not-link");
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Superseded_number_joins_by_itself_is_logged_and_is_parted_by_two_people(string store)
    {
        await using var bed = await LinkedAsync(store);
        var notices = bed.Gateway.Services.GetRequiredService<SupersededNumbers>();

        Assert.True(await notices.NoteAsync(Asked(Bea), Asked(Ann), TestContext.Current.CancellationToken));
        Assert.True(await notices.NoteAsync(Asked(Bea), Asked(Ann), TestContext.Current.CancellationToken));

        Assert.True(await AreOneAsync(bed));
        var notice = Assert.Single(await bed.RowsAsync<LinkEvent>());
        Assert.Equal("superseded-number", Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Link), entry => entry.Common.GetProperty("kind").GetString() == "superseded-number").Common.GetProperty("kind").GetString());
        Assert.Equal([Asked(Bea).NhsNumber], (await MergedAsync(bed)).Of(Asked(Ann).NhsNumber));
        await bed.AgreedAsync("split", Ann, Bea, body => body["undoes"] = notice.Id);
        Assert.False(await AreOneAsync(bed));
        Assert.Empty((await MergedAsync(bed)).Of(Asked(Ann).NhsNumber));
    }

    // As every process comes to know of it.
    private static async Task<MergedNumbers> MergedAsync(LinkBed bed)
    {
        await bed.Gateway.Services.GetRequiredService<Gateway.Federation.Pointers.FollowPointers>().CatchUpAsync(TestContext.Current.CancellationToken);
        return bed.Gateway.Services.GetRequiredService<MergedNumbers>();
    }

    [Fact]
    public async Task Two_taken_for_one_without_any_merge_are_parted_from_a_time_on()
    {
        await using var bed = await LinkedAsync("Sqlite");
        await bed.UploadAsync(Trust, ("T-Wrong", Ann));
        var wrong = (await bed.LinkAsync(Trust, "T-Wrong")).GetProperty("id").GetGuid();
        var check = (await bed.Gateway.CheckAsync(Ann, "plan-flag")).Is(200).Json.GetProperty("check").GetGuid();

        await bed.AgreedAsync("split", Ann, Bea, body =>
        {
            body["since"] = GatewayHost.Night.AddMinutes(-5).ToString("O");
            body["moves"] = new JsonArray(wrong);
        });

        Assert.Equal(await bed.ResolveAsync("aldersham-council", "A-Bea"), await bed.ResolveAsync("alder-valley-nhs-trust", "T-Wrong"));
        Assert.Equal([check], (await bed.CorrectionsAsync("nurse")).Select(one => one.GetProperty("check").GetGuid()));
    }

    [Fact]
    public async Task What_cannot_be_is_not_proposed_whoever_the_children_are()
    {
        await using var bed = await LinkedAsync("Sqlite");
        var stranger = TestChild.Of(950);
        foreach (var (kind, kept, joined) in ((string, TestChild, TestChild)[])[("merge", Ann, stranger), ("merge", Ann, Ann), ("merge", Ann, Cat)])
            Assert.Equal("urn:gateway:problem:link-event-not-possible", (await bed.ProposeAsync(Aldersham, kind, kept, joined)).Is(409).Type);
        (await bed.ProposeAsync("officer-of-st-oswins-primary", "merge", Ann, Bea)).Is(409);
        (await bed.ProposeAsync(Aldersham, "split", Ann, Bea, body => body["undoes"] = Guid.NewGuid())).Is(409);
        Assert.Equal(["undoes"], (await bed.ProposeAsync(Aldersham, "split", Ann, Bea)).Is(400).Fields);
        Assert.Empty(await bed.RowsAsync<LinkEvent>());
    }

    [Fact]
    public async Task Nightly_what_does_not_fit_is_a_task_for_those_whose_records_they_are_and_changes_nothing()
    {
        await using var bed = await LinkedAsync("Sqlite");
        await bed.UploadAsync(Aldersham, [.. Enumerable.Range(0, 9).Select(n => ($"A-Many-{n}", (TestChild?)Cat))]);

        await bed.TendAsync();
        await bed.TendAsync();

        Assert.Equal(9, (await bed.TasksAsync(Aldersham)).Count(task => task.GetProperty("why").GetString() == "too-many-records"));
        Assert.NotNull(await bed.ResolveAsync("aldersham-council", "A-Many-1"));
    }

    private static async Task<(int All, int OfPeople)> CountAsync(LinkBed bed) =>
        await bed.RowsAsync<LinkCorrection>() is var all ? (all.Count, all.Count(one => one.Practitioner.Length > 0)) : default;

    // The entry of a notice is in the ledger before the notice leaves.
    private static Task CouncilIsToldAsync(LinkBed bed) =>
        bed.Gateway.Agencies.NoticesReachAsync(1, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

    private static async Task ToldAsync(LinkBed bed, Guid first, Guid second)
    {
        var nurse = Assert.Single(await bed.CorrectionsAsync("nurse"));
        Assert.Equal(first, nurse.GetProperty("check").GetGuid());
        Assert.Equal(second, Assert.Single(await bed.CorrectionsAsync("second-nurse")).GetProperty("check").GetGuid());
        Assert.Equal(2, (await bed.CorrectionsAsync(Trust)).Count(one => one.TryGetProperty("practitioner", out _)));
        Assert.DoesNotContain(Bea.Number, nurse.ToString());
        var path = $"v1/corrections/{nurse.GetProperty("id").GetGuid()}/read";
        (await bed.Gateway.PostAsync(path, "second-nurse", null)).Is(404);
        (await bed.Gateway.PostAsync(path, "nurse", null)).Is(200);
        (await bed.Gateway.PostAsync(path, "nurse", null)).Is(409);
    }

    private static async Task<bool> AreOneAsync(LinkBed bed) => await bed.ResolveAsync("aldersham-council", "A-Ann") == await bed.ResolveAsync("aldersham-council", "A-Bea");

    private static ChildAsked Asked(TestChild child)
    {
        NhsNumber.Read(child.Number, out var number);
        return new ChildAsked(number, child.Born);
    }

    private async Task<LinkBed> LinkedAsync(string store)
    {
        var bed = await StartAsync(server, store);
        await bed.UploadAsync(Aldersham, ("A-Ann", Ann), ("A-Bea", Bea));
        await bed.UploadAsync(Trust, ("T-Ann", Ann));
        return bed;
    }
}
