using Gateway.Audit;
using Gateway.Federation.Pointers;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Federation.Pointers.TestList;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>What a check makes of the lists: who answers by one, who is asked, and that an old or silent one is never "nothing held".</summary>
public sealed class ListAnswerTests(ListBed bed) : IClassFixture<ListBed>
{
    private static readonly string[] Far = ListBed.Far;

    private readonly GatewayHost gateway = bed.Gateway;

    [Fact]
    public async Task Only_home_is_asked_and_the_answer_is_complete_by_the_lists()
    {
        var child = ListBed.Child(910);
        await bed.SubmitAsync();

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal(("nothing-held", "complete"), (answer.Says("plan-flag"), answer.Json.GetProperty("completeness").GetProperty("state").GetString()));
        Assert.Equal((1, 0), (bed.Asked("aldersham-csc"), bed.Asked(Far)));
        Assert.Equal("live", answer.Source("aldersham-csc").GetProperty("spoke").GetString());
        Assert.All(Far, custodian => Assert.Equal(("list", AsOf(custodian)), (answer.Source(custodian).GetProperty("spoke").GetString(), answer.Source(custodian).GetProperty("asOf").GetDateTimeOffset())));
        Assert.Contains("signed list does not name this child, as of", answer.Source("brackenford-csc").GetProperty("words").GetString());
        Assert.Matches("1 answered at [0-9:]+, and the signed lists of 4 do not name the child, as of [0-9:]+ or later", answer.Headline);

        var sources = (await gateway.Entries.OfAsync(EntryType.Disclosure))[^1].Child!.Value.GetProperty("sources")[0];
        Assert.Equal(Far.Order(), sources.GetProperty("lists").EnumerateObject().Select(list => list.Name).Order());
        Assert.Equal(bed.List("dunmere-csc").Sequence, sources.GetProperty("lists").GetProperty("dunmere-csc").GetInt64());
    }

    [Fact]
    public async Task Whose_list_points_is_asked_for_the_facts_and_nobody_else_learns()
    {
        var child = ListBed.Child(911);
        gateway.Holds("dunmere-csc", child, Held.Plan);
        await bed.SubmitAsync(("dunmere-csc", [ByNumber(child, "plan", "social-worker")]), ("eastholt-csc", [ByNumber(child, "sibling")]));

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.Equal((1, 1, 0), (bed.Asked("aldersham-csc"), bed.Asked("dunmere-csc"), bed.Asked("brackenford-csc", "castlebridge-csc", "eastholt-csc")));
        Assert.Equal("list", answer.Source("eastholt-csc").GetProperty("spoke").GetString());
    }

    [Fact]
    public async Task Child_who_is_listed_by_name_alone_is_found_and_one_of_that_name_costs_a_question()
    {
        var child = ListBed.Child(912);
        await bed.SubmitAsync(("brackenford-csc", [ByDescription(child with { Given = "SIAN MAIR", Family = "OQuennell" }, "plan")]));

        (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal((1, 0), (bed.Asked("brackenford-csc"), bed.Asked("castlebridge-csc")));
    }

    [Fact]
    public async Task Stale_list_says_nothing_and_its_custodian_is_not_known_unless_it_is_near()
    {
        var child = ListBed.Child(913);
        await bed.SubmitAsync();
        gateway.Clock.Advance(TimeSpan.FromHours(24.1));
        foreach (var custodian in Far.Skip(1)) (await bed.List(custodian).SameAsync()).Is(200);

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal(("not-known", "stale"), (answer.Says("plan-flag"), Assert.Single(answer.Because("plan-flag"))));
        Assert.Equal((1, 0), (bed.Asked("aldersham-csc"), bed.Asked(Far)));
        Assert.Equal(AsOf("brackenford-csc"), answer.Source("brackenford-csc").GetProperty("asOf").GetDateTimeOffset());
        Assert.Contains("not known", answer.Headline, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(59, "nothing-held")]
    [InlineData(61, "not-known")]
    public async Task Home_that_is_silent_is_answered_for_by_its_list_only_while_that_is_current(int minutes, string expected)
    {
        var child = ListBed.Child(914);
        await bed.SubmitAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(minutes));
        await gateway.Agencies.SetAsync("aldersham-csc", new Behaviour(Fault: Fault.Reset));

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal(expected, answer.Says("plan-flag"));
        // Where the connection broke a question may be sent once more.
        Assert.InRange(bed.Asked("aldersham-csc"), 1, 2);
        var home = answer.Source("aldersham-csc");
        Assert.NotEmpty(home.GetProperty("ring").GetProperty("number").GetString()!);
        if (expected == "not-known") return;
        // What it would have said is not known, and what its list says stands beside that, with its time.
        Assert.Equal(("list", AsOf("aldersham-csc")), (home.GetProperty("spoke").GetString(), home.GetProperty("asOf").GetDateTimeOffset()));
        Assert.Contains("Did not answer itself: what it holds now is not known.", home.GetProperty("words").GetString());
        var recorded = (await gateway.Entries.OfAsync(EntryType.Disclosure))[^1].Child!.Value.GetProperty("sources").EnumerateArray().Single(group => group.TryGetProperty("silent", out _));
        Assert.Equal(home.GetProperty("liveBecause").GetString(), recorded.GetProperty("silent").GetProperty("aldersham-csc").GetString());
    }

    [Fact]
    public async Task Home_that_answers_badly_is_not_answered_for_by_its_list()
    {
        var child = ListBed.Child(915);
        await bed.SubmitAsync();
        await gateway.Agencies.SetAsync("aldersham-csc", new Behaviour(Fault: Fault.Html));

        Assert.Equal("not-known", (await gateway.CheckAsync(child, "plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task What_home_holds_is_found_though_its_list_lags_behind()
    {
        var child = ListBed.Child(916);
        await bed.SubmitAsync();
        gateway.Holds("aldersham-csc", child, Held.Plan);

        Assert.Equal("yes", (await gateway.CheckAsync(child, "plan-flag")).Is(200).Says("plan-flag"));
    }

    [Fact]
    public async Task List_speaks_of_no_more_than_it_covers()
    {
        var child = ListBed.Child(917);
        gateway.Holds("castlebridge-csc", child, Held.Care);
        await bed.SubmitAsync();
        bed.List("castlebridge-csc").Covers = ["plan"];
        (await bed.List("castlebridge-csc").WholeAsync()).Is(200);

        var answer = (await gateway.CheckAsync(child, "plan-flag", "looked-after")).Is(200);

        Assert.Equal("yes", answer.Says("looked-after"));
        Assert.Equal(1, bed.Asked("castlebridge-csc"));
    }

    [Fact]
    public async Task Whoever_cannot_list_everybody_says_so_in_its_row()
    {
        var child = ListBed.Child(918);
        await bed.SubmitAsync();
        bed.List("castlebridge-csc").Unlisted = 3;
        (await bed.List("castlebridge-csc").SameAsync()).Is(200);

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Contains("children whom it cannot list", answer.Source("castlebridge-csc").GetProperty("words").GetString());
        Assert.DoesNotContain("children whom it cannot list", answer.Source("dunmere-csc").GetProperty("words").GetString());
    }

    [Fact]
    public async Task Where_a_protected_child_lives_is_not_told_by_who_is_asked()
    {
        var child = ListBed.Child(919);
        await bed.SubmitAsync();

        var current = (await gateway.CheckAsync(child, "plan-flag")).Is(200);
        gateway.Clock.Advance(TimeSpan.FromMinutes(61));
        var old = (await gateway.AskAsync(new Question(child, ["plan-flag"]) { RequestId = Guid.NewGuid() })).Is(200);

        Assert.Equal(("nothing-held", "nothing-held"), (current.Says("plan-flag"), old.Says("plan-flag")));
        foreach (var answer in (Answer[])[current, old])
            Assert.Single(Far.Select(custodian => answer.Source(custodian).GetProperty("spoke").GetString()).Distinct());
        // Its own council is asked each time, and the others with it where their lists are too old for such a child.
        Assert.All(Far, custodian => Assert.Equal(custodian == "brackenford-csc" ? 2 : 1, bed.Asked(custodian)));
    }

    [Fact]
    public async Task SupersededNumber_in_a_list_is_found_when_the_child_is_asked_about_under_the_present_one()
    {
        var child = ListBed.Child(921);
        gateway.Holds("dunmere-csc", child, Held.Plan);
        await bed.SubmitAsync(("dunmere-csc", [ByNumber(child with { Number = ListBed.FormerNumber }, "plan")]));

        var answer = (await gateway.CheckAsync(child, "plan-flag")).Is(200);

        Assert.Equal(("yes", "live"), (answer.Says("plan-flag"), answer.Source("dunmere-csc").GetProperty("spoke").GetString()));
        Assert.Equal((1, 0), (bed.Asked("dunmere-csc"), bed.Asked("brackenford-csc", "castlebridge-csc", "eastholt-csc")));
    }

    [Fact]
    public async Task Department_that_points_and_is_silent_is_not_named_where_the_place_is_not_let_go()
    {
        var child = ListBed.Child(920);
        await bed.SubmitAsync();
        (await new TestList(gateway, "northgate-childrens-ed", "officer-of-brackenford-hospitals-nhs-trust", "attendance").WholeAsync(ByNumber(child, "attendance"))).Is(200);
        (await new TestList(gateway, "brackenford-royal-ed", "officer-of-brackenford-hospitals-nhs-trust", "attendance").WholeAsync()).Is(200);
        await gateway.Agencies.SetAsync("northgate-childrens-ed", new Behaviour(Fault: Fault.Reset));

        var answer = (await gateway.CheckAsync(child, "attendance-count", "attendance-dates")).Is(200);

        Assert.InRange(bed.Asked("northgate-childrens-ed"), 1, 2);
        Assert.Equal(0, bed.Asked("brackenford-royal-ed"));
        Assert.DoesNotContain("orthgate", answer.Text);
        Assert.NotEqual("nothing-held", answer.Says("attendance-count"));
        Assert.Equal("not-known", answer.Source("another").GetProperty("answer").GetString());
    }

    private DateTimeOffset AsOf(string custodian) => gateway.Services.GetRequiredService<PointerIndex>().Of(custodian)!.Standing.AsOf;
}
