using System.Collections.Immutable;
using Gateway.Referrals.Store;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>Takes steps by the tables, in the rows that are tracked and not yet in the store.</summary>
internal sealed class MoveChild(ReferralTables tables, CouncilCalendars calendars, WhoMay may, Agencies.Register register)
{
    /// <summary>All of it, or nothing and why.</summary>
    public (ImmutableArray<StepMoved> Moved, ImmutableArray<ReferralDelivery> Owed, StepTaken? Not) All(StepTaking taking, StepsFound found, DateTimeOffset now)
    {
        var (all, owed) = (ImmutableArray.CreateBuilder<StepMoved>(), ImmutableArray.CreateBuilder<ReferralDelivery>());
        foreach (var each in found.Children)
        {
            var (referral, standing) = (each.Of ?? found.Referral, each.Child.Stands());
            // Two processes' clocks differ by a little: nothing happens before what happened last.
            var happened = each.At < now ? each.At.Value : now;
            var at = standing.Last > happened ? standing.Last : happened;
            foreach (var (step, told, first) in each.Steps.Select((step, n) => (step, each.Told.IsEmpty ? null : each.Told[n], n == 0)))
            {
                if (Owes(each.Child, step))
                {
                    // What follows a receipt waits for it.
                    owed.Add(ReferralDelivery.Of(referral.Id, each.Child.Id, each.Child.Council, each.Steps.FirstOrDefault(one => one.Event == ReferralEvent.ReferralRagSet)?.Rating ?? Rating.None, at));
                    break;
                }

                if (PartsOf(taking, referral, each.Child, step) is not [_, ..] parts) return ([], [], new StepTaken.NotFound());
                var (result, taken) = InSomePart(standing, step, parts, at, calendars.Of(each.Child.Council));
                if (told is null && result is MoveResult.Refused refused) return ([], [], Refused(each.Child, refused));
                if (told is null && NobodyNext(each.Child, taken, result, at) is { } nobody) return ([], [], nobody);
                if (result is MoveResult.Moved moved && told is not { Breach: false }) standing = moved.Standing;
                all.Add(new StepMoved(Guid.CreateVersion7(at), referral, each.Child, all.Count, taken, StandingJson.Of(standing), at) { Word = told is { Breach: false } ? "clock.warned" : taken.Event.Word(), Facts = first ? each.Facts : null });
                if (first) each.After?.Invoke(all[^1]);
            }

            each.Child.Move(standing, tables.Terms.Clocks(standing, calendars.Of(each.Child.Council)));
        }

        return (all.ToImmutable(), owed.ToImmutable(), null);
    }

    // Where a council's own system receives what is referred to it, the gateway gives no receipt in its place.
    private bool Owes(ReferralChild child, Step step) =>
        step is { Event: ReferralEvent.ReferralReceived, By: ReferralActor.Gateway } && register.Agencies.GetValueOrDefault(child.Council)?.Receiving is not null;

    // Whoever disagrees too, and cannot wait for the one that is open, rings.
    private static StepTaken.Refused Refused(ReferralChild child, MoveResult.Refused why) => new(child.Id, why) { Ring = why.Because == RefusedBecause.AlreadyDisputed ? child.Council : null };

    // A decision that leads to where nobody is would wait for ever: whoever decides hears it now.
    private StepTaken.Refused? NobodyNext(ReferralChild child, Step step, MoveResult result, DateTimeOffset at) =>
        step.Event == ReferralEvent.DecisionMade && result is MoveResult.Moved(var to) && tables.Terms.State(to.Main.State, LondonTime.Day(at))?.Owner is { } owner
        && owner != ReferralActor.Gateway && !may.IsHeld(owner, child.Council)
            ? new StepTaken.Refused(child.Id, tables.Terms.Refuse(RefusedBecause.NobodyNext, LondonTime.Day(at))) { Ring = child.Council }
            : null;

    private ImmutableArray<ReferralActor> PartsOf(StepTaking taking, Referral referral, ReferralChild child, Step step) =>
        step.By == ReferralActor.Gateway || (step.By == ReferralActor.ReceiverSystem && taking.Who is null) ? [step.By] : taking.Who is { } who ? may.Act(who, referral, child) : [];

    // Somebody may have several parts: it is theirs where one of them may.
    private (MoveResult Result, Step Taken) InSomePart(Standing standing, Step step, ImmutableArray<ReferralActor> parts, DateTimeOffset at, AreaCalendars area)
    {
        foreach (var part in parts)
        {
            var taken = step with { By = part };
            var result = tables.Terms.Move(standing, taken, at, area);
            if (result is not MoveResult.Refused { Because: RefusedBecause.NotThisActor } || part == parts[^1]) return (result, taken);
        }

        throw new InvalidOperationException("There is always a part.");
    }
}
