using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Consents;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Retention.Store;
using Gateway.Reviews;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Notices;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Retention;

/// <summary>A hold is on at once and comes off by two; an extract has what the officer's own agency holds, and is screened.</summary>
public sealed class HoldTests(PostgresServer server)
{
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Shown = new(ReferralBed.NumberOf(0).Digits, RetentionBed.Born);
    private static readonly TestChild Hidden = new(ReferralBed.NumberOf(1).Digits, RetentionBed.Born, Protected: true);

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_hold_stays_on_until_a_second_officer_agrees(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var visit = await bed.VisitAsync(bed.Now);
        var request = Guid.NewGuid();
        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bed.PostAsync("holds", Officer, RetentionBed.Hold(child: 0), request)));
        var hold = Assert.Single(together.Select(answer => answer.Is(200).Json.GetProperty("hold").GetGuid()).Distinct());
        Assert.Equal(409, (await bed.PostAsync("holds", Officer, RetentionBed.Hold(), request)).Status);
        bed.To(bed.Now.AddYears(3));

        Assert.Equal("urn:gateway:problem:nobody-asked", (await bed.PostAsync($"holds/{hold}/agreement", "second-officer")).Is(409).Type);
        (await bed.PostAsync($"holds/{hold}/lift", Officer, new JsonObject { ["reason"] = "Liftmark: the inquiry has ended." })).Is(200);
        Assert.Equal(409, (await bed.PostAsync($"holds/{hold}/lift", "second-officer", new JsonObject { ["reason"] = "Again." })).Status);
        Assert.Equal("urn:gateway:problem:second-person", (await bed.PostAsync($"holds/{hold}/agreement", Officer)).Is(403).Type);
        Assert.Equal(404, (await bed.PostAsync($"holds/{hold}/agreement", "officer-of-st-oswins-primary")).Status);
        Assert.True(await bed.SweepAsync());
        Assert.Equal([visit], await bed.ThereAsync());

        (await bed.PostAsync($"holds/{hold}/agreement", "second-officer")).Is(200);
        bed.To(bed.Now.AddDays(1));
        Assert.True(await bed.SweepAsync());
        Assert.Empty(await bed.ThereAsync());
        var entries = (await bed.Gateway.Entries.OfAsync(EntryType.Admin)).Where(entry => entry.Common.TryGetProperty("hold", out _)).ToList();
        Assert.Equal(["hold-placed", "hold-lift-asked", "hold-lifted"], entries.Select(entry => entry.Common.GetProperty("event").GetString()));
        Assert.All(entries, entry => Assert.DoesNotContain(Shown.Number, entry.Common.GetRawText()));
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotMatch($"Holdmark|Liftmark|{Shown.Number}", line.Text));
        var seen = (await bed.Gateway.GetAsync("v1/retention", Officer)).Is(200).Json;
        Assert.Equal("Liftmark: the inquiry has ended.", seen.GetProperty("holds")[0].GetProperty("liftReason").GetString());
        Assert.Empty((await bed.Gateway.GetAsync("v1/retention", "officer-of-st-oswins-primary")).Is(200).Json.GetProperty("holds").EnumerateArray());
    }

    [Fact]
    public async Task Only_officers_come_near_and_what_cannot_be_read_changes_nothing()
    {
        await using var bed = await RetentionBed.StartAsync();
        foreach (var other in (string[])["nurse", "dsl", "csc-front-door", "police-ppu"])
        {
            Assert.Equal(403, (await bed.Gateway.GetAsync("v1/retention", other)).Status);
            Assert.Equal(403, (await bed.Gateway.GetAsync("v1/retention/preview", other)).Status);
            Assert.Equal(403, (await bed.PostAsync("holds", other, RetentionBed.Hold())).Status);
            Assert.Equal(403, (await bed.PostAsync("extracts", other, Extract())).Status);
        }

        foreach (var body in (JsonObject[])[new() { ["basis"] = "because", ["reason"] = "x" }, new() { ["basis"] = "court" }, new() { ["basis"] = "court", ["reason"] = "x", ["record"] = "diary" }, new() { ["basis"] = "court", ["reason"] = "x", ["more"] = 1 }])
            (await bed.PostAsync("holds", Officer, body)).Is(400);
        (await bed.Gateway.GetAsync("v1/retention/preview?days=367", Officer)).Is(400);
        (await bed.PostAsync("extracts", Officer, new JsonObject { ["children"] = new JsonArray(), ["reason"] = "x" })).Is(400);
        Assert.Empty((await bed.Gateway.GetAsync("v1/retention", Officer)).Is(200).Json.GetProperty("holds").EnumerateArray());
    }

    [Fact]
    public async Task A_hold_that_does_not_open_deletes_nothing_and_stops_nobodys_checks()
    {
        var child = TestChild.Of(820, "ZB1 1AA");
        await using var bed = await RetentionBed.StartAsync(rules: RetentionBed.Short, children: [child]);
        bed.To(GatewayHost.Night.AddMinutes(1));
        bed.Gateway.Attends(child);
        (await bed.Gateway.AskAsync(new Question(child, "plan-category") { Asker = "ed-treating-clinician", Purpose = "clinical-concern", Justification = Written.Reason() })).Is(200);
        await Background.PatternsAsync(bed.Gateway);
        var hold = await bed.HeldAsync(child: 0);
        await using (var db = await bed.Bed.DbAsync()) await db.Set<Hold>().Where(one => one.Id == hold).ExecuteUpdateAsync(set => set.SetProperty(one => one.About, new byte[] { 1, 2, 3 }), RetentionBed.Cancellation);
        var rounds = bed.Service<IEnumerable<IHostedService>>().OfType<Sweep>().Where(sweep => sweep is ForgetWork or ForgetNotices or TendConsents).ToArray();
        // Each is a round whose faults are logged and come again: one that threw would end the process, and every check with it.
        Assert.Equal(3, rounds.Length);
        bed.To(bed.Now.AddYears(9));

        await Assert.ThrowsAnyAsync<Exception>(() => bed.Service<ForgetWork>().ForgetAsync(RetentionBed.Cancellation));
        await using var after = await bed.Bed.DbAsync();
        Assert.NotEmpty(await after.Set<Review>().ToListAsync(RetentionBed.Cancellation));
    }

    [Fact]
    public async Task A_hold_keeps_reviews_and_the_ledgers_sections_too()
    {
        var child = TestChild.Of(820, "ZB1 1AA");
        await using var bed = await RetentionBed.StartAsync(rules: RetentionBed.Short, children: [child]);
        bed.To(GatewayHost.Night.AddMinutes(1));
        bed.Gateway.Attends(child);
        (await bed.Gateway.AskAsync(new Question(child, "plan-category") { Asker = "ed-treating-clinician", Purpose = "clinical-concern", Justification = Written.Reason() })).Is(200);
        await Background.PatternsAsync(bed.Gateway);
        var hold = RetentionBed.Hold();
        hold["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd") };
        (await bed.PostAsync("holds", Officer, hold)).Is(200);
        bed.To(bed.Now.AddYears(4));

        await bed.Service<ForgetWork>().ForgetAsync(RetentionBed.Cancellation);

        await using var db = await bed.Bed.DbAsync();
        var reviews = await db.Set<Review>().Select(review => review.Agency).ToListAsync(RetentionBed.Cancellation);
        Assert.Contains("alder-valley-nhs-trust", reviews);
        Assert.All(reviews, agency => Assert.Equal("alder-valley-nhs-trust", agency));
        await using var held = await bed.Gateway.Ledger.Erasing.Holds(false, RetentionBed.Cancellation);
        var number = ReferralBed.NumberOf(0);
        Assert.Equal(Gateway.Rules.Identifiers.NhsNumberFault.None, Gateway.Rules.Identifiers.NhsNumber.Read(child.Number, out var own));
        Assert.True(held.Cover(Key(own, "alder-valley-nhs-trust")));
        Assert.False(held.Cover(Key(number, "alder-valley-nhs-trust")));
        Assert.False(held.Cover(Key(own, "aldersham-council")));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task A_hold_is_on_only_once_the_keys_that_go_have_gone_and_where_none_can_be_read_every_key_is_held(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var (holds, key) = (bed.Gateway.Ledger.Erasing.Holds, Key(ReferralBed.NumberOf(0), "alder-valley-nhs-trust"));
        Task<Guid> put;
        await using (var going = await holds(true, RetentionBed.Cancellation))
        {
            Assert.False(going.Cover(key));
            put = bed.HeldAsync(child: 0);
            await using var db = await bed.Bed.DbAsync();
            Assert.Empty(await db.Set<Hold>().ToListAsync(RetentionBed.Cancellation));
        }

        var hold = await put;
        await using (var after = await holds(true, RetentionBed.Cancellation)) Assert.True(after.Cover(key));
        await using (var db = await bed.Bed.DbAsync()) await db.Set<Hold>().Where(one => one.Id == hold).ExecuteUpdateAsync(set => set.SetProperty(one => one.About, new byte[] { 1 }), RetentionBed.Cancellation);
        await using var unread = await holds(true, RetentionBed.Cancellation);
        Assert.True(unread.Cover(Key(ReferralBed.NumberOf(9), "aldersham-council")));
        using var over = new CancellationTokenSource();
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holds(false, over.Token));
    }

    [Fact]
    public async Task An_extract_has_what_the_officers_own_agency_holds_and_says_what_it_does_not_say()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Shown, Hidden]);
        var (referral, _) = await bed.ReferralAsync(bed.Now);
        var (perhaps, _) = await bed.ReferralAsync(bed.Now, numbered: false);
        var (visit, concern) = (await bed.VisitAsync(bed.Now), await bed.ConcernAsync(bed.Now));
        await bed.VisitAsync(bed.Now, child: 2);

        var trust = (await bed.PostAsync("extracts", Officer, Extract())).Is(200);
        var found = trust.Json.GetProperty("children")[0];
        Assert.Equal(new[] { referral, visit }, found.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetGuid()));
        Assert.Contains("Worrymark", trust.Text);
        Assert.Equal([perhaps], found.GetProperty("others").EnumerateArray().Single(other => other.GetProperty("record").GetString() == "perhaps-referral").GetProperty("ids").EnumerateArray().Select(id => id.GetGuid()));
        var school = (await bed.PostAsync("extracts", "officer-of-st-oswins-primary", Extract())).Is(200);
        Assert.Equal([concern], school.Json.GetProperty("children")[0].GetProperty("records").EnumerateArray().Select(record => record.GetProperty("id").GetGuid()));
        Assert.Contains("Sawmark", school.Text);
        Assert.DoesNotContain("Worrymark", school.Text);
        var nobody = (await bed.PostAsync("extracts", "officer-of-brackenford-council", Extract())).Is(200).Json.GetProperty("children")[0];
        Assert.Empty(nobody.GetProperty("records").EnumerateArray());
        Assert.Contains("there may have been some", nobody.GetProperty("standing").GetString());
        Assert.Equal(3, (await bed.Gateway.Entries.OfAsync(EntryType.Export)).Count(entry => entry.Common.GetProperty("kind").GetString() == "held-extract"));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task An_extract_of_a_school_says_that_it_was_told_of_its_pupil_and_nothing_of_the_referral_or_of_another_child(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Shown]);
        var (told, _) = await bed.ReferralAsync(bed.Now);
        var (other, _) = await bed.ReferralAsync(bed.Now);
        await bed.PupilAsync(told, "st-oswins-primary", 0);
        // A brother's school, of an incident in which she was too.
        await bed.PupilAsync(other, "st-oswins-primary", 5);

        var school = (await bed.PostAsync("extracts", "officer-of-st-oswins-primary", Extract())).Is(200);

        var record = Assert.Single(school.Json.GetProperty("children")[0].GetProperty("records").EnumerateArray());
        Assert.Equal(told, record.GetProperty("id").GetGuid());
        Assert.Equal("""{"toldOfPupil":true}""", record.GetProperty("content").GetRawText());
        Assert.DoesNotContain($"{other}", school.Text);
    }

    [Fact]
    public async Task An_extract_about_a_protected_child_waits_for_a_colleague_and_shows_nothing_of_the_family_before()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Shown, Hidden]);
        await bed.VisitAsync(bed.Now);
        await bed.VisitAsync(bed.Now, child: 1);
        var refused = (await bed.PostAsync("extracts", Officer, Extract(1, null, 0))).Is(403);
        Assert.Equal(("urn:gateway:problem:agreement-needed", 1), (refused.Type, refused.Json.GetProperty("child").GetInt32()));
        Assert.DoesNotContain("aldersham-general-ed", refused.Text);

        var agreed = (await bed.Gateway.PostAsync("ledger/v1/agreements", "second-officer", new JsonObject { ["child"] = RetentionBed.Named(1), ["colleague"] = Officer, ["reason"] = "The family asked." })).Is(200).Json.GetProperty("agreement").GetGuid();
        Assert.Equal(2, (await bed.PostAsync("extracts", Officer, Extract(1, agreed, 0))).Is(200).Json.GetProperty("children").GetArrayLength());
    }

    // A head who is accused and is the officer too would find that somebody spoke.
    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task An_extract_reads_the_same_whether_or_not_there_is_an_allegation_and_a_referral_that_came_of_it(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Shown]);
        var before = (await bed.PostAsync("extracts", "officer-of-st-oswins-primary", Extract())).Is(200).Json.GetProperty("children")[0];
        var (referral, _) = await bed.ReferralAsync(bed.Now, by: "dsl");
        var (unnumbered, _) = await bed.ReferralAsync(bed.Now, by: "dsl", numbered: false);
        await bed.ConcernAsync(bed.Now, allegation: true, referrals: [referral, unnumbered]);

        var school = (await bed.PostAsync("extracts", "officer-of-st-oswins-primary", Extract())).Is(200);

        var after = school.Json.GetProperty("children")[0];
        foreach (var member in (string[])["records", "others", "deleted", "standing"]) Assert.Equal(before.GetProperty(member).GetRawText(), after.GetProperty(member).GetRawText());
        foreach (var mark in (string[])["Sawmark", "Worrymark", $"{referral}", $"{unnumbered}"]) Assert.DoesNotContain(mark, school.Text);
        Assert.Contains("Allegations about staff are never here", after.GetProperty("standing").GetString());
        Assert.Empty((await bed.PostAsync("extracts", "officer-of-aldersham-council", Extract())).Is(200).Json.GetProperty("children")[0].GetProperty("records").EnumerateArray());
    }

    [Fact]
    public async Task An_extract_for_a_family_names_no_place_no_day_and_nobody_and_leaves_out_what_is_kept_from_parents()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Shown]);
        await bed.ReferralAsync(bed.Now, family: """{"parentsTold":"yes","agreed":"yes","keepFromFamily":false}""");
        await bed.ReferralAsync(bed.Now, family: """{"parentsTold":"no","agreed":"not-asked","keepFromFamily":false}""");
        await bed.ReferralAsync(bed.Now, family: """{"parentsTold":"yes","agreed":"yes","keepFromFamily":true}""");
        foreach (var word in (NoticeWord[])[NoticeWord.NotTheFamily, NoticeWord.OneMustNotKnow])
            await bed.ReferralAsync(bed.Now, family: """{"parentsTold":"yes","agreed":"yes","keepFromFamily":false}""", handling: word);
        await bed.ReferralAsync(bed.Now);
        await bed.ConcernAsync(bed.Now);
        var extract = Extract();
        extract["extract"] = "family";

        var trust = (await bed.PostAsync("extracts", Officer, extract)).Is(200);
        var line = Assert.Single(trust.Json.GetProperty("children")[0].GetProperty("records").EnumerateArray());
        Assert.Equal(("referral", 2026, 1), (line.GetProperty("record").GetString(), line.GetProperty("year").GetInt32(), line.GetProperty("times").GetInt32()));
        foreach (var mark in (string[])["Worrymark", "Askermark", "nurse", "aldersham", "2026-1"]) Assert.DoesNotContain(mark, trust.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await bed.PostAsync("extracts", "officer-of-st-oswins-primary", extract)).Is(200).Json.GetProperty("children")[0].GetProperty("records").EnumerateArray());
    }

    private static UnwrappedKey Key(NhsNumber child, string agency) => new(Guid.NewGuid(), new byte[32], new KeyFor(child, RetentionClass.Decision(agency)), RetentionBed.Born);

    private static JsonObject Extract(int child = 0, Guid? agreement = null, int? before = null)
    {
        var one = new JsonObject { ["child"] = RetentionBed.Named(child) };
        if (agreement is { } id) one["agreement"] = id.ToString();
        return new JsonObject { ["children"] = before is { } first ? new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(first) }, one) : new JsonArray(one), ["reason"] = "The family asked what is held." };
    }
}
