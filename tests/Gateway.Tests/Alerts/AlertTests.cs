using System.Text.Json;
using Gateway.Data;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Alerts;

/// <summary>What information governance is told of, at both agencies, and what it does to the next question.</summary>
public sealed class AlertTests(PostgresServer server)
{
    // A tenth of the hundred of alerts.csv: so many are not written down.
    private const int UpToHere = 10;

    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(300, "ZB1 1AA");

    private static readonly string[] Different =
    [
        "Burn on the hand does not fit the account given by the uncle.", "Bruising behind both ears in a baby who cannot roll over yet.",
        "Third fracture this winter, and each time another hospital was chosen.", "Mother whispers that the partner is waiting in the car park.",
        "Weight fell again although feeds are said to be finished every night.", "Left alone since Thursday according to the older cousin.",
        "Bite marks with the width of an adult jaw upon the shoulder.", "Grandmother refuses to let anyone undress the toddler.",
        "Swallowed tablets which nobody in the household admits owning.", "Cigarette shaped scars seen while taking blood pressure.",
        "School rang about hunger while the family was in triage.", "Story changed twice between ambulance crew and reception desk.",
        "Scald line sharp as if held under running water.", "Carer smells of spirits and cannot name the birthday.",
        "Sibling draws a picture of a locked cupboard.", "Neighbour followed them here and reports screams.",
        "Infant limp after a short nap without any fever.", "Hair missing in handfuls above the collar.",
        "Teenager begs not to be discharged before morning.", "Torn frenulum found during routine mouth inspection.",
        "Father films staff and demands immediate release.", "Rope burns circling both ankles evenly.",
    ];

    [Theory, MemberData(nameof(Stores))]
    public async Task Stranger_is_told_to_the_officers_of_both_agencies_once_a_day(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Child);

        for (var n = 0; n < 3; n++) (await gateway.CheckAsync(Child, "plan-flag")).Is(403);

        foreach (var officer in (string[])[Officer, "officer-of-brackenford-council"])
        {
            var alert = Assert.Single(await AlertsAsync(gateway, officer, 1));
            Assert.Equal(("refusal", "X2", "nurse"), (Kind(alert), alert.GetProperty("code").GetString(), alert.GetProperty("askedBy").GetProperty("practitioner").GetString()));
        }

        Assert.Empty(await AlertsAsync(gateway, "officer-of-castlebridge-council", 0));
        gateway.Clock.Advance(TimeSpan.FromDays(1));
        await gateway.CheckAsync(Child, "plan-flag");
        Assert.Equal(2, (await AlertsAsync(gateway, Officer, 2)).Length);
    }

    [Fact]
    public async Task Personal_interest_and_a_prohibited_purpose_are_told_too()
    {
        await using var gateway = await StartAsync("Sqlite");

        var conflict = (await gateway.AskAsync(new Question(Child, "plan-flag") { Conflict = true })).Is(403);
        (await gateway.AskAsync(new Question(Child, "plan-flag") { Purpose = "other" })).Is(403);

        Assert.Equal("X11", conflict.Json.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal(["X11", "X3"], (await AlertsAsync(gateway, Officer, 2)).Select(alert => alert.GetProperty("code").GetString()).Order());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Fifth_near_identical_reason_needs_a_second_person_also_after_a_restart(string store)
    {
        await using var gateway = await StartAsync(store);
        for (var n = 1; n <= 4; n++)
            Assert.Equal("justify", (await BreakAsync(gateway, $"Burn number {n} does not fit the account which the parents gave.")).Item("plan-category").GetProperty("outcome").GetString());
        Assert.Empty(await AlertsAsync(gateway, Officer, 0));
        await gateway.RestartAsync();

        var fifth = await BreakAsync(gateway, "burn does not FIT the account which the parents gave!");

        Assert.Equal(("ask-holder", "Hg"), (Assert.Single(fifth.Withheld).GetProperty("outcome").GetString(), fifth.Withheld.Single().GetProperty("reason").GetProperty("code").GetString()));
        Assert.Equal("repeated-reasons", Kind(Assert.Single(await AlertsAsync(gateway, Officer, 1))));
        Assert.Equal("ask-holder", (await gateway.AskAsync(Asks(null))).Withheld.Single().GetProperty("outcome").GetString());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Second_person_still_decides_after_a_restart_whatever_the_next_reason_is(string store)
    {
        await using var gateway = await StartAsync(store);
        for (var n = 1; n <= 5; n++) await BreakAsync(gateway, $"Burn number {n} does not fit the account which the parents gave.");
        Assert.Equal("Hg", (await BreakAsync(gateway, Different[1])).Withheld.Single().GetProperty("reason").GetProperty("code").GetString());

        await gateway.RestartAsync();

        Assert.Equal("Hg", (await BreakAsync(gateway, Different[2])).Withheld.Single().GetProperty("reason").GetProperty("code").GetString());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_reasons_that_come_all_at_once_no_more_pass_than_of_reasons_that_come_one_by_one(string store)
    {
        await using var gateway = await StartAsync(store);
        await using var second = store == "Postgres" ? await GatewayHost.StartAsync(server, store, new Setting(Child) { Connection = gateway.Store.Connection }) : null;
        second?.Attends(Child);
        foreach (var why in Different.Take(17)) (await BreakAsync(gateway, why)).Is(200);
        if (second is not null) await second.TokenAsync(Asks(null).Asker);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => BreakAsync((n % 2 == 0 ? second : null) ?? gateway, $"{Different[18 + n % 4]} Seen from bed {n}: {Different[n]}")));

        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal("X12", answer.Is(403).Json.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Alerts_come_in_pages_the_newest_first()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        for (var n = 0; n < 103; n++)
        {
            if (n % 19 == 0) gateway.Clock.Advance(TimeSpan.FromHours(1));
            (await gateway.CheckAsync(TestChild.Of(1400 + n), "plan-flag")).Is(403);
        }

        await Background.PatternsAsync(gateway);
        var first = (await gateway.GetAsync("v1/alerts", Officer)).Is(200).Json;
        Assert.Equal((103, 100), (first.GetProperty("total").GetInt32(), first.GetProperty("alerts").GetArrayLength()));
        var second = (await gateway.GetAsync($"v1/alerts?after={first.GetProperty("next").GetString()}", Officer)).Is(200).Json;
        Assert.False(second.TryGetProperty("next", out _));
        var all = first.GetProperty("alerts").EnumerateArray().Concat(second.GetProperty("alerts").EnumerateArray()).ToArray();
        Assert.Equal(103, all.Select(alert => alert.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(all.Select(alert => alert.GetProperty("at").GetDateTimeOffset()).OrderDescending(), all.Select(alert => alert.GetProperty("at").GetDateTimeOffset()));
        foreach (var wrong in (string[])["", "x", new string('A', 41), "%00"]) Assert.Equal(["after"], (await gateway.GetAsync($"v1/alerts?after={wrong}", Officer)).Is(400).Fields);
    }

    [Fact]
    public async Task Twenty_first_reason_within_an_hour_is_refused_and_told()
    {
        await using var gateway = await StartAsync("Sqlite");
        foreach (var why in Different.Take(20)) (await BreakAsync(gateway, why)).Is(200);

        Assert.Equal("X12", (await BreakAsync(gateway, Different[20])).Is(403).Json.GetProperty("reason").GetProperty("code").GetString());
        Assert.Contains("break-glass-rate", (await AlertsAsync(gateway, Officer, 2)).Select(Kind));

        gateway.Clock.Advance(TimeSpan.FromMinutes(61));
        gateway.Attends(Child, reference: "ENC-9", minutesAgo: 1);
        (await BreakAsync(gateway, Different[21])).Is(200);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Walk_through_many_children_is_stopped_and_told_also_after_a_restart(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Child);
        var children = Enumerable.Range(400, 130).Select(n => TestChild.Of(n)).ToArray();
        foreach (var child in children) gateway.Attends(child, reference: "ENC-" + child.Number[..6]);
        foreach (var child in children.Take(95)) (await gateway.CheckAsync(child, "out-of-hours-contact", "plan-flag")).Is(200);
        await WrittenAsync(gateway, 95 - UpToHere);
        await gateway.RestartAsync();

        List<int> statuses = [];
        foreach (var child in children.Skip(95)) statuses.Add((await gateway.CheckAsync(child, "out-of-hours-contact", "plan-flag")).Status);

        Assert.InRange(statuses.IndexOf(403), 5, 5 + UpToHere);
        Assert.All(statuses.Skip(statuses.IndexOf(403)), status => Assert.Equal(403, status));
        (await gateway.CheckAsync(children[96], "plan-flag")).Is(200);
        (await gateway.AskAsync(new Question(children[120], "plan-flag") { Asker = "second-nurse" })).Is(200);
        Assert.Contains("enumeration", (await AlertsAsync(gateway, Officer, 2)).Select(Kind));
    }

    [Fact]
    public async Task Walk_over_two_processes_is_one_walk()
    {
        await using var first = await GatewayHost.StartAsync(server, "Postgres", Child);
        await using var second = await GatewayHost.StartAsync(server, "Postgres", new Setting(Child) { Connection = first.Store.Connection });
        var children = Enumerable.Range(1000, 170).Select(n => TestChild.Of(n)).ToArray();
        foreach (var child in children) first.Attends(child, reference: "ENC-" + child.Number[..6]);
        foreach (var child in children) second.Attends(child, reference: "ENC-" + child.Number[..6]);
        foreach (var child in children.Take(70)) (await first.CheckAsync(child, "plan-flag")).Is(200);
        await WrittenAsync(first, 70 - UpToHere);
        await Background.PatternsAsync(second);

        List<int> statuses = [];
        foreach (var child in children.Skip(70)) statuses.Add((await second.CheckAsync(child, "plan-flag")).Status);

        Assert.InRange(statuses.IndexOf(403), 1, 98);
    }

    [Fact]
    public async Task Stranger_is_stopped_sooner()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        List<string?> codes = [];
        for (var n = 0; n < 25; n++) codes.Add((await gateway.CheckAsync(TestChild.Of(600 + n), "plan-flag")).Is(403).Json.GetProperty("reason").GetProperty("code").GetString());

        Assert.Equal(Enumerable.Repeat("X2", 20).Concat(Enumerable.Repeat("X12", 5)), codes);
    }

    [Fact]
    public async Task What_was_refused_for_one_purpose_needs_a_second_person_for_another()
    {
        await using var gateway = await StartAsync("Sqlite");
        (await gateway.AskAsync(new Question(Child, "school", "plan-flag") { Asker = "ed-treating-clinician" })).Is(200);

        var answer = (await gateway.AskAsync(new Question(Child, "school", "plan-flag") { Asker = "ed-treating-clinician", Purpose = "clinical-concern", Justification = Written.Reason() })).Is(200);

        Assert.Equal(("school", "Hg"), (answer.Withheld.Single().GetProperty("item").GetString(), answer.Withheld.Single().GetProperty("reason").GetProperty("code").GetString()));
        Assert.Equal("purpose-changed", Kind(Assert.Single(await AlertsAsync(gateway, Officer, 1))));
        gateway.Clock.Advance(TimeSpan.FromHours(25));
        gateway.Attends(Child, reference: "ENC-8", minutesAgo: -24 * 60);
        Assert.Equal("justify", (await gateway.AskAsync(Asks(Written.Reason().ToJsonString()))).Item("plan-category").GetProperty("outcome").GetString());
    }

    private static Question Asks(string? reason) => new(Child, "plan-flag", "plan-category")
    {
        Asker = "ed-treating-clinician",
        Purpose = "clinical-concern",
        Justification = reason is null ? null : System.Text.Json.Nodes.JsonNode.Parse(reason)!.AsObject(),
    };

    private static Task<Answer> BreakAsync(GatewayHost gateway, string why)
    {
        var said = Written.Reason(why);
        said["whatIfWait"] = why;
        return gateway.AskAsync(Asks(said.ToJsonString()));
    }

    private static string? Kind(JsonElement alert) => alert.GetProperty("kind").GetString();

    private static async Task WrittenAsync(GatewayHost gateway, int steps)
    {
        await using var db = await gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await Background.PatternsAsync(gateway);
        Assert.InRange(await db.Set<Gateway.Alerts.StepOfTrail>().CountAsync(TestContext.Current.CancellationToken), steps, int.MaxValue);
    }

    // The holders' officers are told a moment after.
    private static async Task<JsonElement[]> AlertsAsync(GatewayHost gateway, string officer, int atLeast)
    {
        await Background.PatternsAsync(gateway);
        JsonElement[] alerts = [.. (await gateway.GetAsync("v1/alerts", officer)).Is(200).Json.GetProperty("alerts").EnumerateArray()];
        Assert.InRange(alerts.Length, atLeast, int.MaxValue);
        return alerts;
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
