using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Referrals;

/// <summary>What is sent arrives once, at the right council, and nobody is left without a number to ring.</summary>
public sealed class SendReferralTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Saved_in_any_order_and_sent_it_is_received_at_each_childs_council_and_due_by_the_end_of_Monday(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.BeginAsync();
        foreach (var task in (string[])["referrer", "history", "family", "worries"]) (await bed.SaveAsync(referral, task, TestForm.Of(task))).Is(200);
        var children = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", TestForm.Children("ZA4 1AA", "ZB1 1AA"))).Is(200));
        var missing = (await bed.SendAsync(referral)).Is(409);
        Assert.Equal(("urn:gateway:problem:referral-not-complete", "/tasks/adults"), (missing.Type, Assert.Single(missing.Fields)));
        // Saved with one of the two children: which children there are is known only when it is sent.
        Assert.Empty((await bed.SaveAsync(referral, "adults", TestForm.Adults(children[0]))).Is(200).Json.GetProperty("toDo").EnumerateArray());
        Assert.Equal("/tasks/adults/adults/0/relationships", Assert.Single((await bed.SendAsync(referral)).Is(409).Fields));
        (await bed.SaveAsync(referral, "adults", TestForm.Adults(children))).Is(200);

        var sent = (await bed.SendAsync(referral)).Is(200).Json;

        Assert.Matches("^R-", sent.GetProperty("reference").GetString());
        Assert.Equal("A social worker must decide what to do by the end of Monday 23 November. You will be told here.", sent.GetProperty("next").GetString());
        Assert.Equal(
            ["Aldersham Council received Received by the end of Monday 23 November", "Brackenford Council received Received by the end of Monday 23 November"],
            sent.GetProperty("children").EnumerateArray().OrderBy(child => Array.IndexOf(children, child.GetProperty("child").GetGuid()))
                .Select(child => $"{child.GetProperty("council").GetProperty("name")} {child.GetProperty("state")} {child.GetProperty("shown")} {child.GetProperty("due").GetProperty("words")}"));
        Assert.Equal(["01632 960102", "0113 496 0102"], sent.GetProperty("ringNow").EnumerateArray().Select(line => line.GetProperty("number").GetString()));

        var seen = (await bed.ReadAsync(referral)).Is(200).Json;
        Assert.Equal("Effectmark: she flinches, will not eat and asks not to go home.", seen.GetProperty("form").GetProperty("children").GetProperty("children")[1].GetProperty("effect").GetString());
        Assert.Equal(["referral.sent", "referral.received"], seen.GetProperty("children")[0].GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("event").GetString()));
        Assert.Equal("urn:gateway:problem:referral-sent-before", (await bed.SaveAsync(referral, "worries", TestForm.Worries)).Is(409).Type);
        var (entry, stored) = (Assert.Single(await bed.EntriesAsync()), store == "Sqlite" ? await StoredAsync(bed) : "");
        Assert.Equal(sent.GetProperty("receipt").GetProperty("entryId").GetGuid(), entry.Leaf.EntryId);
        foreach (var mark in (string[])["Childmark", "Effectmark", "Worrymark", "Adultmark", "Addressmark", ReferralBed.NumberOf(0).Digits])
        {
            Assert.DoesNotContain(mark, entry.Common.GetRawText());
            Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(mark, line.Text));
            Assert.DoesNotContain(mark, stored);
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Pressed_twice_at_once_and_again_after_going_back_it_is_one_referral_with_one_reference(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bed.SendAsync(referral)));
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(3));
        Answer[] all = [.. together, await bed.SendAsync(referral)];

        Assert.Single(all.Select(answer => answer.Is(200).Text).Distinct());
        await using var db = await bed.DbAsync();
        Assert.Equal((1, 1, 2), (await db.Set<Referral>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralChild>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralStep>().CountAsync(ReferralBed.Cancellation)));
        Assert.Single(await bed.EntriesAsync());
        // Whoever else presses it is told what is told of one that is not there.
        Assert.Equal(404, (await bed.SendAsync(referral, "gp")).Status);
        Assert.Equal(404, (await bed.SendAsync(referral, "second-nurse")).Status);
    }

    [Fact]
    public async Task Begun_twice_with_one_request_id_it_is_one_draft_and_with_another_body_it_is_refused()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = Guid.NewGuid().ToString();
        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => bed.Gateway.PostAsync("v1/referrals", "nurse", TestForm.Wanted(), id)));
        Assert.Single(together.Select(answer => answer.Is(201).Text).Distinct());
        Assert.Equal("urn:gateway:problem:request-id-reused", (await bed.Gateway.PostAsync("v1/referrals", "nurse", TestForm.Wanted("advice"), id)).Is(409).Type);
        Assert.NotEqual(together[0].Json.GetProperty("referral").GetGuid(), (await bed.Gateway.PostAsync("v1/referrals", "second-nurse", TestForm.Wanted(), id)).Is(201).Json.GetProperty("referral").GetGuid());
        Assert.Empty(await bed.EntriesAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task With_a_closed_ledger_nothing_is_sent_and_the_draft_is_kept(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);

        var closed = (await bed.SendAsync(referral)).Is(503);

        Assert.Equal("urn:gateway:problem:ledger-closed", closed.Type);
        Assert.NotEmpty(closed.NumbersToRing);
        var urgent = (await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, Guid.NewGuid().ToString())).Is(503);
        Assert.NotEmpty(urgent.NumbersToRing);
        await using var db = await bed.DbAsync();
        Assert.Null((await db.Set<Referral>().SingleAsync(ReferralBed.Cancellation)).SentAt);
        Assert.Equal((0, 6), (await db.Set<ReferralChild>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralTask>().CountAsync(ReferralBed.Cancellation)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Killed_between_the_ledger_and_the_row_it_is_one_referral_when_it_is_sent_again(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();
        var dying = new SendReferral(bed.With(ledger => async (entry, stopping) =>
        {
            await ledger(entry, stopping);
            throw new IOException("killed");
        }), bed.Service<OpenForm>(), bed.Service<SealReferrals>(), bed.Service<FindCouncil>());
        var begun = new ReferralBegun(Wanted.Section47, true, true, Guid.NewGuid(), [7]);
        var urgent = System.Text.Json.JsonSerializer.SerializeToElement(TestForm.Urgent);
        await Assert.ThrowsAsync<IOException>(() => dying.SendAsync(bed.Who("nurse"), referral, ReferralBed.Cancellation));
        await Assert.ThrowsAsync<IOException>(() => dying.UrgentlyAsync(bed.Who("nurse"), urgent, begun, ReferralBed.Cancellation));
        Assert.Equal(["children", "adults", "worries", "family", "history", "referrer"], (await bed.ReadAsync(referral)).Is(200).Json.GetProperty("form").EnumerateObject().Select(task => task.Name).OrderBy(task => Array.IndexOf(TestForm.Tasks, task)));

        (await bed.SendAsync(referral)).Is(200);
        (await bed.SendAsync(referral)).Is(200);
        foreach (var _ in (int[])[1, 2])
            Assert.IsType<StepTaken.Taken>(Assert.IsType<ReferralSent.Became>(await bed.Service<SendReferral>().UrgentlyAsync(bed.Who("nurse"), urgent, begun, ReferralBed.Cancellation)).Taken);

        await using var db = await bed.DbAsync();
        Assert.Equal((2, 2), (await db.Set<Referral>().CountAsync(ReferralBed.Cancellation), await db.Set<ReferralChild>().CountAsync(ReferralBed.Cancellation)));
        // What a death left in the ledger alone is seen to be of the same request.
        Assert.Equal([2, 2], (await bed.EntriesAsync()).CountBy(entry => entry.Leaf.InteractionId).Select(each => each.Value));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Tasks_that_are_saved_at_once_are_all_saved(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.BeginAsync();
        var saved = await Task.WhenAll(TestForm.Tasks.Select(task => bed.SaveAsync(referral, task, TestForm.Of(task))));
        Assert.All(saved, answer => answer.Is(200));
        Assert.Empty((await bed.ReadAsync(referral)).Is(200).Json.GetProperty("toDo").EnumerateArray());
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_and_nothing_of_it_is_kept()
    {
        await using var bed = await ReferralBed.StartAsync();
        var referral = await bed.BeginAsync();
        Assert.Equal("X-Request-ID", Assert.Single((await bed.Gateway.PostAsync("v1/referrals", "nurse", TestForm.Wanted())).Is(400).Fields));
        Assert.Equal(["/wanted", "/dangerNow"], (await bed.Gateway.PostAsync("v1/referrals", "nurse", new JsonObject(), Guid.NewGuid().ToString())).Is(400).Fields);
        foreach (var body in (string[])["", "[]", "{", """{"done":"a","done":"b"}""", "{\"done\":\"\\ud800\"}", string.Concat(Enumerable.Repeat("{\"a\":", 20)) + "1" + new string('}', 20)])
            (await bed.Gateway.SendAsync(HttpMethod.Put, $"v1/referrals/{referral}/tasks/history", "nurse", body)).Is(400);
        Assert.Equal(413, (await bed.Gateway.SendAsync(HttpMethod.Put, $"v1/referrals/{referral}/tasks/history", "nurse", $$"""{"done":"{{new string('x', 200 * 1024)}}"}""")).Status);
        Assert.Equal("/done", Assert.Single((await bed.Gateway.SendAsync(HttpMethod.Put, $"v1/referrals/{referral}/tasks/history", "nurse", $$"""{"done":"{{new string('x', 5000)}}"}""")).Is(400).Fields));
        Assert.Equal("/done", Assert.Single((await bed.Gateway.SendAsync(HttpMethod.Put, $"v1/referrals/{referral}/tasks/history", "nurse", """{"done":"a\u202eb"}""")).Is(400).Fields));
        foreach (var path in (string[])[$"v1/referrals/{referral}/tasks/secrets", "v1/referrals/nobody/tasks/history"])
            Assert.Equal(404, (await bed.Gateway.SendAsync(HttpMethod.Put, path, "nurse", "{}")).Status);
        Assert.Equal(6, (await bed.ReadAsync(referral)).Is(200).Json.GetProperty("toDo").GetArrayLength());
        // What is wanted may change as long as it is a draft.
        Assert.Equal("advice", (await bed.SaveAsync(referral, "wanted", TestForm.Wanted("advice"))).Is(200).Json.GetProperty("wanted").GetString());
    }

    [Fact]
    public async Task A_council_that_nobody_knows_or_that_does_not_receive_here_is_told_plainly_with_a_number_and_may_be_changed_with_a_reason()
    {
        await using var bed = await ReferralBed.StartAsync(setting: new Setting());
        var referral = await bed.FilledAsync("nurse", "ZF4 1AA", "ZZ9 9ZZ", "ZA4 1AA");

        var refused = (await bed.SendAsync(referral)).Is(409);

        Assert.Equal("urn:gateway:problem:referral-no-council", refused.Type);
        Assert.Equal(["/tasks/children/children/0/address/postcode", "/tasks/children/children/1/address/postcode"], refused.Fields);
        Assert.Contains(Number(bed, "farrowdale-council"), refused.NumbersToRing);
        Assert.Contains("01632 960102", refused.NumbersToRing);
        Assert.Empty(await bed.EntriesAsync());

        var read = (await bed.ReadAsync(referral)).Is(200).Json;
        Assert.Equal([false, false, true], read.GetProperty("receivers").EnumerateArray().Select(child => child.TryGetProperty("council", out _)));
        var children = JsonNode.Parse(read.GetProperty("form").GetProperty("children").GetRawText())!;
        foreach (var n in (int[])[0, 1]) children["children"]![n]!["council"] = new JsonObject { ["agency"] = "brackenford-council", ["reason"] = "They stay with their aunt there." };
        (await bed.SaveAsync(referral, "children", children)).Is(200);

        var sent = (await bed.SendAsync(referral)).Is(200).Json.GetProperty("children").EnumerateArray().Select(child => child.GetProperty("council").GetProperty("agency").GetString()).Order();
        Assert.Equal(["aldersham-council", "brackenford-council", "brackenford-council"], sent);
    }

    [Fact]
    public async Task Danger_sends_what_is_known_now_and_a_clock_waits_for_the_rest()
    {
        await using var bed = await ReferralBed.StartAsync();
        var id = Guid.NewGuid().ToString();
        var together = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, id)));
        var sent = JsonNode.Parse(Assert.Single(together.Select(answer => answer.Is(200).Text).Distinct()))!;
        Assert.Equal(("brackenford-council", "received", true), ((string?)sent["children"]![0]!["council"]!["agency"], (string?)sent["children"]![0]!["state"], (bool)sent["urgent"]!));
        var (referral, child) = (Guid.Parse((string)sent["referral"]!), Guid.Parse((string)sent["children"]![0]!["child"]!));
        Assert.Equal("2026-11-22T22:14", $"{Clocks(await bed.ChildAsync(child))["full-form"]!["started"]!.GetValue<long>():d}" is var started ? $"{DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(started)).AddHours(24):yyyy-MM-ddTHH:mm}" : "");

        Assert.Equal("urn:gateway:problem:referral-sent-before", (await bed.SendAsync(referral)).Is(409).Type);
        var early = (await bed.Gateway.PostAsync($"v1/referrals/{referral}/complete", "nurse", null)).Is(409);
        Assert.Equal(TestForm.Tasks.Select(task => "/tasks/" + task), early.Fields);

        // The child who was sent keeps their id; a sister is told of now, and begins her own way.
        var children = TestForm.Children("ZB4 1AA", "ZB4 1AA");
        children["children"]![0]!["id"] = child.ToString();
        await bed.FillAsync(referral, children);
        var completed = (await bed.Gateway.PostAsync($"v1/referrals/{referral}/complete", "nurse", null)).Is(200);
        Assert.Equal(2, completed.Json.GetProperty("children").GetArrayLength());
        Assert.Equal(completed.Text, (await bed.Gateway.PostAsync($"v1/referrals/{referral}/complete", "nurse", null)).Is(200).Text);

        Assert.NotNull(Clocks(await bed.ChildAsync(child))["full-form"]!["stopped"]);
        Assert.Equal(["referral.sent", "referral.received", "referral.completed"], (await bed.StepsAsync(child)).Select(step => step.Event));
        var seen = (await bed.ReadAsync(referral)).Is(200).Json.GetProperty("children").EnumerateArray().ToArray();
        Assert.Equal(["Amira Childmark 0", "Amira Childmark 1"], seen.Select(one => one.GetProperty("name").GetString()));
        Assert.Equal("urn:gateway:problem:referral-sent-before", (await bed.SaveAsync(referral, "history", TestForm.History)).Is(409).Type);
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Dangermark", line.Text));
    }

    [Fact]
    public async Task Danger_without_a_postcode_goes_to_the_council_of_the_sender_and_where_nobody_is_known_there_is_a_number()
    {
        await using var bed = await ReferralBed.StartAsync();
        var body = TestForm.Urgent;
        body.Remove("postcode");
        var sent = (await bed.Gateway.PostAsync("v1/referrals/urgent", "dsl", body, Guid.NewGuid().ToString())).Is(200).Json;
        Assert.Equal("aldersham-council", sent.GetProperty("children")[0].GetProperty("council").GetProperty("agency").GetString());

        body["postcode"] = "ZF4 1AA";
        var refused = (await bed.Gateway.PostAsync("v1/referrals/urgent", "dsl", body, Guid.NewGuid().ToString())).Is(409);
        Assert.Equal(Number(bed, "farrowdale-council"), Assert.Single(refused.NumbersToRing));
    }

    [Fact]
    public async Task Who_may_not_ask_about_a_child_may_refer_and_who_is_nobodys_professional_may_not()
    {
        await using var bed = await ReferralBed.StartAsync();
        foreach (var role in (string[])["health-visitor", "school-nurse", "ambulance-clinician", "school-other", "csc-social-worker"])
        {
            var referral = await bed.FilledAsync(role);
            (await bed.SendAsync(referral, role)).Is(200);
            Assert.Equal(referral, (await bed.Gateway.GetAsync("v1/referrals", role)).Is(200).Json.GetProperty("referrals")[0].GetProperty("referral").GetGuid());
        }

        foreach (var role in (string[])["child-or-parent", "inspector", "researcher", "court-order-party", "officer-of-aldersham-council", "ed-reception"])
        {
            var refused = (await bed.Gateway.PostAsync("v1/referrals", role, TestForm.Wanted(), Guid.NewGuid().ToString())).Is(403);
            Assert.Equal("urn:gateway:problem:role-refers-nobody", refused.Type);
            Assert.NotEmpty(refused.NumbersToRing);
        }
    }

    [Fact]
    public async Task To_whoever_has_no_part_a_referral_is_not_there_and_a_council_sees_its_own_children()
    {
        await using var bed = await ReferralBed.StartAsync();
        var draft = await bed.FilledAsync();
        var referral = await bed.FilledAsync("nurse", "ZA4 1AA", "ZB1 1AA");
        (await bed.SendAsync(referral)).Is(200);
        var none = (await bed.ReadAsync(Guid.NewGuid(), "gp")).Is(404).Text;

        foreach (var outsider in (string[])["gp", "dsl", "brackenford-nurse", "police-ppu", "inspector", "child-or-parent", "officer-of-aldersham-council", "officer-of-alder-valley-nhs-trust"])
            Assert.Equal(none, (await bed.ReadAsync(referral, outsider)).Is(404).Text);
        foreach (var other in (string[])["second-nurse", "csc-front-door", "gp"]) Assert.Equal(none, (await bed.ReadAsync(draft, other)).Is(404).Text);
        Assert.Equal(none, (await bed.SaveAsync(draft, "worries", TestForm.Worries, "second-nurse")).Is(404).Text);
        Assert.Equal(none, (await bed.SaveAsync(draft, "worries", new JsonObject(), "gp")).Is(404).Text);

        var council = (await bed.ReadAsync(referral, "csc-front-door")).Is(200);
        Assert.Equal("Amira Childmark 0", Assert.Single(council.Json.GetProperty("children").EnumerateArray()).GetProperty("name").GetString());
        Assert.Single(council.Json.GetProperty("form").GetProperty("children").GetProperty("children").EnumerateArray());
        Assert.DoesNotContain("Childmark 1", council.Text);
        Assert.Equal(2, (await bed.ReadAsync(referral, "second-nurse")).Is(200).Json.GetProperty("children").GetArrayLength());
        Assert.Equal("referral-read", (await bed.Gateway.Entries.OfAsync(EntryType.Search))[^1].Common.GetProperty("kind").GetString());
    }

    private static JsonNode Clocks(ReferralChild child) => JsonNode.Parse(child.Standing)!["clocks"]!;

    private static string Number(ReferralBed bed, string council)
    {
        var telephones = bed.Service<Gateway.Agencies.Register>().Agencies[council].Telephones;
        return Gateway.Agencies.RingNow.At(telephones, bed.Gateway.Clock.GetUtcNow(), bed.Service<Gateway.Agencies.BankHolidays>()).Line.Number;
    }

    // Also what is not in the file yet: it may go into it at any time.
    private static async Task<string> StoredAsync(ReferralBed bed)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(bed.Gateway.Store.Connection, "gateway.db")};Pooling=False");
        await connection.OpenAsync(ReferralBed.Cancellation);
        await using var whole = new Microsoft.Data.Sqlite.SqliteCommand("pragma wal_checkpoint(full)", connection);
        await whole.ExecuteNonQueryAsync(ReferralBed.Cancellation);
        var text = System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(Path.Combine(bed.Gateway.Store.Connection, "gateway.db"), ReferralBed.Cancellation));
        Assert.Contains("referral.received", text);
        return text;
    }
}
