using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals.Clocks;
using LondonTime = Gateway.Agencies.LondonTime;

namespace Gateway.Incidents;

/// <summary>Who is told of an incident beside the front doors that receive it: of police protection who has to act before it ends, of a young or unborn child whoever visits them.</summary>
internal sealed class TellOfIncident(PostToInbox inbox, Register register, Gateway.Referrals.ReferralTables referrals, Gateway.Referrals.CouncilCalendars calendars)
{
    private const int Five = 5;

    /// <summary>Within the change that sends it.</summary>
    public async Task TellAsync(
        GatewayContext db, Practitioner who, Referral referral, IReadOnlyDictionary<string, JsonElement> tasks, ImmutableArray<(ChildOfForm Child, Agency Council)> going,
        IncidentFacts facts, DateTimeOffset at, CancellationToken stopping)
    {
        var today = LondonTime.Day(at);
        var what = new FormPart(tasks["incident"], today);
        var all = new List<Posting>();
        if (facts.PoliceProtection) all.AddRange(Protected(who, referral, going, what.Part("policeProtection")!.Value.Moment("at")!.Value, at));
        all.AddRange(Young(referral, Visitors(tasks, going, facts, today), facts, at).DistinctBy(posting => (posting.To, posting.Of)));
        foreach (var posting in all) await inbox.AddNewAsync(db, posting with { Handling = HandlingOf.Read(referral.Handling), From = Actor.Of(who), Ring = who.Agency.Id, Interaction = referral.Request }, stopping);
    }

    // Now, and again while it runs and when it ends (T19): whoever took it at first may have gone home.
    private IEnumerable<Posting> Protected(Practitioner who, Referral referral, ImmutableArray<(ChildOfForm Child, Agency Council)> going, DateTimeOffset used, DateTimeOffset at)
    {
        PostingTo[] all = [.. going.Select(each => new PostingTo(NoticeRecipient.FrontDoor, each.Council.Id)).Distinct(), new PostingTo(NoticeRecipient.PoliceDuty, who.Agency.Id)];
        foreach (var to in all)
        {
            var runs = referrals.Terms.Read(ReferralClock.PoliceProtection, new ClockRun(used), calendars.Of(to.Agency));
            var now = new Posting(NoticeEvent.PoliceProtection, NoticeSubject.Referral(referral.Id), to, used) { Words = [NoticeWord.ProtectedFor72Hours], Due = runs?.Due?.At };
            yield return now;
            if (runs is not { Due.At: var ends }) continue;
            foreach (var later in runs.Warnings.Add(ends).Where(later => later > at)) yield return now with { TellAt = later, Of = $"{later.ToUnixTimeSeconds()}" };
        }
    }

    // Nobody confirms here whose patient a child is: without that the policy lets nothing of the child go, and the notice says only to ring.
    private static IEnumerable<Posting> Young(Referral referral, IEnumerable<(FormPart Child, ChildOfForm About, PostingTo To)> told, IncidentFacts facts, DateTimeOffset at) => told.Select(each => new Posting(NoticeEvent.AbuseIncidentInfant, NoticeSubject.Referral(referral.Id), each.To, at)
    {
        Child = each.About.About is { Number: { } number, Born: { } born } && !each.Child.Has("dueDate") ? new ChildAsked(number, born) : null,
        Red = facts.Grade == "high",
        // One pregnancy is one, however many children there are.
        Of = each.To.Part == NoticeRecipient.Midwife && !each.Child.Has("dueDate") ? "" : each.About.Id.ToString("N"),
    });

    /// <summary>Who visits a young or unborn child of a domestic abuse incident, or is the doctor of one; also as the officer is shown it before sending.</summary>
    public IEnumerable<(FormPart Child, ChildOfForm About, PostingTo To)> Visitors(IReadOnlyDictionary<string, JsonElement> tasks, ImmutableArray<(ChildOfForm Child, Agency Council)> going, IncidentFacts facts, DateOnly today)
    {
        if (!new FormPart(tasks["incident"], today).Is("kind", "domestic-abuse")) yield break;
        foreach (var child in new FormPart(tasks["children"], today).Parts("children"))
        {
            var (about, council) = going.First(each => each.Child.Id == Guid.Parse(child.Text("id")!));
            var young = child.Has("dueDate") || child.Age() < Five;
            foreach (var to in (PostingTo?[])[
                young ? AtTrust(NoticeRecipient.HealthVisitor, "health-visitor", council) : null,
                facts.VictimPregnant || child.Has("dueDate") ? AtTrust(NoticeRecipient.Midwife, "midwife", council) : null,
                young || facts.VictimPregnant ? AtPractice(child.Text("gpPractice")) : null])
                if (to is not null) yield return (child, about, to);
        }
    }

    // Of several trusts none is guessed.
    private PostingTo? AtTrust(NoticeRecipient part, string role, Agency council) =>
        register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.NhsTrust && agency.Has(role) && agency.Areas.Intersect(council.Areas).Any()).ToArray() is [var only] ? new PostingTo(part, only.Id) : null;

    private PostingTo? AtPractice(string? named) =>
        register.Agencies.Values.Where(agency => agency.Kind == AgencyKind.GpPractice && agency.Has("gp") && (agency.Id == named || string.Equals(agency.Name, named?.Trim(), StringComparison.OrdinalIgnoreCase))).ToArray() is [var only]
            ? new PostingTo(NoticeRecipient.Gp, only.Id)
            : null;
}
