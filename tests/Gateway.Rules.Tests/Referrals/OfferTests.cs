using System.Collections.Immutable;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using static Gateway.Rules.Tests.Referrals.Published;

namespace Gateway.Rules.Tests.Referrals;

/// <summary>What is offered happens, and what is not offered does not: nobody is shown a button that leads nowhere, and nothing is possible that nobody is shown.</summary>
public sealed class OfferTests
{
    private static readonly ReferralActor[] Actors = Enum.GetValues<ReferralActor>();
    private static readonly StepOutcome[] Outcomes = Enum.GetValues<StepOutcome>();
    private static readonly ReferralEvent[] Events = [.. Enum.GetValues<ReferralEvent>().Where(happened => happened is not (ReferralEvent.ClockBreached or ReferralEvent.ClockPaused or ReferralEvent.ClockResumed))];

    private static readonly ImmutableDictionary<ReferralText, string> Texts = Enum.GetValues<ReferralText>().ToImmutableDictionary(text => text, _ => new string('x', 60));

    private readonly Random _random = new(20261124);

    [Fact]
    public void Whatever_is_offered_is_taken_and_nothing_else_is()
    {
        // A Wednesday, so that no day of a conference is refused.
        var (standing, at, seen) = (Standing.Begin(Wall("2026-06-03 10:00")), Wall("2026-06-03 10:00"), new HashSet<(ReferralState, ReferralEvent)>());
        for (var n = 0; n < 3_000; n++)
        {
            at = at.AddMinutes(1);
            var part = Actors[_random.Next(Actors.Length)];
            var offers = Terms.Offers(standing, [part], at, Area).Where(offer => Events.Contains(offer.Event)).ToArray();
            var next = standing;
            foreach (var happened in Events)
                foreach (var outcome in Outcomes)
                {
                    var moved = Terms.Move(standing, new Step(happened, part) { Outcome = outcome, Rating = Rating.Amber, Texts = Texts }, at, Area) as MoveResult.Moved;
                    Assert.Equal(moved is not null, offers.Any(offer => offer.Event == happened && offer.Outcome == outcome));
                    if (moved is null) continue;
                    seen.Add((standing.Main.State, happened));
                    if (_random.Next(4) == 0) next = moved.Standing;
                }

            standing = next.Main.State is ReferralState.Deleted or ReferralState.Closed && _random.Next(5) == 0 ? Standing.Begin(at) : next;
            if (at.DayOfWeek != DayOfWeek.Wednesday) at = at.AddDays(5);
        }

        Assert.True(seen.Count > 150, $"{seen.Count} ways were offered");
    }

    [Fact]
    public void What_has_to_be_written_is_said_with_what_is_offered()
    {
        var at = Wall("2026-06-03 10:00");
        var standing = Standing.Begin(at) with { Main = new Held(ReferralState.LookedAt, at) };

        var offer = Assert.Single(Terms.Offers(standing, [ReferralActor.SocialWorker], at, Area), one => one is { Event: ReferralEvent.DecisionMade, Outcome: StepOutcome.NoFurtherAction });

        Assert.Equal([ReferralText.Message, ReferralText.Why, ReferralText.Advice], offer.Needs.Order());
        Assert.DoesNotContain(Terms.Offers(standing, [ReferralActor.FrontDoor], at, Area), one => one is { Event: ReferralEvent.DecisionMade, Outcome: StepOutcome.NoFurtherAction });
        Assert.Empty(Terms.Offers(standing, [], at, Area));
    }
}
