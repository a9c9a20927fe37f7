using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Consents;
using Gateway.Simulator;
using Gateway.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Consents;

public sealed class ConsentRecordTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly TestChild Child = ConsentBed.Child;
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Same_request_is_recorded_once_however_often_it_comes(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var id = Guid.NewGuid().ToString();
        var together = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => bed.RecordAsync(ConsentBed.Yes(Child), requestId: id)));
        var first = Assert.Single(together.Select(answer => answer.Is(201).Text).Distinct());
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        await bed.Gateway.RestartAsync();
        Assert.Equal(first, (await bed.RecordAsync(ConsentBed.Yes(Child), requestId: id)).Is(201).Text);
        Assert.Single((await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray());

        Assert.Equal("urn:gateway:problem:request-id-reused", (await bed.RecordAsync(ConsentBed.No(Child), requestId: id)).Is(409).Type);
        var consent = (await bed.RecordAsync(ConsentBed.Yes(Child), requestId: id)).Json.GetProperty("consent").GetGuid();
        Assert.Equal("urn:gateway:problem:request-id-reused", (await bed.WithdrawAsync(consent, requestId: id)).Is(409).Type);
    }

    [Fact]
    public async Task Entry_says_who_and_what_and_names_nobody_but_the_child()
    {
        await using var bed = await ConsentBed.StartAsync();
        var yes = ConsentBed.Yes(ConsentBed.Teenager);
        (yes["giver"], yes["competence"]) = ("self", ConsentBed.Competence());
        var recorded = (await bed.RecordAsync(yes)).Is(201);

        var entry = await bed.LastAsync(EntryType.Consent);
        Assert.Equal(recorded.Receipt.GetProperty("entryId").GetGuid(), entry.Leaf.EntryId);
        Assert.Equal(("gp", "millpond-surgery", "given"), (entry.Common.GetProperty("role").GetString(), entry.Common.GetProperty("agency").GetString(), entry.Common.GetProperty("step").GetString()));
        Assert.Equal("registration", entry.Common.GetProperty("relationship").GetProperty("type").GetString());
        Assert.DoesNotContain(ConsentBed.Teenager.Number, entry.Common.GetRawText());
        var child = entry.Child!.Value;
        Assert.Equal(ConsentBed.Teenager.Number, child.GetProperty("child").GetProperty("nhsNumber").GetString());
        Assert.Equal(("self", "given"), (child.GetProperty("giver").GetString(), child.GetProperty("state").GetString()));
        Assert.Equal(("gp", "service-agreement"), (child.GetProperty("competence").GetProperty("assessedBy").GetString(), child.GetProperty("competence").GetProperty("decision").GetString()));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Who_may_not_record_is_turned_away_in_constant_words_and_the_ledger_knows(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        var before = (await bed.Gateway.Entries.OfAsync(EntryType.Consent)).Count;

        foreach (var asker in (string[])["school-other", "ed-reception", "police-frontline", "inspector", "child-or-parent"])
            Assert.Equal("urn:gateway:problem:role-records-no-consent", (await bed.RecordAsync(ConsentBed.Yes(Child), asker)).Is(403).Type);
        Assert.Equal("urn:gateway:problem:role-records-no-consent", (await bed.RecordAsync(ConsentBed.Yes(Child), "urgent-care-clinician")).Is(403).Type);
        var uninvolved = (await bed.RecordAsync(ConsentBed.Yes(ConsentBed.Stranger))).Is(403);
        Assert.Equal("urn:gateway:problem:involvement-not-confirmed", uninvolved.Type);
        Assert.Equal(uninvolved.Text, (await bed.RecordAsync(ConsentBed.Yes(TestChild.Of(999) with { Born = Child.Born }))).Is(403).Text);
        Assert.Equal("urn:gateway:problem:involvement-not-confirmed", (await bed.SearchAsync(child: ConsentBed.Stranger)).Is(403).Type);

        // Another agency's record, another child's and none at all read the same.
        var notFound = (await bed.WithdrawAsync(Guid.NewGuid())).Is(404).Text;
        Assert.Equal(notFound, (await bed.WithdrawAsync(consent, "dsl")).Is(404).Text);
        Assert.Equal(notFound, (await bed.WithdrawAsync(consent, child: ConsentBed.Teenager)).Is(404).Text);
        var supersedes = ConsentBed.Yes(Child);
        supersedes["supersedes"] = new JsonArray(consent.ToString());
        Assert.Equal(notFound, (await bed.RecordAsync(supersedes, "dsl")).Is(404).Text);

        var refused = (await bed.Gateway.Entries.OfAsync(EntryType.Consent)).Skip(before).ToArray();
        Assert.Equal(12, refused.Length);
        Assert.All(refused, entry => Assert.Equal(EntryOutcome.Deny, entry.Outcome));
        Assert.Equal(EntryOutcome.Deny, (await bed.LastAsync(EntryType.Search)).Outcome);
        (await bed.EarlyHelpAsync("plan-flag")).Is(200);
    }

    [Fact]
    public async Task Agency_finds_its_own_records_and_what_all_of_them_come_to()
    {
        await using var bed = await ConsentBed.StartAsync();
        var own = await bed.RecordedAsync(ConsentBed.Yes(Child));
        await bed.EngageAsync(Child);
        await bed.RecordedAsync(ConsentBed.No(Child), "dsl");

        var found = (await bed.SearchAsync(seek: new JsonObject { ["purpose"] = "early-help", ["concerns"] = new JsonArray("forced-marriage") })).Is(200).Json;
        Assert.Equal(own, Assert.Single(found.GetProperty("consents").EnumerateArray()).GetProperty("consent").GetGuid());
        Assert.Single(found.GetProperty("engagements").EnumerateArray());
        Assert.Equal(["early-help conflict", "section-17 conflict", "section-47 not-required"], found.GetProperty("resolved").EnumerateArray().Select(one => $"{one.GetProperty("purpose")} {one.GetProperty("state")}"));
        Assert.Equal(("do-not-ask-do-not-tell", "C2"), (found.GetProperty("seek").GetProperty("advice").GetString(), found.GetProperty("seek").GetProperty("test").GetString()));
        Assert.Equal(own, Assert.Single((await bed.LastAsync(EntryType.Search)).Child!.Value.GetProperty("consents").EnumerateArray()).GetGuid());
        Assert.Equal("refused", Assert.Single((await bed.SearchAsync("dsl")).Is(200).Json.GetProperty("consents").EnumerateArray()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Newer_answer_takes_the_place_of_the_childs_earlier_one_and_of_a_parents()
    {
        await using var bed = await ConsentBed.StartAsync();
        await bed.RecordedAsync(ConsentBed.Yes(ConsentBed.Teenager));
        var own = ConsentBed.No(ConsentBed.Teenager);
        (own["giver"], own["competence"]) = ("self", ConsentBed.Competence());
        await bed.RecordedAsync(own);
        var yes = ConsentBed.Yes(ConsentBed.Teenager);
        (yes["giver"], yes["competence"]) = ("self", ConsentBed.Competence());
        await bed.RecordedAsync(yes);

        var found = (await bed.SearchAsync(child: ConsentBed.Teenager)).Is(200).Json.GetProperty("consents").EnumerateArray();
        Assert.Equal(["superseded", "refused", "given"], found.Select(consent => consent.GetProperty("state").GetString()));
        (await bed.EarlyHelpAsync(ConsentBed.Teenager, "plan-flag")).Is(200);
    }

    [Fact]
    public async Task Withdrawal_does_not_wait_for_an_agencys_system_that_is_silent_and_a_yes_does()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        await bed.Gateway.Agencies.SetAsync("millpond-surgery", new Behaviour(Fault: Fault.Reset));

        (await bed.RecordAsync(ConsentBed.Yes(Child))).Is(403);
        (await bed.WithdrawAsync(consent)).Is(201);
        Assert.Equal("no-reply", (await bed.LastAsync(EntryType.Consent)).Common.GetProperty("relationship").GetProperty("notAnswered").GetString());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Without_the_ledger_nothing_is_confirmed_a_yes_does_not_count_and_a_withdrawal_does(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        var (yes, withdrawal) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var other = ConsentBed.Yes(Child);
        (other["items"], other["anotherGiver"]) = (new JsonArray("looked-after"), true);
        await LedgerAsync(bed, open: false);

        Assert.Equal("urn:gateway:problem:consent-not-confirmed", (await bed.WithdrawAsync(consent, requestId: withdrawal)).Is(503).Type);
        Assert.Equal("urn:gateway:problem:consent-not-confirmed", (await bed.RecordAsync(other, requestId: yes)).Is(503).Type);
        (await bed.SearchAsync()).Is(503);

        await LedgerAsync(bed, open: true);
        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
        Assert.Equal(403, (await bed.EarlyHelpAsync("looked-after")).Status);
        (await bed.RecordAsync(other, requestId: yes)).Is(201);
        (await bed.WithdrawAsync(consent, requestId: withdrawal)).Is(201);
        (await bed.EarlyHelpAsync("looked-after")).Is(200);
        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task No_stands_until_the_yes_that_takes_its_place_is_in_the_ledger(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        await bed.RecordedAsync(ConsentBed.Yes(Child), "dsl");
        var no = await bed.RecordedAsync(ConsentBed.No(Child));
        var (yes, id) = (ConsentBed.Yes(Child), Guid.NewGuid().ToString());
        yes["supersedes"] = new JsonArray(no.ToString());
        await LedgerAsync(bed, open: false);
        (await bed.RecordAsync(yes, requestId: id)).Is(503);

        await LedgerAsync(bed, open: true);
        Assert.Equal(403, (await bed.EarlyHelpAsync("plan-flag")).Status);
        Assert.Equal("early-help conflict", await EarlyHelpResolvedAsync(bed));
        Assert.Contains("refused", await StatesAsync(bed));

        (await bed.RecordAsync(yes, requestId: id)).Is(201);
        Assert.Equal(["superseded", "given"], await StatesAsync(bed));
        (await bed.EarlyHelpAsync("plan-flag")).Is(200);
    }

    [Fact]
    public async Task Withdrawal_that_came_after_a_yes_was_taken_down_is_not_replaced_by_it()
    {
        await using var bed = await ConsentBed.StartAsync();
        var first = await bed.RecordedAsync(ConsentBed.Yes(Child));
        var (yes, id) = (ConsentBed.Yes(Child), Guid.NewGuid().ToString());
        yes["supersedes"] = new JsonArray(first.ToString());
        await LedgerAsync(bed, open: false);
        (await bed.RecordAsync(yes, requestId: id)).Is(503);
        await LedgerAsync(bed, open: true);
        (await bed.WithdrawAsync(first)).Is(201);

        (await bed.RecordAsync(yes, requestId: id)).Is(201);

        Assert.Equal(["withdrawn", "given"], await StatesAsync(bed));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Two_who_withdraw_at_once_are_told_which_of_them_did(string store)
    {
        await using var bed = await ConsentBed.StartAsync(server, store);
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bed.WithdrawAsync(consent)));

        Assert.Equal([201, 409, 409, 409], both.Select(answer => answer.Status).Order());
    }

    [Fact]
    public async Task Neither_the_store_nor_any_log_names_a_child()
    {
        await using var bed = await ConsentBed.StartAsync();
        var consent = await bed.RecordedAsync(ConsentBed.Yes(Child));
        await bed.EngageAsync(Child);
        await bed.WithdrawAsync(consent);
        (await bed.SearchAsync()).Is(200);
        await bed.RecordAsync(ConsentBed.Yes(ConsentBed.Stranger));
        SqliteConnection.ClearAllPools();

        var bytes = (await File.ReadAllBytesAsync(Path.Combine(bed.Gateway.Store.Connection, "gateway.db"), Cancellation))
            .Concat(File.Exists(Path.Combine(bed.Gateway.Store.Connection, "gateway.db-wal")) ? await File.ReadAllBytesAsync(Path.Combine(bed.Gateway.Store.Connection, "gateway.db-wal"), Cancellation) : []).ToArray();
        var store = System.Text.Encoding.Latin1.GetString(bytes);
        Assert.Contains("EH-Referencemark-7", store);
        foreach (var secret in (string[])[Child.Number, "2017-03-04", ConsentBed.Stranger.Number])
        {
            Assert.DoesNotContain(secret, store);
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(secret, line.Text));
        }

        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Referencemark", line.Text));
    }

    private static async Task<IEnumerable<string?>> StatesAsync(ConsentBed bed) =>
        (await bed.SearchAsync()).Is(200).Json.GetProperty("consents").EnumerateArray().Select(consent => consent.GetProperty("state").GetString());

    private static async Task<string> EarlyHelpResolvedAsync(ConsentBed bed) =>
        (await bed.SearchAsync()).Is(200).Json.GetProperty("resolved").EnumerateArray().Select(one => $"{one.GetProperty("purpose")} {one.GetProperty("state")}").First();

    private static async Task LedgerAsync(ConsentBed bed, bool open)
    {
        if (bed.Gateway.Store.Provider == "Postgres")
            await PostgresServer.ExecuteAsync(bed.Gateway.Store.Connection, open ? "alter table ledger.gone rename to entry" : "alter table ledger.entry rename to gone");
        else
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(bed.Gateway.Store.Connection, "ledger.db")};Pooling=False");
            await connection.OpenAsync(Cancellation);
            await using var command = new SqliteCommand(open ? "drop trigger no_room" : "create trigger no_room before insert on entry begin select raise(abort, 'full'); end", connection);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        if (open && bed.Gateway.Store.Provider == "Sqlite") await bed.Gateway.RestartAsync();
        for (var changed = bed.Gateway.Ledger.StateChanged; open && bed.Gateway.Ledger.State is not LedgerState.Open; changed = bed.Gateway.Ledger.StateChanged)
            await changed.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
    }
}
