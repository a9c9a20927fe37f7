using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Referrals;

/// <summary>The one way in which a child's referral moves.</summary>
public sealed class TakeStepTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static Step Taken => new(ReferralEvent.ReferralTaken, ReferralActor.SocialWorker);

    [Theory, MemberData(nameof(Stores))]
    public async Task Sent_is_received_in_the_same_breath_and_due_by_the_end_of_Monday(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council", "brackenford-council");

        Assert.All(children, child => Assert.Equal(ReferralState.Received, bed.ChildAsync(child).Result.State));
        var first = await bed.ChildAsync(children[0]);
        Assert.Equal("2026-11-24T00:00:00", $"{first.DueAt!.Value:s}");
        Assert.Equal("2026-11-23T13:00:00", $"{first.WakeAt!.Value:s}");
        Assert.Equal(1, first.Version);
        var steps = await bed.StepsAsync(children[0]);
        Assert.Equal(["referral.sent referrer nurse", "referral.received gateway "], steps.Select(step => $"{step.Event} {step.Actor} {step.Person}"));
        Assert.Equal(ReferralState.Sent, StandingJson.Read(steps[0].Standing).Main.State);

        var entry = Assert.Single(await bed.EntriesAsync());
        Assert.Equal(("referral.sent", "alder-valley-nhs-trust", referral), (entry.Common.GetProperty("kind").GetString(), entry.Common.GetProperty("agency").GetString(), entry.Common.GetProperty("referral").GetGuid()));
        Assert.Equal(4, entry.Common.GetProperty("steps").GetArrayLength());
        Assert.All(steps, step => Assert.Equal(entry.Leaf.EntryId, step.LedgerEntry));
        foreach (var n in (int[])[0, 1]) Assert.DoesNotContain(ReferralBed.NumberOf(n).Digits, entry.Common.GetRawText());
        Assert.DoesNotContain("Childmark", entry.Common.GetRawText());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Same_request_is_one_step_however_often_and_however_much_at_once_it_comes(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");
        var id = Guid.NewGuid();

        var together = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bed.TakeAsync("csc-social-worker", referral, children[0], Taken, id)));
        bed.Gateway.Clock.Advance(TimeSpan.FromHours(3));
        StepTaken[] all = [.. together, await bed.TakeAsync("csc-social-worker", referral, children[0], Taken, id)];

        Assert.Single(all.Select(taken => Assert.IsType<StepTaken.Taken>(taken).Steps.Single()).Select(step => (step.Id, step.At, step.LedgerEntry, step.Standing)).Distinct());
        Assert.Equal(["referral.sent", "referral.received", "referral.taken"], (await bed.StepsAsync(children[0])).Select(step => step.Event));
        Assert.Equal(2, (await bed.EntriesAsync()).Count);
        Assert.IsType<StepTaken.RequestIdReused>(await bed.TakeAsync("csc-social-worker", referral, children[0], Taken, id, sent: 2));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Of_some_who_take_it_at_once_one_does_and_the_others_are_told(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");

        var all = await Task.WhenAll(((string[])["csc-social-worker", "csc-front-door", "csc-emergency-duty"]).Select(who => bed.TakeAsync(who, referral, children[0], Taken)));

        Assert.Single(all.OfType<StepTaken.Taken>());
        Assert.All(all.Where(one => one is not StepTaken.Taken), one => Assert.True(one is StepTaken.Elsewhere or StepTaken.Refused { Why.Because: RefusedBecause.NotFromHere }, one.ToString()));
        Assert.Equal(2, (await bed.EntriesAsync()).Count);
        Assert.Equal(2, (await bed.ChildAsync(children[0])).Version);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Without_the_ledger_nothing_moves(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");
        await ClosedLedger.CloseAsync(bed.Gateway);

        Assert.IsType<StepTaken.LedgerClosed>(await bed.TakeAsync("csc-social-worker", referral, children[0], Taken));

        Assert.Equal(ReferralState.Received, (await bed.ChildAsync(children[0])).State);
        Assert.Equal(2, (await bed.StepsAsync(children[0])).Count);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Killed_between_the_ledger_and_the_row_it_is_taken_once_when_it_comes_again(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (referral, children) = await bed.SentAsync("aldersham-council");
        var id = Guid.NewGuid();
        var dying = bed.With(ledger => async (entry, stopping) =>
        {
            await ledger(entry, stopping);
            throw new IOException("killed");
        });
        await Assert.ThrowsAsync<IOException>(() => bed.TakeAsync(dying, "csc-social-worker", referral, children, [Taken], id));
        Assert.Equal(ReferralState.Received, (await bed.ChildAsync(children[0])).State);

        Assert.IsType<StepTaken.Taken>(await bed.TakeAsync("csc-social-worker", referral, children[0], Taken, id));

        Assert.Equal(ReferralState.LookedAt, (await bed.ChildAsync(children[0])).State);
        Assert.Single((await bed.StepsAsync(children[0])), step => step.Event == "referral.taken");
        // Both entries are of the one request: that it was recorded twice is seen.
        var entries = (await bed.EntriesAsync()).Where(entry => entry.Common.GetProperty("kind").GetString() == "referral.taken").ToArray();
        Assert.Equal(2, entries.Length);
        Assert.Single(entries.Select(entry => entry.Leaf.InteractionId).Distinct());
    }

    [Fact]
    public async Task Whoever_has_no_part_is_told_what_is_told_of_a_referral_that_is_not_there_and_a_wrong_part_is_told_so()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (referral, children) = await bed.SentAsync("aldersham-council", "brackenford-council");

        foreach (var outsider in (string[])["gp", "dsl", "brackenford-nurse", "police-ppu", "officer-of-aldersham-council", "child-or-parent", "inspector"])
            Assert.IsType<StepTaken.NotFound>(await bed.TakeAsync(outsider, referral, children[0], Taken));
        Assert.IsType<StepTaken.NotFound>(await bed.TakeAsync("csc-social-worker", Guid.NewGuid(), children[0], Taken));
        // Another council's child of the same referral.
        Assert.IsType<StepTaken.NotFound>(await bed.TakeAsync("csc-social-worker", referral, children[1], Taken));
        Assert.IsType<StepTaken.NotFound>(await bed.TakeAsync("csc-social-worker", referral, children, [Taken]));

        var refused = Assert.IsType<StepTaken.Refused>(await bed.TakeAsync("nurse", referral, children[0], Taken)).Why;
        Assert.Equal((RefusedBecause.NotThisActor, "Somebody else has to do this."), (refused.Because, refused.Words));
        var early = Assert.IsType<StepTaken.Refused>(await bed.TakeAsync("csc-social-worker", referral, children[0], new Step(ReferralEvent.AgencyAsked, default))).Why;
        Assert.Equal(RefusedBecause.NotFromHere, early.Because);
        Assert.Single(await bed.EntriesAsync());
    }

    [Fact]
    public async Task What_was_written_with_a_step_is_sealed_and_only_its_name_is_in_the_ledger()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (referral, children) = await bed.SentAsync("aldersham-council");
        var withdrawn = new Step(ReferralEvent.ReferralWithdrawn, default) { Texts = ImmutableDictionary<ReferralText, string>.Empty.Add(ReferralText.Reason, "Reasonmark: it was another family.") };

        var step = Assert.IsType<StepTaken.Taken>(await bed.TakeAsync("nurse", referral, children[0], withdrawn)).Steps.Single();

        Assert.Equal("Reasonmark: it was another family.", bed.Service<SealReferrals>().Open(step)[ReferralText.Reason]);
        Assert.DoesNotContain("Reasonmark", System.Text.Encoding.UTF8.GetString(step.Texts));
        var entry = (await bed.EntriesAsync())[^1];
        Assert.DoesNotContain("Reasonmark", entry.Common.GetRawText() + entry.Child!.Value.GetRawText());
        Assert.Equal("reason", entry.Common.GetProperty("steps")[0].GetProperty("texts")[0].GetString());
        Assert.Equal(("withdrawn", ReferralBed.NumberOf(0).Digits), (entry.Child!.Value.GetProperty("state").GetString(), entry.Child!.Value.GetProperty("child").GetProperty("nhsNumber").GetString()));
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Reasonmark", line.Text));
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain(ReferralBed.NumberOf(0).Digits, line.Text));
    }
}
