using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Incidents.Schools;
using Gateway.Incidents.Store;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Incidents;

/// <summary>
/// Sends an incident: one referral, however often and however much at once it is pressed, rated by the rules of the area, with everything that is to be told of it in the
/// same transaction.
/// </summary>
internal sealed class SendIncident(TakeStep take, OpenIncident open, IncidentTables tables, SealReferrals seal, FindCouncil councils, TellOfIncident tell, PlanSchoolNotices schools)
{
    private const int Tries = 4;

    public async Task<ReferralSent> RunAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        var what = $"send incident\n{who.Agency.Id}\n{who.Subject}\n{id:N}";
        for (var tried = 1; ; tried++)
        {
            ReferralSent? not = null;
            var taken = await take.RunAsync(new StepTaking(who, StepTaking.OwnRequest(what), seal.OfSent(what, []), async (db, at, stop) =>
            {
                (var found, not) = await FindAsync(db, who, id, at, stop);
                return found;
            }), stopping);
            if (taken is StepTaken.NotFound && not is not null) return not;
            if (taken is not StepTaken.Elsewhere || tried == Tries) return new ReferralSent.Became(taken);
        }
    }

    private async Task<(StepsFound? Found, ReferralSent? Not)> FindAsync(GatewayContext db, Practitioner who, Guid id, DateTimeOffset at, CancellationToken stopping)
    {
        if (await db.Set<Referral>().SingleOrDefaultAsync(one => one.Id == id && one.Agency == who.Agency.Id && one.Person == who.Subject && one.Kind == BeginIncident.Kind, stopping) is not { } referral)
            return (null, null);
        if (referral.SentAt is not null) return (null, new ReferralSent.SentBefore());
        var (tasks, incident) = (await open.OfAsync(db, id, stopping), await db.Set<Incident>().SingleAsync(one => one.Id == id, stopping));
        if (open.Missing(tasks) is [_, ..] missing) return (null, new ReferralSent.NotComplete(missing));
        var make = new MakeReferral(tasks, who.Agency, open.Today);
        var found = make.Found(councils);
        if (found.Any(each => each.Council is not CouncilFound.Receives))
            return (null, new ReferralSent.NoCouncil([.. found.Select((each, n) => (Field: $"/tasks/children/children/{n}/address/postcode", each.Council)).Where(each => each.Council is not CouncilFound.Receives)]));
        var going = found.Select(each => (each.Child, ((CouncilFound.Receives)each.Council).Council)).ToImmutableArray();
        var counted = await OpenIncident.EarlierAsync(db, incident, stopping);
        var facts = IncidentFacts.Of(tasks, counted, open.Today);
        var (rating, rules) = tables.Routing.Route(facts, open.AreaOf(tasks), open.Today);
        var made = make.Tasks(going.DistinctBy(each => each.Council.Id).Count() == 1, counted, rating, rules).ToArray();
        referral.Handle(HandlingOf.Tasks(made.ToDictionary(each => each.Task, each => JsonSerializer.SerializeToElement(each.Content)), open.Today));
        foreach (var (task, content) in made)
            db.Add(ReferralTask.Of(id, task, seal.Task(id, task, Encoding.UTF8.GetBytes(content.ToJsonString())), at));
        (incident.SentAt, incident.Rating) = (at, rating.Word());
        referral.Colleague = new FormPart(tasks["referrer"], open.Today).Part("colleague")?.Text("practitioner");
        await KeepTyped.ForgetAsync(db, id, stopping);
        referral.Send(SendReferral.NewReference(), at);
        await tell.TellAsync(db, who, referral, tasks, going, facts, at, stopping);
        await schools.PlanAsync(db, who, referral, tasks, going, rating, at, stopping);
        return (new StepsFound(referral, [.. going.Select((each, n) => Steps(db, referral, each.Child, n, each.Council, rating))]), null);
    }

    private ChildSteps Steps(GatewayContext db, Referral referral, ChildOfForm child, int n, Agency council, Rating rating)
    {
        var row = ReferralChild.Of(referral, child.Id, n + 1, council.Id, []).Is(child.About, seal);
        db.Add(row);
        return new ChildSteps(row,
        [
            new Step(ReferralEvent.ReferralSent, ReferralActor.Referrer), new Step(ReferralEvent.ReferralReceived, ReferralActor.Gateway),
            new Step(ReferralEvent.ReferralRagSet, ReferralActor.Gateway) { Rating = rating },
        ]);
    }
}
