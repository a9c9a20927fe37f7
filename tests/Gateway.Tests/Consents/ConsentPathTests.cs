using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Consents;

/// <summary>What recorded consent does to a check, and what it does not.</summary>
public sealed class ConsentPathTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = ConsentBed.Child;

    [Theory, MemberData(nameof(Stores))]
    public async Task Yes_opens_early_help_for_its_items_and_recipients_and_a_withdrawal_closes_it_from_then_on(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        Refused(await bed.EarlyHelpAsync("plan-flag", "school"), "X15");

        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        await bed.EngageAsync(Child);
        var answer = (await bed.EarlyHelpAsync("plan-flag", "school", "attendance-count")).Is(200);
        Assert.Equal(("yes", "A12"), (answer.Says("plan-flag"), answer.Item("plan-flag").GetProperty("reason").GetProperty("code").GetString()));
        Assert.Equal("X15", Assert.Single(answer.Withheld).GetProperty("reason").GetProperty("code").GetString());
        await RecordedInLedgerAsync(bed, consent);
        Refused(await bed.Gateway.AskAsync(new Question(Child, "plan-flag") { Asker = "dsl", Purpose = "early-help" }), "X15");

        var withdrawn = (await bed.WithdrawAsync(consent)).Is(201);
        Assert.Equal("withdrawn", withdrawn.Json.GetProperty("state").GetString());
        Refused(await bed.EarlyHelpAsync("plan-flag"), "X15");
        (await bed.WithdrawAsync(consent)).Is(409);
    }

    [Fact]
    public async Task Assessment_under_section_17_falls_back_to_the_front_doors_column_when_the_agreement_is_taken_back()
    {
        await using var bed = await ConsentBed.StartAsync();
        var yes = ConsentBed.Yes(Child);
        yes["items"] = new JsonArray("attendance-count", "attendance-outcome", "address");
        var consent = await bed.RecordedAsync(yes, "csc-social-worker");
        var agreed = (await bed.AssessAsync("attendance-count", "attendance-outcome")).Is(200);
        Assert.Equal(["share A12", "share A12"], agreed.Json.GetProperty("items").EnumerateArray().Select(Decided));

        (await bed.WithdrawAsync(consent, "csc-social-worker")).Is(201);
        var later = (await bed.AssessAsync("attendance-count", "attendance-outcome")).Is(200);
        Assert.Equal(["share-less M5"], later.Json.GetProperty("items").EnumerateArray().Select(Decided));
        Assert.Equal(["justify Ja"], later.Withheld.Select(Decided));
    }

    [Fact]
    public async Task Parents_who_differ_are_a_yes_with_the_objection_recorded_and_a_competent_child_outweighs_both()
    {
        await using var bed = await ConsentBed.StartAsync();
        var teenager = ConsentBed.Teenager;
        await bed.RecordedAsync(ConsentBed.Yes(teenager));
        var no = ConsentBed.No(teenager);
        Assert.Equal("urn:gateway:problem:consent-whose-answer", (await bed.RecordAsync(no)).Is(409).Type);
        no["anotherGiver"] = true;
        await bed.RecordedAsync(no);
        (await bed.EarlyHelpAsync(teenager, "plan-flag")).Is(200);
        var held = (await bed.LastAsync(EntryType.Disclosure)).Child!.Value.GetProperty("consent");
        Assert.True(held.GetProperty("conflict").GetBoolean());
        Assert.Equal("refused", Assert.Single(held.GetProperty("others").EnumerateArray()).GetProperty("state").GetString());

        var refusal = ConsentBed.No(teenager);
        (refusal["giver"], refusal["competence"]) = ("self", ConsentBed.Competence());
        await bed.RecordedAsync(refusal);
        Refused(await bed.EarlyHelpAsync(teenager, "plan-flag", "school"), "X15");
        var decided = (await bed.LastAsync(EntryType.Decision)).Child!.Value.GetProperty("consent");
        Assert.Equal(("refused", "subject", true), (decided.GetProperty("state").GetString(), decided.GetProperty("giver").GetString(), decided.GetProperty("competent").GetBoolean()));
        Assert.NotEqual(Guid.Empty, decided.GetProperty("competence").GetGuid());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Yes_taken_back_while_a_custodian_is_still_asked_releases_nothing_and_is_recorded(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));

        var answer = await WhileAskedAsync(bed, "brackenford-csc", () => bed.EarlyHelpAsync("plan-flag"), async () => (await bed.WithdrawAsync(consent)).Is(201));

        Refused(answer, "X15");
        Assert.DoesNotContain("rackenford", answer.Text);
        var entry = await bed.LastAsync(EntryType.Disclosure);
        Assert.Equal(EntryOutcome.Deny, entry.Outcome);
        Assert.Equal("withdrawn", entry.Child!.Value.GetProperty("consent").GetProperty("state").GetString());
        Assert.Equal(EntryOutcome.Permit, (await bed.LastAsync(EntryType.Decision)).Outcome);
    }

    [Fact]
    public async Task Agreement_taken_back_while_custodians_are_asked_leaves_what_the_front_door_gets()
    {
        await using var bed = await ConsentBed.StartAsync();
        var yes = ConsentBed.Yes(Child);
        yes["items"] = new JsonArray("attendance-count", "attendance-dates");
        var consent = await bed.RecordedAsync(yes, "csc-social-worker");

        var answer = await WhileAskedAsync(
            bed, "northgate-childrens-ed", () => bed.AssessAsync("attendance-count", "attendance-dates"), async () => (await bed.WithdrawAsync(consent, "csc-social-worker")).Is(201));

        Assert.Equal(["share-less M5", "share-less M5"], answer.Is(200).Json.GetProperty("items").EnumerateArray().Select(Decided));
        Assert.DoesNotContain("2026-08-19", answer.Text);
        Assert.Equal("withdrawn", (await bed.LastAsync(EntryType.Disclosure)).Child!.Value.GetProperty("consent").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Yes_that_comes_while_custodians_are_asked_opens_nothing_that_was_not_asked_for()
    {
        await using var bed = await ConsentBed.StartAsync();
        await bed.RecordedAsync(ConsentBed.Yes(Child));
        var wider = ConsentBed.Yes(Child);
        wider["items"] = new JsonArray("looked-after");

        var answer = await WhileAskedAsync(bed, "brackenford-csc", () => bed.EarlyHelpAsync("plan-flag", "looked-after"), async () => await bed.RecordedAsync(wider));

        Assert.Equal("X15", Assert.Single(answer.Is(200).Withheld).GetProperty("reason").GetProperty("code").GetString());
    }

    /// <summary>Property 3 of the sharing rules, from end to end.</summary>
    [Theory]
    [InlineData("nurse", "unscheduled-care")]
    [InlineData("ed-treating-clinician", "clinical-concern")]
    [InlineData("gp", "scheduled-care")]
    [InlineData("dsl", "school-concern")]
    [InlineData("csc-front-door", "front-door")]
    [InlineData("csc-social-worker", "section-47")]
    [InlineData("csc-emergency-duty", "immediate-protection")]
    public async Task Consent_changes_nothing_in_any_other_purpose(string asker, string purpose)
    {
        await using var bed = await ConsentBed.StartAsync();
        string[] items = ["plan-flag", "plan-category", "attendance-count", "attendance-complaint", "school", "abuse-marker"];
        async Task<string> AskAsync()
        {
            var answer = (await bed.Gateway.AskAsync(new Question(Child, items) { Asker = asker, Purpose = purpose })).Is(200);
            return string.Join('\n', answer.Json.GetProperty("items").EnumerateArray().Concat(answer.Withheld).Select(Decided)) + answer.Headline;
        }

        var before = await AskAsync();
        var yes = await bed.RecordedAsync(WithEverything(ConsentBed.Yes(Child), purpose));
        Assert.Equal(before, await AskAsync());
        await bed.WithdrawAsync(yes);
        await bed.RecordedAsync(ConsentBed.No(Child));
        Assert.Equal(before, await AskAsync());
        Assert.False((await bed.LastAsync(EntryType.Disclosure)).Child!.Value.TryGetProperty("consent", out _));
    }

    [Fact]
    public async Task Records_that_cannot_be_read_are_no_yes_and_no_other_purpose_misses_them()
    {
        await using var bed = await ConsentBed.StartAsync();
        await bed.RecordedAsync(ConsentBed.Yes(Child));
        (await bed.EarlyHelpAsync("plan-flag")).Is(200);
        await ExecuteAsync(bed, """alter table "Consents" rename to "Gone";""");

        Refused(await bed.EarlyHelpAsync("plan-flag"), "X15");
        (await bed.Gateway.CheckAsync(Child, "plan-flag")).Is(200);
        Assert.Equal("share-less M5", Decided((await bed.AssessAsync("attendance-count")).Is(200).Item("attendance-count")));

        await ExecuteAsync(bed, """alter table "Gone" rename to "Consents"; update "Consents" set "Items" = 'everything';""");
        Refused(await bed.EarlyHelpAsync("plan-flag"), "X15");
        Assert.Contains(bed.Gateway.Logs.Lines, line => line.Text.Contains("The records of consent could not be read, so none counts"));
    }

    private static async Task<Answer> WhileAskedAsync(ConsentBed bed, string custodian, Func<Task<Answer>> ask, Func<Task> then)
    {
        var (arrived, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        bed.Gateway.Relay!.Between = async path =>
        {
            if (path != $"/{custodian}/v1/answers") return;
            arrived.TrySetResult();
            await go.Task;
        };
        var asking = ask();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await then();
        go.SetResult();
        return await asking;
    }

    private static async Task RecordedInLedgerAsync(ConsentBed bed, Guid consent)
    {
        var held = (await bed.LastAsync(EntryType.Disclosure)).Child!.Value;
        Assert.Equal(
            ("given", "parental-responsibility", consent),
            (held.GetProperty("consent").GetProperty("state").GetString(), held.GetProperty("consent").GetProperty("giver").GetString(), held.GetProperty("consent").GetProperty("record").GetGuid()));
        Assert.Equal(("carer", "agreed"), (held.GetProperty("engagement").GetProperty("informed").GetString(), held.GetProperty("engagement").GetProperty("view").GetString()));
    }

    private static JsonObject WithEverything(JsonObject yes, string purpose)
    {
        yes["purposes"] = new JsonArray(purpose);
        yes["recipients"] = new JsonArray("millpond-surgery", "aldersham-council", "alder-valley-nhs-trust", "st-oswins-primary");
        yes["items"] = new JsonArray("plan-flag", "plan-category", "attendance-count", "attendance-complaint", "school", "abuse-marker");
        return yes;
    }

    private static string Decided(System.Text.Json.JsonElement item) => $"{item.GetProperty("outcome").GetString()} {item.GetProperty("reason").GetProperty("code").GetString()}";

    private static void Refused(Answer answer, string code)
    {
        Assert.Equal("urn:gateway:problem:refused", answer.Is(403).Type);
        Assert.Equal(code, answer.Json.GetProperty("reason").GetProperty("code").GetString());
    }

    private static async Task ExecuteAsync(ConsentBed bed, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(bed.Gateway.Store.Connection, "gateway.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
