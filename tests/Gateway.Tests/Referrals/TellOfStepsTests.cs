using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>Whoever acts next is told, and whoever referred never hears nothing.</summary>
public sealed class TellOfStepsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Council_is_told_of_what_came_and_the_referrer_of_what_was_decided(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();
        var sent = (await bed.SendAsync(referral)).Is(200).Json;
        (await bed.SendAsync(referral)).Is(200);
        var child = new OneChild(bed, referral, sent.GetProperty("children")[0].GetProperty("child").GetGuid());

        Assert.Equal(["referral-sent"], await NoticesAsync(bed, "csc-front-door", referral));
        await child.ThenAsync("csc-emergency-duty", "referral.taken");
        // Whoever sent it knows that it came, and when an answer is due.
        Assert.Equal(["referral-sent"], await NoticesAsync(bed, "nurse", referral));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));

        Assert.Equal(["decision-made", "referral-sent"], (await NoticesAsync(bed, "nurse", referral)).Order());
        Assert.Empty(await NoticesAsync(bed, "brackenford-nurse", referral));
        Assert.Empty(await NoticesAsync(bed, "gp", referral));
    }

    [Fact]
    public async Task Notice_has_the_referrals_own_reference_and_says_what_whoever_has_it_does()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync();
        await Background.InboxAsync(bed.Gateway);

        var notice = (await bed.Gateway.GetAsync("v1/notices", "csc-front-door")).Is(200).Json.GetProperty("notices").EnumerateArray().Single();

        var referral = (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}", "nurse")).Is(200).Json;
        Assert.Equal(referral.Text("reference"), notice.Text("reference"));
        Assert.Equal(("A referral came in", "Read it and say that you have it."), (notice.Text("title"), notice.Text("toDo")));
    }

    [Fact]
    public async Task Feedback_that_nobody_reads_and_a_decision_that_is_late_are_told()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(3));
        await bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);
        // It is night: whoever has the night is told.
        Assert.Contains("clock-due", await NoticesAsync(bed, "csc-emergency-duty", child.Referral));

        await child.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(6));
        await bed.Service<TendReferrals>().TendAsync(ReferralBed.Cancellation);

        Assert.Contains("feedback-unread", (await NoticesAsync(bed, "second-nurse", child.Referral)).Concat(await NoticesAsync(bed, "ed-treating-clinician", child.Referral)));
    }

    [Fact]
    public async Task Disagreement_is_told_to_the_other_side()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        (await child.FeedbackAsync("nurse")).Is(200);
        (await child.StepAsync("nurse", "disagreement.raised", With(("safeTonight", true), ("what", "Askedmark: that nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment.")))).Is(200);

        Assert.Contains("disagreement", (await NoticesAsync(bed, "csc-front-door", child.Referral)).Concat(await NoticesAsync(bed, "csc-emergency-duty", child.Referral)));
        Assert.DoesNotContain("disagreement", await NoticesAsync(bed, "nurse", child.Referral));
    }

    [Fact]
    public async Task Whatever_may_be_posted_of_any_step_by_anybody_the_tables_are_held_to()
    {
        await using var bed = await ReferralBed.StartAsync(setting: new Setting { Operators = ["brackenford-council"], More = new Dictionary<string, string> { ["Notices:Operations"] = "brackenford-council" } });
        await using var db = await bed.DbAsync();
        var referral = Referral.Of(bed.Who("nurse"), new ReferralBegun(Wanted.Section47, true, false, Guid.NewGuid(), [1]), bed.Gateway.Clock.GetUtcNow());
        foreach (var (state, stage, colleague) in ((ReferralState, ReferralState, string?)[])
            [(ReferralState.Contact, ReferralState.Practitioners, null), (ReferralState.LookedAt, ReferralState.TeamManagers, "second-nurse"), (ReferralState.Plan, ReferralState.Partners, "second-nurse")])
        {
            referral.Colleague = colleague;
            var child = ReferralChild.Of(referral, Guid.NewGuid(), 1, "aldersham-council", []);
            child.Move(Begun(referral, state, stage), []);
            db.Add(Raised(bed, referral, child));
            var moved = Steps().Select((step, n) => new StepMoved(Guid.NewGuid(), referral, child, n, step.Step, child.Standing, referral.DraftedAt) { Word = step.Word ?? step.Step.Event.Word(), Facts = """{"council":"brackenford-council","agencies":["northshire-police","millpond-surgery"],"openCase":{"practitioner":"csc-manager"},"agreedBy":"csc-manager"}""" }).ToArray();
            foreach (var asked in moved.Where(step => step.Step.Event == ReferralEvent.AgencyAsked))
                db.AttachRange(((string[])["millpond-surgery", "st-oswins-primary", "alder-valley-nhs-trust", "brackenford-council"]).Select(agency => ReferralAsk.Of(asked, agency)));
            await db.SaveChangesAsync(ReferralBed.Cancellation);
            foreach (var step in moved) await bed.Service<TellOfSteps>().TellAsync(db, new StepTaking(bed.Who("csc-social-worker"), Guid.NewGuid(), [1], null!), [step], ReferralBed.Cancellation);
        }

        var register = bed.Service<Register>();
        var posted = db.ChangeTracker.Entries<InboxNotice>().Select(entry => entry.Entity).ToArray();
        Assert.NotEmpty(posted);
        // Where no table says who that is, whoever posts it does: a person, or a role.
        Assert.All(posted, notice => Assert.True(
            WhatIsPosted.OfSteps.Any(one => (one.Event, one.Recipient) == (notice.Event, notice.Part) && notice.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => one.Words.Any(known => known.Word() == word))
                && (notice.Person is not null || (one.Kinds.Length == 0 && notice.Roles.Length > 0) || one.Kinds.Contains(register.Agencies[notice.Agency].Kind.Word()))),
            $"{notice.Event} to {notice.Part} is posted, and is not among what is posted"));
        // And nothing stands there that nobody posts.
        foreach (var one in WhatIsPosted.OfSteps)
            Assert.Contains(posted, notice => notice.Event == one.Event && notice.Part == one.Recipient);
    }

    // Every clock runs, somebody was told, and a disagreement is at a stage that it has just come to.
    private static Standing Begun(Referral referral, ReferralState state, ReferralState stage)
    {
        var at = referral.DraftedAt;
        return Standing.Begin(at) with
        {
            Main = new Held(state, at),
            ToldAt = at,
            Disagreement = new Held(stage, at),
            DisputedSince = at,
            Urgent = stage == ReferralState.TeamManagers,
            Clocks = Enum.GetValues<ReferralClock>().ToImmutableSortedDictionary(clock => clock, _ => new ClockRun(at)),
        };
    }

    private static ReferralStep Raised(ReferralBed bed, Referral referral, ReferralChild child) => ReferralStep.Of(
        new StepTaking(bed.Who("second-nurse"), Guid.NewGuid(), [1], null!),
        new StepMoved(Guid.NewGuid(), referral, child, 0, new Step(ReferralEvent.DisagreementRaised, ReferralActor.Colleague), child.Standing, referral.DraftedAt), [],
        new LedgerReceipt("log", Guid.NewGuid(), Guid.NewGuid(), 1, new byte[32], 2, new byte[32], referral.DraftedAt));

    private static IEnumerable<(Step Step, string? Word)> Steps()
    {
        foreach (var by in Enum.GetValues<ReferralActor>())
            foreach (var happened in Enum.GetValues<ReferralEvent>())
            {
                yield return (new Step(happened, by) { Urgent = by == ReferralActor.Colleague, Texts = ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Message, "A word.") }, null);
                if (happened == ReferralEvent.DecisionMade) yield return (new Step(happened, by) { Outcome = StepOutcome.Strategy, Texts = ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Message, "A word.") }, null);
                if (happened != ReferralEvent.ClockBreached) continue;
                foreach (var clock in Enum.GetValues<ReferralClock>())
                    foreach (var word in (string?[])[null, "clock.warned"]) yield return (new Step(happened, by) { Clock = clock }, word);
            }
    }

    [Fact]
    public void Tables_that_cannot_carry_a_notice_of_a_step_stop_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-notices-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Demonstration.Contracts, "notices"), "*.csv"))
            File.WriteAllLines(Path.Combine(folder, Path.GetFileName(file)), File.ReadLines(file).Where(line => !line.StartsWith("clock-due,manager,", StringComparison.Ordinal)));

        var refused = Assert.Throws<StartRefusedException>(() => LoadNoticeTerms.From(folder, File.ReadLines(Path.Combine(Demonstration.Contracts, "policy", "roles.csv")).Skip(1).Select(line => line.Split(',')[0])));

        Directory.Delete(folder, recursive: true);
        Assert.Contains("'manager' is not told of 'clock-due'", string.Join('\n', refused.Reasons), StringComparison.Ordinal);
    }

    private static async Task<string[]> NoticesAsync(ReferralBed bed, string who, Guid referral)
    {
        await Background.InboxAsync(bed.Gateway);
        var list = (await bed.Gateway.GetAsync("v1/notices", who)).Is(200);
        Assert.DoesNotContain("Askedmark", list.Text);
        return [.. list.Json.GetProperty("notices").EnumerateArray().Where(notice => notice.GetRawText().Contains(referral.ToString(), StringComparison.Ordinal)).Select(notice => notice.Text("event"))];
    }
}
