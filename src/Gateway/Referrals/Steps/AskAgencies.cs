using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals.Steps;

/// <summary>Other agencies are asked about a child, and answer or decline. Whether others are still awaited is counted here, never said by who answers.</summary>
internal sealed class AskAgencies(Register register, ReferralTables tables)
{
    public StepPrepared Ask(StepScope scope)
    {
        var faults = Faults(scope).ToImmutableArray();
        if (!faults.IsEmpty) return new StepPrepared.Not(new StepAnswered.Faulty(faults));
        return new StepPrepared.Ready(scope.Plain() with
        {
            After = moved =>
            {
                scope.Worked(moved);
                foreach (var agency in scope.Asked.Agencies)
                {
                    scope.Child.Ask(agency);
                    scope.Db.Add(ReferralAsk.Of(moved, agency));
                }
            },
        });
    }

    /// <summary>Whoever is called to a discussion or a conference is as somebody who is asked; none where all can be.</summary>
    public StepPrepared? Cannot(StepScope scope) => Faults(scope).ToImmutableArray() is { IsEmpty: false } faults ? new StepPrepared.Not(new StepAnswered.Faulty(faults)) : null;

    public static StepPrepared Answer(StepScope scope)
    {
        var declined = scope.Asked.Event == ReferralEvent.AgencyDeclined;
        return new StepPrepared.Ready(scope.Plain(Outcome(scope, declined)) with
        {
            After = moved =>
            {
                foreach (var ask in scope.Asks.Where(ask => ask.Agency == scope.Who.Agency.Id && ask.AnsweredAt is null)) ask.AnsweredBy(moved, declined);
            },
        });
    }

    // Whoever was asked in an earlier round and let its time pass is not waited for.
    private static StepOutcome Outcome(StepScope scope, bool declined)
    {
        if (scope.Child.State != ReferralState.WaitingForAgencies) return declined ? StepOutcome.None : StepOutcome.Late;
        var since = scope.Child.Stands().Main.Since;
        return scope.Asks.Any(ask => ask.Agency != scope.Who.Agency.Id && ask.AnsweredAt is null && ask.AskedAt >= since) ? StepOutcome.OthersAwaited : StepOutcome.AllAnswered;
    }

    private IEnumerable<FieldFault> Faults(StepScope scope)
    {
        foreach (var (id, n) in scope.Asked.Agencies.Select((id, n) => (id, n)))
            if (register.Agencies.GetValueOrDefault(id) is not { } agency) yield return new FieldFault($"/agencies/{n}/agency", "Name an agency of the register");
            else if (id == scope.Child.Council) yield return new FieldFault($"/agencies/{n}/agency", "Name another agency than your own");
            else if (!Answers(agency, LondonTime.Day(scope.At))) yield return new FieldFault($"/agencies/{n}/agency", "This agency does not answer here. Ring it");
        if (scope.Asked.Agencies.Distinct().Count() != scope.Asked.Agencies.Length) yield return new FieldFault("/agencies", "Name each agency once");
    }

    // Somebody of it can sign in, in a role that refers.
    private bool Answers(Agency agency, DateOnly day) => agency.Issuer is { } issuer && issuer.Roles.Values.Any(role => tables.Parts.Refers(role, day));
}
