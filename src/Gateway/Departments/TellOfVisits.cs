using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Notices;
using Gateway.Referrals.Form;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>
/// Who is told of what was recorded of a visit (workflows, section 4: E2, E3, E5 to E8), within the change that they are told of. Each notice passes through the rules for its
/// recipient (rulings, 23), names the visit and carries nobody's words.
/// </summary>
internal sealed class TellOfVisits(PostToInbox inbox)
{
    /// <summary>Who is told, in the order in which they are shown.</summary>
    public static ImmutableArray<(NoticeEvent Event, Told Told)> Of(EntryKind kind, FormPart sent, VisitStanding standing, VisitEnd end, Practitioner who, WhomFound? whom, ImmutableArray<Told> visitors)
    {
        var nurse = new Told(NoticeRecipient.NamedNurse, who.Agency, RelationshipType.Encounter, "The named nurse");
        var doctor = new Told(NoticeRecipient.SeniorDoctor, who.Agency, RelationshipType.Encounter, "The senior doctor on shift");
        return (kind, whom) switch
        {
            (EntryKind.Questions, _) when sent.Is("injured") && !sent.Is("walking") => [(NoticeEvent.InjuryNotWalking, doctor), (NoticeEvent.InjuryNotWalking, nurse)],
            (EntryKind.Concern, { } all) => [.. all.All.Select(told => (NoticeEvent.ConcernOpened, told)), (NoticeEvent.ConcernOpened, nurse)],
            (EntryKind.Examination, { } all) => [.. all.All.Select(told => (NoticeEvent.ExaminationRefused, told))],
            (EntryKind.LeftEarly, { } all) => [.. all.All.Select(told => (NoticeEvent.LeftEarly, told))],
            // Where somebody worried, or nobody knows, they are told to find out: silence is no sign that the child is safe.
            (EntryKind.Gone, { } all) when standing.EverConcern || standing.Plan || standing.NeedsSenior || standing.IsWorrying || !standing.IsKnown => [.. all.All.Select(told => (NoticeEvent.LeftEarly, told))],
            (EntryKind.Override, { } all) => [.. all.All.Where(told => told.Part == NoticeRecipient.FrontDoor).Select(told => (NoticeEvent.DischargeOverridden, told)), (NoticeEvent.DischargeOverridden, nurse)],
            (_, { } all) when TellsOfAttendance(kind, standing, end) => [.. OwnPractice(all).Concat(visitors).Select(told => (NoticeEvent.Attended, told))],
            _ => [],
        };
    }

    /// <summary>What gave no concern is over (E3).</summary>
    public static bool TellsOfAttendance(EntryKind kind, VisitStanding standing, VisitEnd end) =>
        kind is EntryKind.Discharge or EntryKind.Gone && end is VisitEnd.Discharged or VisitEnd.NotRecorded && !standing.EverConcern;

    // Of that the practice is told only where it is the child's by its own list.
    private static IEnumerable<Told> OwnPractice(WhomFound all) => all.Of(NoticeRecipient.Gp) is { Relationship: RelationshipType.Registration } practice ? [practice] : [];

    public async Task TellAsync(
        GatewayContext db, Visit visit, AboutVisit about, VisitRequest request, Practitioner who, FormPart sent, VisitStanding standing, DateTimeOffset at,
        ImmutableArray<(NoticeEvent Event, Told Told)> all, ImmutableArray<NoticeWord> handling, CancellationToken stopping)
    {
        foreach (var (happened, told) in all)
            await inbox.AddNewAsync(db, new Posting(happened, NoticeSubject.Visit(visit.Id), new PostingTo(told.Part, told.Agency.Id), at)
            {
                Child = about.Child,
                Relationship = told.Relationship == RelationshipType.None ? null : new Relationship(told.Relationship, null),
                Red = standing.EverConcern || standing.Plan,
                Words = Words(happened, told.Part, sent, standing),
                Handling = handling,
                // The practice hears once of a visit that gave no concern, whoever ends it and whenever.
                Of = happened == NoticeEvent.Attended ? "" : $"{request.Id:N}",
                From = Actor.Of(who),
                Ring = who.Agency.Id,
                Interaction = request.Id,
            }, stopping);
    }

    /// <summary>A child has come more often than the area's rule says (E4): the practice, whoever visits the child or is their school nurse, the liaison nurse and, of a child with a plan, the social workers where the child lives and is.</summary>
    public async Task RepeatedAsync(GatewayContext db, Visit visit, AboutVisit about, Practitioner who, bool plan, OftenFound often, DateTimeOffset at, CancellationToken stopping)
    {
        Told[] all =
        [
            .. often.Whom.Of(NoticeRecipient.Gp) is { } practice ? [practice] : Array.Empty<Told>(), .. often.Visitors.Where(told => told.Part != NoticeRecipient.LiaisonNurse),
            new Told(NoticeRecipient.LiaisonNurse, who.Agency, RelationshipType.Encounter, ""),
            .. plan ? often.Whom.All.Where(told => told.Part == NoticeRecipient.FrontDoor).Select(told => told with { Part = NoticeRecipient.SocialWorker, Relationship = RelationshipType.None }) : [],
        ];
        foreach (var told in all) await inbox.AddNewAsync(db, Posted(NoticeEvent.AttendedAgain, visit, about, who, told, at, "") with { Words = [NoticeWord.RepeatRule] }, stopping);
    }

    /// <summary>Nobody said that the child has gone, and the time is over by which the practice, and whoever visits the child, hear of the visit (E3).</summary>
    public async Task UnendedAsync(GatewayContext db, Visit visit, AboutVisit about, Practitioner who, WhomFound whom, ImmutableArray<Told> visitors, DateTimeOffset at, CancellationToken stopping)
    {
        foreach (var told in OwnPractice(whom).Concat(visitors)) await inbox.AddNewAsync(db, Posted(NoticeEvent.Attended, visit, about, who, told, at, "") with { From = new Actor(who.Agency.Id) }, stopping);
    }

    private static Posting Posted(NoticeEvent happened, Visit visit, AboutVisit about, Practitioner who, Told told, DateTimeOffset at, string of) =>
        new(happened, NoticeSubject.Visit(visit.Id), new PostingTo(told.Part, told.Agency.Id), at)
        {
            Child = about.Child,
            Relationship = told.Relationship == RelationshipType.None ? null : new Relationship(told.Relationship, null),
            Of = of,
            From = Actor.Of(who),
            Ring = who.Agency.Id,
        };

    /// <summary>Once that change is committed.</summary>
    public void Committed() => inbox.Committed();

    private static ImmutableArray<NoticeWord> Words(NoticeEvent happened, NoticeRecipient part, FormPart sent, VisitStanding standing) => happened switch
    {
        NoticeEvent.ConcernOpened => [NoticeWord.Concern, NoticeWord.RingBack],
        NoticeEvent.Attended => part == NoticeRecipient.LiaisonNurse ? [] : [NoticeWord.FollowUp],
        NoticeEvent.InjuryNotWalking => [],
        NoticeEvent.ExaminationRefused => [sent.Is("refusedBy", "child") ? NoticeWord.RefusedByChild : NoticeWord.RefusedByParent, .. Worried(standing), NoticeWord.RingBack],
        NoticeEvent.LeftEarly => [.. sent.Has("how") ? (NoticeWord[])[sent.Is("how", "before-seen") ? NoticeWord.LeftBeforeSeen : NoticeWord.LeftAgainstAdvice] : [], .. Worried(standing), NoticeWord.RingBack],
        NoticeEvent.DischargeOverridden => [.. Worried(standing), NoticeWord.ChildHasLeft, NoticeWord.RingBack],
        _ => throw new ArgumentOutOfRangeException(nameof(happened)),
    };

    private static ImmutableArray<NoticeWord> Worried(VisitStanding standing) => standing.EverConcern ? [NoticeWord.Concern] : [];
}

/// <summary>Whom to tell of a child who comes often.</summary>
internal sealed record OftenFound(WhomFound Whom, ImmutableArray<Told> Visitors);
