using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Incidents;

/// <summary>Who is told of an incident beside the front doors that receive it: of police protection who has to act before it ends. Nobody's name stands in any of it.</summary>
internal sealed class TellOfIncident(PostToInbox inbox, Gateway.Referrals.ReferralTables referrals, Gateway.Referrals.CouncilCalendars calendars)
{
    /// <summary>Within the change that sends it.</summary>
    public async Task TellAsync(
        GatewayContext db, Practitioner who, Referral referral, IReadOnlyDictionary<string, JsonElement> tasks, ImmutableArray<(ChildOfForm Child, Agency Council)> going,
        IncidentFacts facts, DateTimeOffset at, CancellationToken stopping)
    {
        if (!facts.PoliceProtection) return;
        var used = new FormPart(tasks["incident"], LondonTime.Day(at)).Part("policeProtection")!.Value.Moment("at")!.Value;
        PostingTo[] all = [.. going.Select(each => new PostingTo(NoticeRecipient.FrontDoor, each.Council.Id)).Distinct(), new PostingTo(NoticeRecipient.PoliceDuty, who.Agency.Id)];
        foreach (var to in all)
            await inbox.AddNewAsync(db, new Posting(NoticeEvent.PoliceProtection, NoticeSubject.Referral(referral.Id), to, used)
            {
                Words = [NoticeWord.ProtectedFor72Hours],
                Due = Ends(used, to.Agency),
                From = Actor.Of(who),
                Ring = who.Agency.Id,
                Interaction = referral.Request,
            }, stopping);
    }

    private DateTimeOffset? Ends(DateTimeOffset used, string agency) => referrals.Terms.Read(ReferralClock.PoliceProtection, new ClockRun(used), calendars.Of(agency))?.Due?.At;
}
