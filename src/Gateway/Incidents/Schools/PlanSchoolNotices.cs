using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Calendars;
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
        var today = LondonTime.Day(at);
        var what = new FormPart(tasks["incident"], today);
        if (!what.Is("kind", "domestic-abuse")) return;
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in new FormPart(tasks["children"], today).Parts("children"))
        {
            if (!(child.Day("dateOfBirth") is { } born ? SchoolAge.Holds(born, today) : child.Number("estimatedAge") is { } age && SchoolAge.Holds(age))) continue;
            var (about, council) = going.First(each => each.Child.Id == Guid.Parse(child.Text("id")!));
            var school = register.SchoolOf(child.Part("school")?.Text("urn"));
            var held = school is null ? null : school.School!.Days?.HeldUntil(at);
            if (school is not null && school.Has("dsl")) db.Add(Of(who, referral, child, about, council, school, rating, what, at, held ?? at));
            else held = at;
            // Nobody at a school hears of it now: of a green one the council knows by the referral.
            if (held is not null && (school is null || !school.Has("dsl") || rating is Rating.Red or Rating.Amber) && told.Add(council.Id))
                await inbox.AddNewAsync(db, new Posting(NoticeEvent.AbuseIncidentPupil, NoticeSubject.Referral(referral.Id), new PostingTo(NoticeRecipient.FrontDoor, council.Id), at)
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

    private SchoolNotice Of(
        Practitioner who, Referral referral, FormPart child, ChildOfForm about, Agency council, Agency school, Rating rating, FormPart what, DateTimeOffset at, DateTimeOffset tellAt)
    {
        var id = Guid.CreateVersion7(at);
        var pupil = new AboutPupil(
            about.About.Name, child.Text("firstName"), child.Text("lastName"), about.About.Number, child.Day("dateOfBirth"), child.Number("estimatedAge"), about.Postcode,
            what.Text("number")!, what.Moment("attendedAt")!.Value, child.Text("whereWas")!, child.Part("seen")!.Value.Text("said")!);
        return SchoolNotice.Of(id, referral.Id, school.Id, council.Id, who.Agency.Id, HomeForce(who, council), rating == Rating.Red, seal.Pupil(id, pupil), at, tellAt);
    }

    // The duty is that of the force where the child lives.
    private string? HomeForce(Practitioner who, Agency council) =>
        who.Agency.Areas.Intersect(council.Areas).Any() ? null : register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.Police && agency.Areas.Intersect(council.Areas).Any()).OrderBy(agency => agency.Id, StringComparer.Ordinal).FirstOrDefault()?.Id;
}
