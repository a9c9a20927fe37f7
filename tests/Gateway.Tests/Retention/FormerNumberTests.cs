using System.Text.Json.Nodes;
using Gateway.Retention;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;
using Gateway.Tests.Chronology;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;

namespace Gateway.Tests.Retention;

/// <summary>A child keeps what is theirs when their NHS number changes: a hold, an extract and a chronology have it under each number.</summary>
public sealed class FormerNumberTests(PostgresServer server)
{
    // The number that the child has, one that it took the place of, and another child's who was born the same day.
    private const int Present = 0;
    private const int Former = 5;
    private const int Stranger = 7;

    private static readonly TestChild Renumbered = new(ReferralBed.NumberOf(Present).Digits, RetentionBed.Born) { Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(ReferralBed.NumberOf(Former).Digits) } };

    [Theory, InlineData("Sqlite", Present), InlineData("Sqlite", Former), InlineData("Postgres", Present)]
    public async Task A_hold_keeps_and_an_extract_has_what_lies_under_each_number_whichever_was_typed(string store, int typed)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Renumbered]);
        var theirs = new HashSet<Guid>();
        foreach (var number in (int[])[Present, Former])
            theirs.UnionWith([await bed.VisitAsync(bed.Now, child: number), (await bed.ReferralAsync(bed.Now, child: number)).Referral, await bed.AttendanceAsync(bed.Now, child: number)]);
        var other = await bed.VisitAsync(bed.Now, child: Stranger);
        await bed.HeldAsync(child: typed);

        var extract = new JsonObject { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(typed) }), ["reason"] = "The family asked what is held." };
        if (typed == Former) extract["children"]![0]!["agreement"] = await AgreedAsync(bed, typed);
        var found = (await bed.PostAsync("extracts", "officer-of-alder-valley-nhs-trust", extract)).Is(200).Json.GetProperty("children")[0].GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetGuid());
        bed.To(bed.Now.AddYears(3));
        Assert.True(await bed.SweepAsync());

        Assert.True(theirs.SetEquals(found));
        Assert.True(theirs.SetEquals(await bed.ThereAsync()));
        Assert.DoesNotContain(other, theirs);
    }

    // With another day of birth it may be somebody else who was mistyped: nothing of them is shown, and what is held stays.
    [Fact]
    public async Task A_number_that_was_typed_with_another_day_of_birth_finds_nothing_under_the_childs_other_numbers_and_keeps_it()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Renumbered]);
        var numbers = bed.Service<NumbersOfChild>();
        Assert.Equal([ReferralBed.NumberOf(Present)], await numbers.ShownAsync(new Gateway.Federation.ChildAsked(ReferralBed.NumberOf(Present), RetentionBed.Born.AddDays(1)), RetentionBed.Cancellation));
        var held = await numbers.HeldAsync(ReferralBed.NumberOf(Present), RetentionBed.Cancellation);
        Assert.True(held.IsWhole);
        Assert.Equal(new[] { ReferralBed.NumberOf(Present), ReferralBed.NumberOf(Former) }, held.Numbers);
    }

    [Fact]
    public async Task Where_nobody_can_say_which_numbers_a_child_had_whoever_was_born_that_day_is_kept()
    {
        var known = await new NumbersOfChild(null, null).HeldAsync(ReferralBed.NumberOf(Present), RetentionBed.Cancellation);
        var holds = new HoldsInForce([new HoldInForce("alder-valley-nhs-trust", null, (RetentionBed.Born, known))]);

        Assert.True(holds.Cover(Unit(Present, RetentionBed.Born.AddDays(1))));
        Assert.True(holds.Cover(Unit(Stranger, RetentionBed.Born)));
        Assert.True(holds.Cover(Unit(Stranger, null)));
        Assert.False(holds.Cover(Unit(Stranger, RetentionBed.Born.AddDays(1))));
        Assert.True(holds.CoverChild("alder-valley-nhs-trust", ReferralBed.NumberOf(Stranger), RetentionBed.Born));
        Assert.False(holds.CoverChild("alder-valley-nhs-trust", ReferralBed.NumberOf(Stranger), RetentionBed.Born.AddDays(1)));
        Assert.Equal([RetentionBed.Born], holds.BornOf("alder-valley-nhs-trust", RecordKind.Notice));
        // Who is known whole is nobody else.
        var whole = new HoldsInForce([new HoldInForce("alder-valley-nhs-trust", null, (RetentionBed.Born, known with { IsWhole = true }))]);
        Assert.False(whole.Cover(Unit(Stranger, RetentionBed.Born)));
        Assert.Empty(whole.BornOf("alder-valley-nhs-trust", RecordKind.Notice));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_chronology_has_a_visit_and_a_notice_under_the_former_number(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Renumbered]);
        bed.To(GatewayHost.Night.AddMinutes(1));
        bed.Gateway.Attends(Renumbered, "brook-street-ed", "ENC-90");
        bed.Gateway.Involve("millpond-surgery", "registration", Renumbered, minutesAgo: 100_000);
        var visit = await bed.VisitAsync(bed.Now, child: Former);
        await bed.VisitAsync(bed.Now, child: Stranger);
        foreach (var number in (int[])[Former, Stranger]) await bed.ToldAsync(number);
        await Background.InboxAsync(bed.Gateway);

        var nurse = ChronologyBed.LinesOf(await bed.Gateway.PostAsync("v1/chronologies", "nurse", ChronologyBed.Body(Renumbered, "unscheduled-care")));
        var gp = ChronologyBed.LinesOf(await bed.Gateway.PostAsync("v1/chronologies", "gp", ChronologyBed.Body(Renumbered, "scheduled-care")));

        Assert.Equal($"visit-{visit:N}", Assert.Single(nurse).GetProperty("id").GetString());
        Assert.StartsWith("notice-", Assert.Single(gp).GetProperty("id").GetString());
    }

    private static RecordUnit Unit(int child, DateOnly? born) =>
        new(RecordKind.Visit, Guid.NewGuid(), [], "alder-valley-nhs-trust", ["alder-valley-nhs-trust"], [new ChildOfUnit(ReferralBed.NumberOf(child), born)], RetentionBed.Born, RetentionBed.Born, IsOpen: false);

    // The ledger's search knows nobody under a number that was replaced, so a colleague agrees first.
    private static async Task<JsonNode> AgreedAsync(RetentionBed bed, int child) => JsonValue.Create((await bed.Gateway.PostAsync(
        "ledger/v1/agreements", "second-officer", new JsonObject { ["child"] = RetentionBed.Named(child), ["colleague"] = "officer-of-alder-valley-nhs-trust", ["reason"] = "The family asked." })).Is(200).Json.GetProperty("agreement").GetString())!;
}
