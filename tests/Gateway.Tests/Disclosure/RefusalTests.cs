using System.Text.RegularExpressions;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure;

public sealed partial class RefusalTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild OnPlan = TestChild.Of(10, "ZB1 1AA");
    private static readonly TestChild Known = TestChild.Of(11, "ZF1 1AA");
    private static readonly TestChild Unknown = TestChild.Of(12);
    private static readonly TestChild Guarded = TestChild.Of(13, "ZC1 1AA", isProtected: true);

    [Theory, MemberData(nameof(Stores))]
    public async Task Stranger_reads_the_same_bytes_whoever_the_child_is_and_nobody_is_asked(string store)
    {
        await using var gateway = await StartAsync(store);
        string[] items = ["plan-flag", "attendance-count", "gp-registration", "address"];

        List<string> answers = [];
        foreach (var child in (TestChild[])[OnPlan, Known, Unknown, Guarded])
            answers.Add(WithoutIds(await RefusedAsync(gateway, new Question(child, items))));

        Assert.Single(answers.Distinct());
        Assert.Contains("We could not confirm your involvement with this child.", answers[0]);
        Assert.Equal(0, gateway.AskedOfAnybody);
        var decisions = await gateway.Entries.OfAsync(EntryType.Decision);
        Assert.Equal((4, true), (decisions.Count, decisions.All(entry => entry.Outcome == EntryOutcome.Deny)));
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Disclosure));
    }

    [Fact]
    public async Task Public_number_opens_no_other_door()
    {
        await using var gateway = await StartAsync("Sqlite");

        List<string> answers = [];
        foreach (var child in (TestChild[])[OnPlan, Known, Unknown, Guarded])
            answers.Add(WithoutIds((await gateway.CheckAsync(child, "out-of-hours-contact")).Is(200)));

        Assert.Single(answers.Distinct());
        Assert.Contains("01632 960102", answers[0]);
        Assert.Contains("\"identity\":\"not-asked\"", answers[0]);
        Assert.DoesNotContain("lives or lived", answers[0]);
    }

    [Fact]
    public async Task What_needs_a_reason_first_does_not_say_that_the_child_was_found()
    {
        await using var gateway = await StartAsync("Sqlite");
        List<string> answers = [];
        foreach (var child in (TestChild[])[OnPlan, Unknown])
        {
            gateway.Attends(child);
            answers.Add(WithoutIds((await gateway.CheckAsync(child, "abuse-marker")).Is(200)));
        }

        Assert.Single(answers.Distinct());
        Assert.Contains("Nobody was asked. This answer does not say whether anything is held.", answers[0]);
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory]
    [InlineData(Fault.Silent), InlineData(Fault.Html), InlineData(Fault.DuplicateMembers), InlineData(Fault.WrongRequest), InlineData(Fault.UnknownState)]
    [InlineData(Fault.Error), InlineData(Fault.Reset), InlineData(Fault.Truncated), InlineData(Fault.WrongSchema), InlineData(Fault.Redirect), InlineData(Fault.Endless)]
    public async Task Own_system_that_does_not_answer_is_said_to_be_the_reason(Fault fault)
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Attends(OnPlan);
        await gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(Fault: fault));

        var answer = await RefusedAsync(gateway, new Question(OnPlan, "plan-flag") { Deadline = 1000 });

        Assert.StartsWith("Your agency's own record system did not answer", answer.Json.GetProperty("words").GetString());
        Assert.Contains("01632 960102", answer.NumbersToRing);
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Fact]
    public async Task Confirmation_that_is_days_old_confirms_nothing()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Attends(OnPlan);
        await gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(StaleMinutes: 24 * 60 + 1));

        await RefusedAsync(gateway, new Question(OnPlan, "plan-flag"));
    }

    [Theory]
    [InlineData((24 * 60) - 1, "We could not confirm your involvement with this child.")]
    [InlineData((24 * 60) + 1, "own record system did not answer")]
    public async Task No_that_is_days_old_is_no_answer_and_says_the_same_of_every_child(int minutes, string words)
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.Agencies.SetAsync("alder-valley-nhs-trust", new Behaviour(StaleMinutes: minutes));

        List<string> answers = [];
        foreach (var child in (TestChild[])[OnPlan, Known, Unknown, Guarded])
            answers.Add(WithoutIds(await RefusedAsync(gateway, new Question(child, "plan-flag"))));

        Assert.Contains(words, Assert.Single(answers.Distinct()));
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Theory, InlineData(23, 59, 200), InlineData(24, 0, 403)]
    public async Task Encounter_counts_for_a_day_after_it_ended(int hours, int minutes, int status)
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Attends(OnPlan, ended: gateway.Clock.GetUtcNow() - new TimeSpan(hours, minutes, 0));

        (await gateway.CheckAsync(OnPlan, "plan-flag")).Is(status);
    }

    [Fact]
    public async Task Place_on_a_roll_that_ends_next_summer_has_not_ended()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Involve("st-oswins-primary", "school-roll", OnPlan, ended: GatewayHost.Night.AddMonths(8));

        (await gateway.AskAsync(new Question(OnPlan, "plan-flag") { Asker = "dsl", Purpose = "school-concern" })).Is(200);
    }

    [Fact]
    public async Task Unmatched_child_reads_the_same_whether_the_number_or_the_birth_date_is_wrong()
    {
        await using var gateway = await StartAsync("Sqlite");
        var otherBirth = OnPlan with { Born = OnPlan.Born.AddDays(1) };
        gateway.Attends(Unknown);
        gateway.Attends(otherBirth);

        Answer[] answers = [(await gateway.CheckAsync(Unknown, "plan-flag", "attendance-count")).Is(200), (await gateway.CheckAsync(otherBirth, "plan-flag", "attendance-count")).Is(200)];

        Assert.Single(answers.Select(WithoutIds).Distinct());
        Assert.StartsWith("We could not find this child. This is not the same as no concerns.", answers[0].Headline);
        Assert.Equal(("not-matched", "none; answered=0; expected=0"), (answers[0].Json.GetProperty("identity").GetString(), answers[0].Headers["Completeness"].Single()));
        Assert.Empty(answers[0].Json.GetProperty("items").EnumerateArray());
        Assert.Equal(0, gateway.AskedOfAnybody);
    }

    [Fact]
    public async Task Plan_items_are_not_asked_of_an_adult()
    {
        var adult = TestChild.Of(14) with { Born = new DateOnly(2008, 11, 22) };
        var younger = TestChild.Of(15) with { Born = new DateOnly(2008, 11, 23) };
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(adult, younger) { Recorded = true });
        gateway.Attends(adult);
        gateway.Attends(younger);

        var answer = (await gateway.CheckAsync(adult, "plan-flag", "looked-after", "attendance-count")).Is(200);
        Assert.Equal(["attendance-count"], gateway.Relay!.ItemsAsked);
        Assert.Equal(["X7", "X7"], answer.Withheld.Select(item => item.GetProperty("reason").GetProperty("code").GetString()));

        (await gateway.CheckAsync(younger, "plan-flag")).Is(200);
        Assert.Contains("plan-flag", gateway.Relay.ItemsAsked);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, OnPlan, Known, Guarded);
        gateway.Holds("brackenford-csc", OnPlan, Held.Plan);
        return gateway;
    }

    private static async Task<Answer> RefusedAsync(GatewayHost gateway, Question question) => (await gateway.AskAsync(question)).Is(403);

    // Ids, times and the receipt differ from one refusal to the next; so does what the asker typed.
    private static string WithoutIds(Answer answer) => Differs().Replace(answer.Text, "");

    [GeneratedRegex("""(,"receipt":\{[^}]*\})|("check":"[^"]*")|("at":"[^"]*")|("child":\{[^}]*\})""")]
    private static partial Regex Differs();
}
