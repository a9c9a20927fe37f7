using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Chronology;
using Gateway.Matching.Links;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Concerns;
using Gateway.Tests.Departments;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Gateway.Tests.Referrals.Steps;
using static Gateway.Tests.Chronology.ChronologyBed;

namespace Gateway.Tests.Chronology;

/// <summary>One line of time for a child, of what its reader may open already and nothing else; recorded before it is shown.</summary>
public sealed class ChronologyTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Journey_38_a_lead_draws_up_what_staff_wrote_in_order_with_what_was_decided_and_the_ledger_has_each_line(string store)
    {
        await using var bed = await StartAsync(server, store);
        var later = await bed.WrittenAsync();
        var earlier = await bed.WrittenAsync(written => (written["noticedAt"], written["sawOrHeard"]) = ("2026-11-20T09:00:00Z", "Earliermark: he came late and hungry."));
        await bed.WrittenAsync(written => written["pupils"]![0]!["nhsNumber"] = Other.Number);
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
        (await bed.AddAsync(later, "Addedmark: she said it again.")).Is(200);
        (await bed.DecideAsync(later, TestConcern.Decided("waiting", "advice-call"))).Is(200);

        var drawn = (await bed.DrawAsync()).Is(200);

        Assert.Equal([$"concern-{earlier:N}", $"concern-{later:N}", .. LinesOf(drawn).Skip(2).Select(line => line.GetProperty("id").GetString())], LinesOf(drawn).Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(3, LinesOf(drawn).Length);
        var line = LinesOf(drawn)[1];
        Assert.Contains("Sawmark", line.GetProperty("what").GetString());
        Assert.Contains("Wordsmark", line.GetProperty("effect").GetString());
        Assert.Contains("Called for advice. Reasonmark", line.GetProperty("response").GetString());
        Assert.Equal("Waits.", line.GetProperty("outcome").GetString());
        Assert.True(line.GetProperty("own").GetBoolean());
        Assert.Contains("Addedmark", WhatOf(drawn)[2]);
        Assert.Equal(ComposeChronology.Always, drawn.Json.GetProperty("missing").EnumerateArray().Select(words => words.GetString()));

        var entry = Assert.Single(await ChronologiesAsync(bed));
        Assert.Equal((drawn.Receipt.GetProperty("entry").GetInt64(), EntryOutcome.Noted), (entry.Index, entry.Outcome));
        Assert.Equal(("dsl", "school-concern", "screen", "school-roll", 3, 0), (
            entry.Common.GetProperty("practitioner").GetString(), entry.Common.GetProperty("purpose").GetString(), entry.Common.GetProperty("form").GetString(), entry.Common.GetProperty("relationship").GetString(),
            entry.Common.GetProperty("lines").GetInt32(), entry.Common.GetProperty("leftOut").GetInt32()));
        Assert.Equal(LinesOf(drawn).Select(one => one.GetProperty("id").GetString()), entry.Child!.Value.GetProperty("lines").EnumerateArray().Select(id => id.GetString()));
        foreach (var mark in (string[])["Sawmark", "Wordsmark", "Addedmark", "Reasonmark", Amira.Number, "2019-03-04"])
        {
            Assert.DoesNotContain(mark, entry.Common.GetRawText());
            Assert.All(bed.Gateway.Logs.Lines, logged => Assert.DoesNotContain(mark, logged.Text));
        }

        // Nobody else was told that the child was asked about.
        Assert.Equal(0, bed.Gateway.AskedOfAnybody);
    }

    [Fact]
    public async Task What_lies_under_a_number_that_was_merged_into_the_childs_is_the_childs()
    {
        await using var bed = await StartAsync();
        await bed.WrittenAsync(written => written["pupils"]![0]!["nhsNumber"] = Other.Number);
        Assert.Empty(LinesOf(await bed.DrawAsync()));

        bed.Service<MergedNumbers>().Become([(NhsNumberOf(Amira), NhsNumberOf(Other))]);

        Assert.Contains("Sawmark", Assert.Single(LinesOf(await bed.DrawAsync())).GetProperty("what").GetString());

        static NhsNumber NhsNumberOf(TestChild child) => NhsNumber.Read(child.Number, out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();
    }

    // RV-05: each saw its own incident, and nobody all of them.
    [Theory, MemberData(nameof(Stores))]
    public async Task RV_05_at_the_front_door_every_referral_and_each_step_stand_on_one_line_of_time(string store)
    {
        await using var bed = await StartAsync(server, store);
        var ofNurse = await bed.ReferredAsync();
        bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        var ofSchool = await bed.ReferredAsync("dsl");

        var drawn = (await bed.AtTheFrontDoorAsync()).Is(200);

        var lines = LinesOf(drawn);
        Assert.Equal(["2025-08", "2025-08", "2026-11-23", "2026-11-23"], lines.Select(line => line.GetProperty("day").GetString()));
        Assert.Equal([$"referral-{ofNurse:N}", $"referral-{ofSchool:N}"], lines.Skip(2).Select(line => line.GetProperty("id").GetString()));
        Assert.Equal(["alder-valley-nhs-trust", "st-oswins-primary"], lines.Skip(2).Select(line => line.GetProperty("owner").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("keepFromFamily").GetBoolean()));
        Assert.Contains("Worrymark", drawn.Text);
        Assert.Contains("Effectmark", drawn.Text);
        // Neither address nor the adults of the form are part of a line.
        Assert.DoesNotContain("Addressmark", drawn.Text);
        Assert.DoesNotContain("Adultmark", drawn.Text);

        // Each referrer has their own, and not the other's.
        Assert.Equal([$"before-{ofSchool:N}-0", $"referral-{ofSchool:N}"], LinesOf(await bed.DrawAsync()).Select(line => line.GetProperty("id").GetString()));
        Assert.Empty(LinesOf(await bed.DrawAsync("second-dsl")));
        Assert.Empty(LinesOf(await bed.DrawAsync("academy-dsl")));
    }

    [Fact]
    public async Task What_a_referrer_was_told_is_no_line_before_one_of_them_read_it()
    {
        await using var bed = await StartAsync();
        var referral = await bed.ReferredAsync("dsl");
        var child = ReferralBed.OnlyChildOf(await bed.ReadAsync(referral, "dsl"));
        var step = new OneChild(bed, referral, child);
        (await step.StepAsync("csc-social-worker", "referral.taken")).Is(200);
        await step.ThenAsync("csc-social-worker", "decision.made", StepBed.Decision("assessment"));

        var before = LinesOf(await bed.DrawAsync())[^1];
        Assert.Contains("Nobody here has read it yet", before.GetProperty("outcome").GetString());
        Assert.DoesNotContain("Messagemark", before.GetRawText());
        Assert.Contains("Messagemark", LinesOf(await bed.AtTheFrontDoorAsync())[^1].GetRawText());
        (await bed.Gateway.GetAsync($"v1/referrals/{referral}/feedback", "dsl")).Is(200);
        Assert.Contains("Messagemark", LinesOf(await bed.DrawAsync())[^1].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Allegation_is_nobodys_line_nor_what_was_a_concern_before_it_nor_a_referral_that_came_of_it()
    {
        await using var bed = await StartAsync();
        await bed.WrittenAsync(written => written["about"] = TestConcern.About(practitioner: "second-dsl"));
        var moved = await bed.WrittenAsync();
        // Referred twice: neither may be found, the first as little as the last.
        for (var n = 0; n < 2; n++) await SendOfAsync(bed, moved);
        Assert.Equal(5, LinesOf(await bed.DrawAsync()).Length);
        var stop = TestConcern.Decided("closed", "allegation");
        stop["about"] = TestConcern.About("Askermark second-dsl");
        (await bed.DecideAsync(moved, stop)).Is(200);

        foreach (var reader in (string[])["dsl", "second-dsl", "head", "deputy-dsl"])
        {
            var drawn = (await bed.DrawAsync(reader)).Is(200);
            Assert.Empty(LinesOf(drawn));
            Assert.DoesNotContain("mark", drawn.Json.GetProperty("missing").GetRawText());
        }
    }

    private static async Task SendOfAsync(ReferralBed bed, Guid concern)
    {
        var refer = TestConcern.Decided("open", "refer");
        refer["refer"] = new JsonObject { ["wanted"] = "section-17", ["dangerNow"] = false };
        var referral = (await bed.DecideAsync(concern, refer)).Is(200).Json.GetProperty("referral").GetGuid();
        var ids = ReferralBed.ChildrenOf((await bed.SaveAsync(referral, "children", TestForm.Children(), "dsl")).Is(200));
        foreach (var task in TestForm.Tasks.Skip(1))
        {
            var body = TestForm.Of(task, ids);
            if (task == "referrer") body["colleague"]!.AsObject().Remove("practitioner");
            (await bed.SaveAsync(referral, task, body, "dsl")).Is(200);
        }

        (await bed.SendAsync(referral, "dsl")).Is(200);
    }

    // As an adult of the family, however their name is ordered.
    [Theory, InlineData("Askermark csc-front-door"), InlineData("front-door, CSC Dr Askermark"), InlineData("CSC-FRONT-DOOR")]
    public async Task Whoever_a_record_names_has_none_of_it_and_no_sign(string name)
    {
        await using var bed = await StartAsync();
        var none = (await bed.AtTheFrontDoorAsync()).Is(200);
        await bed.ReferredAsync(adults: adults => adults["adults"]![0]!["name"] = name);
        var named = (await bed.AtTheFrontDoorAsync()).Is(200);
        Assert.Empty(LinesOf(named));
        Assert.Equal(none.Json.GetProperty("missing").GetRawText(), named.Json.GetProperty("missing").GetRawText());
        Assert.Equal(2, LinesOf(await bed.DrawAsync("csc-social-worker", Body(purpose: "section-47"))).Length);
    }

    [Fact]
    public async Task Refused_it_reads_the_same_whether_or_not_the_child_is_known_and_nothing_is_opened()
    {
        await using var bed = await StartAsync();
        await bed.WrittenAsync();
        var stranger = TestChild.Of(500) with { Born = new DateOnly(2019, 3, 4) };
        var known = (await bed.DrawAsync(body: Body(Other))).Is(403);
        var unknown = (await bed.DrawAsync(body: Body(stranger))).Is(403);
        Assert.Equal("X2", known.Json.GetProperty("reason").GetProperty("code").GetString());
        foreach (var member in (string[])["reason", "words", "ringNow", "standing", "detail"]) Assert.Equal(known.Json.GetProperty(member).GetRawText(), unknown.Json.GetProperty(member).GetRawText());
        Assert.Equal("X1", (await bed.DrawAsync("school-other")).Is(403).Json.GetProperty("reason").GetProperty("code").GetString());
        Assert.Equal("X3", (await bed.DrawAsync("dsl", Body(purpose: "other"))).Is(403).Json.GetProperty("reason").GetProperty("code").GetString());
        // Early help rests on consent, and there is none.
        Assert.Equal("X15", (await bed.DrawAsync("dsl", Body(purpose: "early-help"))).Is(403).Json.GetProperty("reason").GetProperty("code").GetString());
        Assert.All(await ChronologiesAsync(bed), entry => Assert.Equal((EntryOutcome.Deny, false), (entry.Outcome, entry.Child!.Value.TryGetProperty("lines", out _))));
        Assert.Equal(5, (await ChronologiesAsync(bed)).Count);
    }

    [Fact]
    public async Task Nobody_who_is_not_known_has_one_and_that_is_not_the_same_as_nothing()
    {
        await using var bed = await StartAsync();
        var unknown = TestChild.Of(500) with { Born = new DateOnly(2019, 3, 4) };
        bed.Gateway.Involve("st-oswins-primary", "school-roll", unknown, minutesAgo: 100_000);
        var drawn = (await bed.DrawAsync(body: Body(unknown))).Is(200);
        Assert.Equal(("not-matched", "We could not find this child. This is not the same as no records."), (drawn.Json.GetProperty("identity").GetString(), drawn.Headline));
        Assert.False(drawn.Json.TryGetProperty("lines", out _));
        Assert.Equal(EntryOutcome.NotMatched, Assert.Single(await ChronologiesAsync(bed)).Outcome);
    }

    [Fact]
    public async Task Protected_whereabouts_stay_on_the_screen_and_what_others_wrote_is_not_copied()
    {
        await using var bed = await StartAsync(isProtected: true);
        await bed.ReferredAsync();
        var drawn = await bed.AtTheFrontDoorAsync();
        Assert.All(LinesOf(drawn), line => Assert.Equal((true, false, "An NHS trust"), (line.GetProperty("notCopied").GetBoolean(), line.TryGetProperty("owner", out _), line.GetProperty("source").GetString())));
        Assert.True(drawn.Json.GetProperty("staysOnScreen").GetBoolean());
        foreach (var mark in (string[])["Worrymark", "Effectmark", "alder-valley", "Alder Valley", "burn"]) Assert.DoesNotContain(mark, drawn.Text);
        var (status, _, bytes) = await bed.TableAsync("csc-front-door", Body(purpose: "front-door"));
        Assert.Equal((403, "X10"), (status, JsonDocument.Parse(bytes).RootElement.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Secret_address_keeps_what_others_wrote_out_of_it_and_own_words_in()
    {
        await using var bed = await StartAsync();
        await bed.ReferredAsync("dsl", secret: true);
        var atDoor = await bed.AtTheFrontDoorAsync();
        Assert.All(LinesOf(atDoor), line => Assert.Equal("A school", line.GetProperty("source").GetString()));
        Assert.Contains("Where the child lives is to be kept secret. What other agencies wrote is not copied.", atDoor.Json.GetProperty("missing").EnumerateArray().Select(words => words.GetString()));
        Assert.DoesNotContain("Worrymark", atDoor.Text);
        Assert.Contains("Worrymark", (await bed.DrawAsync()).Is(200).Text);
    }

    [Fact]
    public async Task Journey_38_eight_of_fourteen_are_a_table_that_merges_and_begins_no_formula()
    {
        await using var bed = await StartAsync();
        for (var n = 0; n < 14; n++)
            await bed.WrittenAsync(written => (written["noticedAt"], written["sawOrHeard"]) = ($"2026-11-{20 - n:00}T09:00:00Z", n == 13 ? "=HYPERLINK(\"http://x\")\n+1" : $"Entry {n}"));
        var all = LinesOf(await bed.DrawAsync()).Select(line => line.GetProperty("id").GetString()!).ToArray();
        var chosen = all.Take(8).Reverse().Select((id, n) => (id, n == 0 ? "@risk" : (string?)null)).ToArray();

        var (status, file, bytes) = await bed.TableAsync(body: Body(lines: chosen));

        Assert.Equal((200, "chronology.csv"), (status, file?.Trim('"')));
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes[..3]);
        var rows = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var head = Array.FindIndex(rows, row => row.StartsWith("\"Date\",", StringComparison.Ordinal));
        Assert.Equal("\"This holds only what passed through the gateway. It is no proof that nothing else happened.\"", rows[0]);
        Assert.Contains("\"6 lines were left out by whoever drew it up.\"", rows[..head]);
        Assert.Equal(8, rows.Length - head - 1);
        Assert.Equal(rows[(head + 1)..].Order(StringComparer.Ordinal), rows[(head + 1)..]);
        Assert.Contains("A member of staff wrote a concern. =HYPERLINK(\"\"http://x\"\") / +1\"", rows[head + 1]);
        Assert.Contains("\"'@risk\"", rows[^1]);
        var entry = Assert.Single(await ChronologiesAsync(bed), one => one.Common.GetProperty("form").ValueEquals("csv"));
        Assert.All(rows[(head + 1)..], row => Assert.Contains($"\"entry {entry.Index} ", row));
        Assert.Equal((8, 6), (entry.Common.GetProperty("lines").GetInt32(), entry.Common.GetProperty("leftOut").GetInt32()));

        // What is not there is not passed over, and a line of another child is not there.
        Assert.Equal("lines", Assert.Single((await bed.DrawAsync(body: Body(lines: [(all[0], null), ("concern-0", null)]))).Is(400).Fields));
        Assert.Equal(["lines[0].significance"], (await bed.DrawAsync(body: Body(lines: [(all[0], new string('x', 401))]))).Is(400).Fields);
        var within = Body();
        (within["from"], within["to"]) = ("2026-11-19", "2026-11-20");
        Assert.Equal(2, LinesOf(await bed.DrawAsync(body: within)).Length);
        (within["from"], within["to"]) = ("2026-11-20", "2026-11-19");
        Assert.Equal(["to"], (await bed.DrawAsync(body: within)).Is(400).Fields);
    }

    [Fact]
    public async Task With_a_closed_ledger_nothing_is_shown_but_the_numbers()
    {
        await using var bed = await StartAsync();
        await bed.WrittenAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);
        var closed = (await bed.DrawAsync()).Is(503);
        Assert.NotEmpty(closed.NumbersToRing);
        Assert.DoesNotContain("mark", closed.Text);
    }

    [Fact]
    public async Task GP_has_what_they_were_told_of_a_visit_and_the_department_what_it_wrote()
    {
        await using var bed = await VisitBed.StartAsync();
        bed.Gateway.Involve("millpond-surgery", "registration", VisitBed.Child, minutesAgo: 100_000);
        var visit = await bed.BegunAsync(registered: true);
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);
        await Background.InboxAsync(bed.Gateway);

        var gp = (await bed.Gateway.PostAsync("v1/chronologies", "gp", Body(VisitBed.Child, "scheduled-care"))).Is(200);
        Assert.Equal("A concern was opened in an emergency department", Assert.Single(WhatOf(gp)).Split('.')[0]);
        Assert.DoesNotContain("Summarymark", gp.Text);
        var nurse = (await bed.Gateway.PostAsync("v1/chronologies", "nurse", Body(VisitBed.Child, "unscheduled-care"))).Is(200);
        Assert.Equal(["The child came to an emergency department", "A concern was opened"], WhatOf(nurse).Select(what => what.Split('.')[0]));
        Assert.Contains("Summarymark", nurse.Text);
        // The other department's people are not shown it.
        bed.Gateway.Involve("brackenford-hospitals-nhs-trust", "encounter", VisitBed.Child);
        Assert.Empty(LinesOf(await bed.Gateway.PostAsync("v1/chronologies", "brackenford-nurse", Body(VisitBed.Child, "unscheduled-care"))));
    }

    // A practice that nobody confirmed was told to ring, and not about whom.
    [Fact]
    public async Task Notice_that_only_said_to_ring_is_no_line()
    {
        await using var bed = await VisitBed.StartAsync();
        bed.Gateway.Involve("millpond-surgery", "registration", VisitBed.Child, minutesAgo: 100_000);
        var visit = await bed.BegunAsync();
        (await bed.AddAsync(visit, "concern", bed.Concern())).Is(200);
        await Background.InboxAsync(bed.Gateway);
        Assert.Empty(LinesOf(await bed.Gateway.PostAsync("v1/chronologies", "gp", Body(VisitBed.Child, "scheduled-care"))));
    }

    private static async Task<List<LedgerReader.Entry>> ChronologiesAsync(ReferralBed bed) =>
        [.. (await bed.Gateway.Entries.OfAsync(EntryType.Disclosure)).Where(entry => entry.Common.TryGetProperty("kind", out var kind) && kind.ValueEquals("chronology"))];
}
