using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Departments;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Notices.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Departments;

/// <summary>Who visits a child, or is their school nurse, hears of an attendance (E3, E4): by the register and by their own system, and by nothing that anybody typed.</summary>
public sealed class VisitorTests
{
    private const string Trust = "alder-valley-nhs-trust";
    private const string Community = "aldersham-community-nhs-trust";

    // London, 22 November 2026.
    [Theory]
    [InlineData("2023-03-04", "registration", "health-visitor")]
    [InlineData("2021-11-23", "registration", "health-visitor")]
    [InlineData("2021-11-22", "school-roll", "school-nurse")]
    [InlineData("2008-11-23", "school-roll", "school-nurse")]
    public async Task E3_the_service_whose_system_has_the_child_is_told_by_the_age_of_the_day_with_the_child_and_not_what_was_found(string born, string type, string part)
    {
        var child = TestChild.Of(80) with { Born = DateOnly.Parse(born) };
        await using var bed = await BedAsync(child);
        bed.Involve(Community, type, child, "OWN-1");

        await DischargeAsync(bed, child);

        Assert.Equal([$"attended {part} {Community}"], await ToldAsync(bed));
        await Background.InboxAsync(bed);
        var seen = Assert.Single((await NoticesAsync(bed)).ToArray());
        Assert.Equal(("follow-up", type), (seen.Words, seen.Involvement?.Type is { } of ? RelationshipWords.Word(of) : ""));
        var turn = Assert.Single(await TurnsAsync(bed));
        Assert.True(turn.Told);
        Assert.Equal("attendance-dates=share attendance-site=share", turn.Items);
        var ledger = Assert.Single(await bed.Entries.OfAsync(Gateway.Audit.EntryType.Disclosure), entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("notice"));
        Assert.Equal((Community, part), (ledger.Common.GetProperty("recipient").GetString(), ledger.Common.GetProperty("part").GetString()));
    }

    [Fact]
    public async Task E3_of_somebody_who_is_18_no_service_is_asked()
    {
        var adult = TestChild.Of(80) with { Born = new DateOnly(2008, 11, 22) };
        await using var bed = await BedAsync(adult);
        bed.Involve(Community, "school-roll", adult, "OWN-1");

        Assert.Empty(await VisitorsOfAsync(bed, adult));
        Assert.Equal(0, Asked(bed));
    }

    [Fact]
    public async Task E3_where_no_service_has_the_child_none_is_told_and_the_liaison_nurse_finds_out_whose_the_child_is()
    {
        var child = TestChild.Of(80);
        await using var bed = await BedAsync(child);
        // It had the child until last year.
        bed.Involve(Community, "registration", child, "OWN-1", ended: bed.Clock.GetUtcNow().AddDays(-1));

        await DischargeAsync(bed, child);

        Assert.Equal([$"attended liaison-nurse {Trust}"], await ToldAsync(bed));
        Assert.Equal(1, Asked(bed));
        await Background.InboxAsync(bed);
        var listed = (await bed.GetAsync("v1/notices", "ed-treating-clinician")).Is(200).Json.GetProperty("notices").EnumerateArray().Single(notice => notice.GetProperty("event").GetString() == "attended");
        Assert.Equal("A child was seen and no health visitor or school nurse has been told", listed.GetProperty("title").GetString());
    }

    [Fact]
    public async Task E3_a_service_that_gives_no_usable_answer_is_told_only_to_ring_and_the_department_reads_that()
    {
        Fault[] faults = [Fault.Error, Fault.Truncated, Fault.WrongSchema, Fault.UnknownState, Fault.DuplicateMembers, Fault.WrongRequest, Fault.WrongSignature, Fault.NotSigned, Fault.ClockAhead];
        TestChild[] children = [.. faults.Select((_, n) => TestChild.Of(80 + n))];
        await using var bed = await GatewayHost.StartAsync(null, "Sqlite", new Setting(children));
        foreach (var (fault, child) in faults.Zip(children))
        {
            bed.Attends(child, "brook-street-ed", $"ENC-{fault}");
            bed.Involve(Community, "registration", child, "OWN-1");
            await bed.Agencies.SetAsync(Community, new Behaviour(Fault: fault));

            var ended = await DischargeAsync(bed, child);

            Assert.Contains("did not answer", ended.Text);
            await bed.Agencies.ResetAsync();
        }

        Assert.Equal(faults.Select(_ => $"attended health-visitor {Community}"), await ToldAsync(bed));
        await Background.InboxAsync(bed);
        Assert.All(await TurnsAsync(bed), turn => Assert.Equal((false, ""), (turn.Told, turn.Items)));
        var listed = (await bed.GetAsync("v1/notices", "visitor-of-community")).Is(200);
        Assert.All(children, child => Assert.DoesNotContain(child.Number, listed.Text));
        Assert.Contains("There is something that you need to know", listed.Text);
    }

    [Fact]
    public async Task E3_of_a_child_of_another_area_no_service_here_is_asked()
    {
        var child = TestChild.Of(80, "ZB1 1AA");
        await using var bed = await BedAsync(child);
        bed.Involve(Community, "registration", child, "OWN-1");

        await DischargeAsync(bed, child);

        Assert.Empty(await ToldAsync(bed));
        Assert.Equal(0, Asked(bed));
    }

    [Fact]
    public async Task Of_a_child_whose_home_nobody_knows_no_service_is_asked_and_the_liaison_nurse_is_told()
    {
        var stranger = TestChild.Of(80);
        await using var bed = await BedAsync(TestChild.Of(81));
        bed.Involve(Community, "registration", stranger, "OWN-1");

        var told = await VisitorsOfAsync(bed, stranger);

        Assert.Equal((NoticeRecipient.LiaisonNurse, Trust), (Assert.Single(told).Part, told[0].Agency.Id));
        Assert.Equal(0, Asked(bed));
    }

    [Fact]
    public async Task E3_of_a_visit_that_nobody_ended_the_health_visitor_hears_once_whoever_ends_it_later()
    {
        var child = TestChild.Of(80);
        await using var bed = await BedAsync(child);
        bed.Involve(Community, "registration", child, "OWN-1");
        var visit = await BeginAsync(bed, child);
        (await bed.PostAsync($"v1/visits/{visit}/questions", "nurse", VisitBed.Questions(), Guid.NewGuid().ToString())).Is(200);
        bed.Clock.Advance(TimeSpan.FromHours(12));
        for (var n = 0; n < 2; n++) await ActivatorUtilities.CreateInstance<TendVisits>(bed.Services).RoundAsync(VisitBed.Cancellation);
        (await bed.PostAsync($"v1/visits/{visit}/discharge", "nurse", new JsonObject(), Guid.NewGuid().ToString())).Is(200);

        Assert.Equal([$"attended health-visitor {Community}"], (await ToldAsync(bed)).Where(told => told.StartsWith("attended ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task E4_the_fourth_visit_is_told_to_the_health_visitor_and_where_none_has_the_child_to_the_liaison_nurse_once()
    {
        var child = TestChild.Of(80);
        await using var bed = await BedAsync(child);
        bed.Involve(Community, "registration", child, "OWN-1");
        for (var n = 0; n < 4; n++)
        {
            bed.Attends(child, "brook-street-ed", $"ENC-9{n}", minutesAgo: 29 - n);
            await BeginAsync(bed, child, checkedFirst: false);
        }

        Assert.Equal([$"attended-again health-visitor {Community}", $"attended-again liaison-nurse {Trust}"], await ToldAsync(bed));
        Assert.Equal(1, Asked(bed));
    }

    private static async Task<GatewayHost> BedAsync(TestChild child)
    {
        var gateway = await GatewayHost.StartAsync(child);
        gateway.Attends(child, "brook-street-ed", "ENC-80");
        return gateway;
    }

    private static async Task<Guid> BeginAsync(GatewayHost gateway, TestChild child, bool checkedFirst = true)
    {
        JsonObject of = checkedFirst
            ? new() { ["check"] = (await gateway.AskAsync(new Question(child, "plan-flag", "gp-registration"))).Is(200).Json.GetProperty("check").GetString() }
            : new() { ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") } };
        return VisitBed.VisitOf((await gateway.PostAsync("v1/visits", "nurse", of, Guid.NewGuid().ToString())).Is(200));
    }

    private static async Task<Answer> DischargeAsync(GatewayHost gateway, TestChild child, bool checkedFirst = true)
    {
        var visit = await BeginAsync(gateway, child, checkedFirst);
        (await gateway.PostAsync($"v1/visits/{visit}/questions", "nurse", VisitBed.Questions(), Guid.NewGuid().ToString())).Is(200);
        var body = new JsonObject();
        return (await gateway.PostAsync($"v1/visits/{visit}/discharge", "nurse", body, Guid.NewGuid().ToString())).Is(200);
    }

    private static long Asked(GatewayHost gateway) => gateway.Agencies.Asked(Community);

    private static async Task<string[]> ToldAsync(GatewayHost gateway) =>
        [.. (await NoticesAsync(gateway)).Select(notice => $"{notice.Event.Word()} {notice.Part.Word()} {notice.Agency}").Order(StringComparer.Ordinal)];

    private static Task<System.Collections.Immutable.ImmutableArray<Told>> VisitorsOfAsync(GatewayHost gateway, TestChild child) => gateway.Services.GetRequiredService<FindVisitors>().OfAsync(
        Guid.NewGuid(), gateway.Services.GetRequiredService<DemonstrationPractitioners>().Find("nurse")!, new AboutVisit(new ChildAsked(NhsNumberOf(child), child.Born), "", "ENC-1"), null, VisitBed.Cancellation);

    private static NhsNumber NhsNumberOf(TestChild child) => NhsNumber.Read(child.Number, out var read) == NhsNumberFault.None ? read : throw new InvalidOperationException();

    private static async Task<List<InboxNotice>> NoticesAsync(GatewayHost gateway)
    {
        await using var db = await DbAsync(gateway);
        return await db.Set<InboxNotice>().AsNoTracking().ToListAsync(VisitBed.Cancellation);
    }

    private static async Task<List<NoticeTurn>> TurnsAsync(GatewayHost gateway)
    {
        await using var db = await DbAsync(gateway);
        return await db.Set<NoticeTurn>().AsNoTracking().ToListAsync(VisitBed.Cancellation);
    }

    private static Task<GatewayContext> DbAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(VisitBed.Cancellation);
}
