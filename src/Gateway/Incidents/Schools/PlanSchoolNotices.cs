using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using LondonTime = Gateway.Agencies.LondonTime;

namespace Gateway.Incidents.Schools;

/// <summary>
/// Every domestic abuse incident with a child from reception to 17 is told to their school, whether or not they were there (workflows, 1.5 C7): at once, or on the first school day where
/// nobody is at the school. Where there is no school that is known here, the council is told; and in the holidays too, where it cannot wait.
/// </summary>
internal sealed class PlanSchoolNotices(PostToInbox inbox, Register register, SealIncidents seal)
{
    /// <summary>Within the change that sends the incident.</summary>
    public async Task PlanAsync(
        GatewayContext db, Practitioner who, Referral referral, IReadOnlyDictionary<string, JsonElement> tasks, ImmutableArray<(ChildOfForm Child, Agency Council)> going, Rating rating,
        DateTimeOffset at, CancellationToken stopping)
    {
        var what = new FormPart(tasks["incident"], LondonTime.Day(at));
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plan in SchoolPlan.Of(register, tasks, going, at))
        {
            if (plan.School is { } school) db.Add(Of(who, referral, plan, school, rating, what, at));
            if (plan.TellsCouncil(rating) && told.Add(plan.Council.Id))
                await inbox.AddNewAsync(db, new Posting(NoticeEvent.AbuseIncidentPupil, NoticeSubject.Referral(referral.Id), new PostingTo(NoticeRecipient.FrontDoor, plan.Council.Id), at)
                {
                    Items = [],
                    Handling = HandlingOf.Read(referral.Handling),
                    Red = rating == Rating.Red,
                    From = Actor.Of(who),
                    Ring = who.Agency.Id,
                    Interaction = referral.Request,
                }, stopping);
        }
    }

    private SchoolNotice Of(Practitioner who, Referral referral, SchoolPlan plan, Agency school, Rating rating, FormPart what, DateTimeOffset at)
    {
        var id = Guid.CreateVersion7(at);
        var pupil = AboutPupil.Of(plan.Child, plan.About, what);
        return SchoolNotice.Of(id, referral.Id, school.Id, plan.Council.Id, who.Agency.Id, HomeForce(who, plan.Council)?.Id, rating == Rating.Red, seal.Pupil(id, pupil), at, plan.HeldUntil ?? at);
    }

    // The duty is that of the force where the child lives.
    public Agency? HomeForce(Practitioner who, Agency council) =>
        who.Agency.Areas.Intersect(council.Areas).Any() ? null : register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.Police && agency.Areas.Intersect(council.Areas).Any()).OrderBy(agency => agency.Id, StringComparer.Ordinal).FirstOrDefault();
}
