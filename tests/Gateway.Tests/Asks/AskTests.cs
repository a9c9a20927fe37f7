using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Asks;

/// <summary>What a named person at the holder decides: asked once, answered once, and asked of the custodian only when it is collected.</summary>
public sealed class AskTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    // At school in Aldersham, at home in Brackenford, and in Castlebridge before: nobody in Dunmere or Eastholt is told that the child was asked about.
    internal static readonly TestChild Child = TestChild.Of(700, "ZB1 1AA") with { Before = [("ZC1 1AA", new DateOnly(2025, 1, 1), new DateOnly(2026, 6, 1))] };
    private static readonly TestChild Unknown = TestChild.Of(701, "ZB1 1AA");

    private static Question Asks => new(Child, "attendance-count", "attendance-dates", "plan-flag")
    {
        Asker = "dsl",
        Purpose = "school-concern",
        Justification = Written.Reason("Three unexplained absences with bruises, and the plan alone does not tell whether anybody has seen them.", "make-referral"),
    };

    private static JsonObject Release => new() { ["answer"] = "release", ["reason"] = "It changes what the school does tonight. Answermark." };

    private static JsonObject Trim => new()
    {
        ["answer"] = "trim",
        ["items"] = new JsonArray(Form("attendance-count", "whole"), Form("attendance-dates", "minimal")),
        ["reason"] = "The days would tell more than the school needs. Answermark.",
        ["toAsker"] = "The month is enough for a referral.",
    };

    private static JsonObject Decline => new() { ["answer"] = "decline", ["reason"] = "Nothing here bears on it. Answermark.", ["toAsker"] = "Ring me and we will talk it through." };

    [Theory, MemberData(nameof(Stores))]
    public async Task Each_holder_is_asked_once_and_no_custodian_is_asked_anything(string store)
    {
        await using var gateway = await StartAsync(store);

        var answer = (await gateway.AskAsync(Asks)).Is(200);
        var again = (await gateway.AskAsync(Asks with { RequestId = Guid.NewGuid() })).Is(200);

        var asks = answer.Json.GetProperty("asks").EnumerateArray().ToArray();
        Assert.Equal(["alder-valley-nhs-trust", "brackenford-hospitals-nhs-trust", "castlebridge-nhs-trust"], asks.Select(Holder).Order());
        Assert.Matches("^Sent to the senior doctor on duty at Brackenford Hospitals NHS Trust. Expected by [0-9:]+.* If it is urgent ring [0-9 ]+; do not wait for this screen.$",
            asks.Single(ask => Holder(ask) == "brackenford-hospitals-nhs-trust").GetProperty("words").GetString());
        Assert.Equal("yes", answer.Says("plan-flag"));
        Assert.Equal(["attendance-count", "attendance-dates"], answer.Withheld.Select(item => item.GetProperty("item").GetString()));
        Assert.All(answer.Withheld, item => Assert.Contains("do not wait for this screen", item.GetProperty("words").GetString()));
        Assert.Equal(0, gateway.Asked("northgate-childrens-ed", "brackenford-royal-ed", "aldersham-general-ed"));
        Assert.Equal(2, (await gateway.Entries.OfAsync(EntryType.Disclosure)).Count(entry => Kind(entry) == "ask-holder"));
        Assert.Equal(6, answer.Json.GetProperty("asks").GetArrayLength() + again.Json.GetProperty("asks").GetArrayLength());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Trimmed_answer_is_collected_in_the_form_in_which_it_was_released_and_nothing_was_kept(string store)
    {
        await using var gateway = await StartAsync(store);
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        var early = (await CollectAsync(gateway, ask)).Is(409);
        Assert.Equal("urn:gateway:problem:not-answered-yet", early.Type);
        Assert.NotEmpty(early.NumbersToRing);

        var seen = Assert.Single((await gateway.GetAsync("v1/asks", "brackenford-doctor")).Is(200).Json.GetProperty("asks").EnumerateArray());
        Assert.Equal(("to-answer", "waiting", "make-referral"), (seen.GetProperty("side").GetString(), seen.GetProperty("state").GetString(), seen.GetProperty("justification").GetProperty("supports").GetString()));
        var answered = (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Trim)).Is(200);
        Assert.Equal("answered", answered.Json.GetProperty("state").GetString());

        var collected = (await CollectAsync(gateway, ask)).Is(200);

        Assert.Equal(("share", "share-less"), (collected.Item("attendance-count").GetProperty("outcome").GetString(), collected.Item("attendance-dates").GetProperty("outcome").GetString()));
        Assert.Equal(("3", "August 2026"), (collected.Json.GetProperty("attendances").GetProperty("count").GetString(), collected.Json.GetProperty("attendances").GetProperty("monthOfLatest").GetString()));
        Assert.DoesNotContain("2026-08-19", collected.Text);
        Assert.DoesNotContain("Answermark", collected.Text);
        Assert.Equal(1, gateway.Asked("northgate-childrens-ed"));
        Assert.Equal(0, gateway.Asked("aldersham-general-ed", "castlebridge-infirmary-ed"));
        var mine = (await gateway.GetAsync($"v1/asks/{ask}", "dsl")).Is(200);
        Assert.Equal(("asked", "The month is enough for a referral."), (mine.Json.GetProperty("side").GetString(), mine.Json.GetProperty("answer").GetProperty("toAsker").GetString()));
        Assert.DoesNotContain("Answermark", mine.Text);
        if (store == "Sqlite") Assert.DoesNotContain("2026-08-19", await StoredAsync(gateway));
    }

    [Fact]
    public async Task Dates_that_were_released_without_the_count_are_listed_when_they_are_collected()
    {
        await using var gateway = await StartAsync("Sqlite");
        var asked = (await gateway.AskAsync(Asks with { Items = ["attendance-dates"] })).Is(200);
        var ask = asked.Json.GetProperty("asks").EnumerateArray().Single(one => Holder(one) == "brackenford-hospitals-nhs-trust").GetProperty("ask").GetGuid();
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(200);

        var attendances = (await CollectAsync(gateway, ask)).Is(200).Json.GetProperty("attendances");

        Assert.Equal(["2026-08-19", "2026-08-18", "2026-08-17"], attendances.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("arrivedAt").GetString()![..10]));
        Assert.EndsWith("There may be more visits than are listed.", attendances.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Declined_is_said_with_the_reason_for_the_asker()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Decline)).Is(200);

        var collected = (await CollectAsync(gateway, ask)).Is(200);

        Assert.All(collected.Withheld, item => Assert.Contains("Ring me and we will talk it through.", item.GetProperty("words").GetString()));
        Assert.Empty(collected.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(0, gateway.Asked("northgate-childrens-ed"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Nobody_else_sees_or_answers_it_and_no_one_with_a_personal_interest(string store)
    {
        await using var gateway = await StartAsync(store);
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");

        foreach (var other in (string[])["brackenford-nurse", "castlebridge-doctor", "ed-treating-clinician", "officer-of-brackenford-hospitals-nhs-trust", "school-other", "csc-front-door"])
        {
            (await gateway.GetAsync($"v1/asks/{ask}", other)).Is(404);
            (await gateway.PostAsync($"v1/asks/{ask}/answer", other, Release)).Is(404);
            (await CollectAsync(gateway, ask, other)).Is(404);
        }

        (await CollectAsync(gateway, ask, "brackenford-doctor")).Is(404);
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "dsl", Release)).Is(404);
        var conflict = Release;
        conflict["conflictOfInterest"] = true;
        Assert.Equal("urn:gateway:problem:personal-interest", (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", conflict)).Is(403).Type);
        var entry = Assert.Single(await gateway.Entries.DecidedByPeopleAsync());
        Assert.Equal(("ask-conflict-of-interest", EntryOutcome.Deny), (Kind(entry), entry.Outcome));
        // It lasts for this ask, and for this ask alone.
        Assert.Equal("urn:gateway:problem:personal-interest", (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(403).Type);
        await gateway.RestartAsync();
        Assert.Equal("urn:gateway:problem:personal-interest", (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(403).Type);
        (await gateway.GetAsync($"v1/asks/{ask}", "brackenford-doctor")).Is(404);
        Assert.Empty((await gateway.GetAsync("v1/asks", "brackenford-doctor")).Is(200).Json.GetProperty("asks").EnumerateArray());
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "second-brackenford-doctor", Release)).Is(200);
        var next = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{next}/answer", "brackenford-doctor", Release)).Is(200);
    }

    [Fact]
    public async Task Answered_ask_is_between_the_two_and_no_colleague_sees_it_any_more()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        (await gateway.GetAsync($"v1/asks/{ask}", "second-brackenford-doctor")).Is(200);
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(200);

        Assert.Empty((await gateway.GetAsync("v1/asks", "second-brackenford-doctor")).Is(200).Json.GetProperty("asks").EnumerateArray());
        (await gateway.GetAsync($"v1/asks/{ask}", "second-brackenford-doctor")).Is(404);
        (await gateway.GetAsync($"v1/asks/{ask}", "brackenford-doctor")).Is(200);
        (await gateway.GetAsync($"v1/asks/{ask}", "dsl")).Is(200);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Oldest_ask_that_waits_is_listed_first_however_many_came_after_it(string store)
    {
        await using var gateway = await StartAsync(store);
        var (oldest, answered) = (await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust"), await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust"));
        (await gateway.PostAsync($"v1/asks/{answered}/answer", "brackenford-doctor", Release)).Is(200);
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var n = 0; n < 101; n++) await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        gateway.Clock.Advance(TimeSpan.FromHours(5));

        var first = (await gateway.GetAsync("v1/asks", "brackenford-doctor")).Is(200).Json;
        Assert.Equal((103, 102, 100), (first.GetProperty("total").GetInt32(), first.GetProperty("waiting").GetInt32(), first.GetProperty("asks").GetArrayLength()));
        Assert.Equal((oldest, "overdue"), (first.GetProperty("asks")[0].GetProperty("id").GetGuid(), first.GetProperty("asks")[0].GetProperty("state").GetString()));
        var second = (await gateway.GetAsync($"v1/asks?after={first.GetProperty("next").GetString()}", "brackenford-doctor")).Is(200).Json;
        var all = first.GetProperty("asks").EnumerateArray().Concat(second.GetProperty("asks").EnumerateArray()).Select(ask => ask.GetProperty("id").GetGuid()).ToArray();
        Assert.Equal((103, answered), (all.Distinct().Count(), all[^1]));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_many_who_answer_at_once_one_does(string store)
    {
        await using var gateway = await StartAsync(store);
        await using var second = store == "Postgres" ? await GatewayHost.StartAsync(server, store, new Setting(Child) { Connection = gateway.Store.Connection }) : null;
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        foreach (var doctor in (string[])["brackenford-doctor", "second-brackenford-doctor"])
        {
            await gateway.TokenAsync(doctor);
            if (second is not null) await second.TokenAsync(doctor);
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => ((n % 2 == 0 ? second : null) ?? gateway)
            .PostAsync($"v1/asks/{ask}/answer", n < 4 ? "brackenford-doctor" : "second-brackenford-doctor", n % 3 == 0 ? Decline : Release)));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal("urn:gateway:problem:answered-before", answer.Is(409).Type));
        Assert.Single(await gateway.Entries.DecidedByPeopleAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Process_that_dies_between_answer_and_collecting_loses_nothing(string store)
    {
        await using var gateway = await StartAsync(store);
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(200);

        await gateway.RestartAsync();

        var request = Guid.NewGuid().ToString();
        var collected = (await gateway.PostAsync($"v1/asks/{ask}/collect", "dsl", null, request)).Is(200);
        Assert.Equal("3", collected.Json.GetProperty("attendances").GetProperty("count").GetString());
        Assert.Equal(collected.Bytes, (await gateway.PostAsync($"v1/asks/{ask}/collect", "dsl", null, request)).Is(200).Bytes);
        Assert.Equal(1, gateway.Asked("northgate-childrens-ed"));
        gateway.Clock.Advance(TimeSpan.FromDays(7));
        gateway.Involve("st-oswins-primary", "school-roll", Child, minutesAgo: -60 * 24 * 6);
        Assert.Equal("urn:gateway:problem:release-lapsed", (await CollectAsync(gateway, ask)).Is(409).Type);
    }

    [Fact]
    public async Task Holder_that_is_silent_at_collecting_is_not_known_with_its_number_and_may_be_tried_again()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "castlebridge-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "castlebridge-doctor", Release)).Is(200);
        await gateway.Agencies.SetAsync("castlebridge-infirmary-ed", new Behaviour(Fault: Fault.Error));

        var silent = (await CollectAsync(gateway, ask)).Is(503);

        Assert.Equal("urn:gateway:problem:no-custodian-answered", silent.Type);
        var source = silent.Source("castlebridge-infirmary-ed");
        Assert.Equal("not-known", source.GetProperty("answer").GetString());
        Assert.NotEmpty(source.GetProperty("ring").GetProperty("number").GetString()!);
        await gateway.Agencies.SetAsync("castlebridge-infirmary-ed", new Behaviour());
        (await CollectAsync(gateway, ask)).Is(200);
    }

    [Fact]
    public async Task What_the_rules_refuse_when_it_is_collected_stays_refused()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(200);
        await gateway.Agencies.SetAsync("st-oswins-primary", new Behaviour(Fault: Fault.Silent));

        (await CollectAsync(gateway, ask)).Is(403);

        Assert.Equal(0, gateway.Asked("northgate-childrens-ed"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task With_a_closed_ledger_nothing_is_asked_answered_or_collected(string store)
    {
        await using var gateway = await StartAsync(store);
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        var released = await AskOfAsync(gateway, "castlebridge-nhs-trust");
        (await gateway.PostAsync($"v1/asks/{released}/answer", "castlebridge-doctor", Release)).Is(200);
        await ClosedLedger.CloseAsync(gateway);

        Assert.Equal("urn:gateway:problem:ledger-closed", (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", Release)).Is(503).Type);
        Assert.Equal("urn:gateway:problem:ledger-closed", (await CollectAsync(gateway, released)).Is(503).Type);
        Assert.Equal("urn:gateway:problem:ledger-closed", (await gateway.GetAsync("v1/asks", "brackenford-doctor")).Is(503).Type);
        Assert.Equal("urn:gateway:problem:ledger-closed", (await gateway.AskAsync(Asks with { RequestId = Guid.NewGuid() })).Is(503).Type);
        Assert.Equal(0, gateway.Asked("castlebridge-infirmary-ed"));
        Assert.Equal("not answered", await AnswerOfAsync(gateway, ask) ?? "not answered");
    }

    [Fact]
    public async Task Ledger_that_closes_before_the_holders_are_told_tells_none()
    {
        await using var gateway = await StartAsync("Sqlite");
        await ClosedLedger.CloseAsync(gateway, after: 1);

        (await gateway.AskAsync(Asks)).Is(503);

        Assert.Equal(0, await CountAsync(gateway));
    }

    [Fact]
    public async Task Overdue_is_shown_with_the_number_and_told_to_both_officers()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        gateway.Clock.Advance(TimeSpan.FromHours(5));
        await Background.AsksAsync(gateway);

        var mine = (await gateway.GetAsync($"v1/asks/{ask}", "dsl")).Is(200);

        Assert.Equal("overdue", mine.Json.GetProperty("state").GetString());
        Assert.NotEmpty(mine.Json.GetProperty("ring").GetProperty("number").GetString()!);
        foreach (var officer in (string[])["officer-of-st-oswins-primary", "officer-of-brackenford-hospitals-nhs-trust"])
        {
            var alerts = (await gateway.GetAsync("v1/alerts", officer)).Json.GetProperty("alerts").EnumerateArray();
            Assert.Contains("ask-overdue", alerts.Select(alert => alert.GetProperty("kind").GetString()));
        }
    }

    [Fact]
    public async Task Unknown_child_makes_no_ask_and_without_a_reason_nobody_is_asked()
    {
        await using var gateway = await StartAsync("Sqlite");
        gateway.Involve("st-oswins-primary", "school-roll", Unknown);

        Assert.False((await gateway.AskAsync(Asks with { Child = Unknown })).Is(200).Json.TryGetProperty("asks", out _));
        var without = (await gateway.AskAsync(Asks with { Justification = null, RequestId = Guid.NewGuid() })).Is(200);

        Assert.All(without.Withheld, item => Assert.Contains("Say which decision it is for", item.GetProperty("words").GetString()));
        Assert.Equal(0, await CountAsync(gateway));
    }

    [Fact]
    public async Task Bad_answers_name_their_fields_and_change_nothing()
    {
        await using var gateway = await StartAsync("Sqlite");
        var ask = await AskOfAsync(gateway, "brackenford-hospitals-nhs-trust");
        foreach (var (body, fields) in ((JsonObject, string)[])
        [
            (new JsonObject(), "answer,reason,toAsker"), (With(Release, "answer", "yes"), "answer,toAsker"), (With(Release, "reason", " "), "reason"),
            (With(Release, "reason", new string('x', 1001)), "reason"), (With(Decline, "toAsker", null), "toAsker"), (With(Release, "items", new JsonArray()), "items"),
            (With(Trim, "items", null), "items"), (With(Trim, "items", new JsonArray(Form("attendance-count", "whole"))), "items"),
            (With(Trim, "items", new JsonArray(Form("attendance-count", "whole"), Form("attendance-count", "none"))), "items[1],items"),
            (With(Trim, "items", new JsonArray(Form("attendance-count", "all"), Form("attendance-dates", "none"))), "items[0],items"),
            (With(Trim, "items", new JsonArray(Form("attendance-count", "whole"), Form("school", "none"))), "items[1],items"),
            (With(Trim, "items", new JsonArray(Form("attendance-count", "whole"), Form("attendance-dates", "whole"))), "items"),
            (With(Trim, "items", new JsonArray(Form("attendance-count", "none"), Form("attendance-dates", "none"))), "items"),
            (With(Release, "more", 1), "more"), (With(Release, "conflictOfInterest", "no"), "conflictOfInterest"),
            (new JsonObject { ["conflictOfInterest"] = true }, "reason"), (new JsonObject { ["conflictOfInterest"] = true, ["reason"] = "My niece.", ["toAsker"] = "Ask her." }, "toAsker"),
        ])
            Assert.Equal(fields, string.Join(',', (await gateway.PostAsync($"v1/asks/{ask}/answer", "brackenford-doctor", body)).Is(400).Fields));

        (await gateway.SendAsync(HttpMethod.Post, $"v1/asks/{ask}/answer", "brackenford-doctor", "{\"answer\":\"release\",\"answer\":\"release\"}")).Is(400);
        (await gateway.SendAsync(HttpMethod.Post, $"v1/asks/{ask}/answer", "brackenford-doctor", "[]")).Is(400);
        (await gateway.SendAsync(HttpMethod.Post, $"v1/asks/{ask}/answer", "brackenford-doctor", "{\"reason\":\"\\ud800\"}")).Is(400);
        (await gateway.SendAsync(HttpMethod.Post, $"v1/asks/{ask}/answer", "brackenford-doctor", new string(' ', 17 * 1024))).Is(413);
        (await gateway.PostAsync($"v1/asks/{ask}/collect", "dsl", null)).Is(400);
        (await gateway.PostAsync($"v1/asks/{Guid.NewGuid()}/answer", "brackenford-doctor", Release)).Is(404);
        (await gateway.PostAsync("v1/asks/nothing/answer", "brackenford-doctor", Release)).Is(404);
        Assert.Empty(await gateway.Entries.DecidedByPeopleAsync());
    }

    private static JsonObject With(JsonObject body, string name, JsonNode? value)
    {
        if (value is null) body.Remove(name);
        else body[name] = value;
        return body;
    }

    private static JsonObject Form(string item, string form) => new() { ["item"] = item, ["form"] = form };

    private static string? Holder(JsonElement ask) => ask.GetProperty("holder").GetString();

    private static string? Kind(LedgerReader.Entry entry) => entry.Common.TryGetProperty("kind", out var kind) ? kind.GetString() : null;

    internal static async Task<Guid> AskOfAsync(GatewayHost gateway, string holder)
    {
        var answer = (await gateway.AskAsync(Asks with { RequestId = Guid.NewGuid() })).Is(200);
        return answer.Json.GetProperty("asks").EnumerateArray().Single(ask => Holder(ask) == holder).GetProperty("ask").GetGuid();
    }

    private static Task<Answer> CollectAsync(GatewayHost gateway, Guid ask, string asker = "dsl") => gateway.PostAsync($"v1/asks/{ask}/collect", asker, null, Guid.NewGuid().ToString());

    private static Task<int> CountAsync(GatewayHost gateway) => StoredWork.ReadAsync(gateway, asks => asks.Count);

    private static Task<string?> AnswerOfAsync(GatewayHost gateway, Guid id) => StoredWork.ReadAsync(gateway, asks => asks.Single(ask => ask.Id == id).Answer);

    // The whole of the embedded store, as anybody who takes the file would read it.
    private static async Task<string> StoredAsync(GatewayHost gateway)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.GetFiles(gateway.Store.Connection, "gateway.db*").Where(file => !file.EndsWith("migrating", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }

        return text.ToString();
    }

    private Task<GatewayHost> StartAsync(string store) => StartAsync(server, store);

    internal static async Task<GatewayHost> StartAsync(PostgresServer? server, string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Child);
        gateway.Involve("st-oswins-primary", "school-roll", Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        gateway.Holds("northgate-childrens-ed", Child, Held.Attendances(3));
        return gateway;
    }
}
