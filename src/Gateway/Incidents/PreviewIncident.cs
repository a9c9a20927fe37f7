using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Incidents.Schools;
using Gateway.Referrals;
using Gateway.Referrals.Form;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using LondonTime = Gateway.Agencies.LondonTime;

namespace Gateway.Incidents;

/// <summary>
/// What sending an incident now would do: who receives each child and by when they decide, what leaves to which school and when, and who else hears of it. It is made by what sends it;
/// nothing is sent, and nobody is asked.
/// </summary>
internal sealed class PreviewIncident(
    OpenIncident open, FindCouncil councils, Register register, PlanSchoolNotices schools, SayToSchool say, SchoolTimes times, TellOfIncident tell, ReferralTables referrals, CouncilCalendars calendars,
    TimeProvider time)
{
    public IncidentPreview Run(Practitioner who, IncidentSeen seen)
    {
        if (open.Missing(seen.Tasks) is [_, ..] missing) return IncidentPreview.Incomplete([.. missing]);
        var at = time.GetUtcNow();
        var found = new MakeReferral(seen.Tasks, who.Agency, open.Today).Found(councils);
        var going = found.Where(each => each.Council is CouncilFound.Receives).Select(each => (each.Child, ((CouncilFound.Receives)each.Council).Council)).ToImmutableArray();
        return new IncidentPreview(
            [],
            [.. found.Select(each => new ChildGoes(each.Child.About.Name, each.Council, Decided(each.Council, seen.Rating, at)))],
            [.. SchoolPlan.Of(register, seen.Tasks, going, at).Select(plan => Told(who, seen, plan, at))],
            going.Length < found.Length ? [] : Others(seen, going, at));
    }

    private Due? Decided(CouncilFound council, Rating rating, DateTimeOffset at) =>
        council is CouncilFound.Receives(var to) ? referrals.Terms.Read(ReferralClock.Rated, new ClockRun(at), calendars.Of(to.Id), rating)?.Due : null;

    private SchoolTold Told(Practitioner who, IncidentSeen seen, SchoolPlan plan, DateTimeOffset at)
    {
        var about = AboutPupil.Of(plan.Child, plan.About, new FormPart(seen.Tasks["incident"], open.Today));
        var tellAt = plan.HeldUntil ?? at;
        var decision = plan.School is null ? null : say.Decided(SayToSchool.Lead, onRoll: true, about);
        var (deputies, rung) = plan.School is { } school ? times.Of(school.Id, seen.Rating == Rating.Red, tellAt) : (tellAt, tellAt);
        return new SchoolTold(
            about, plan.School, plan.School is null ? null : plan.HeldUntil, deputies, rung, plan.Council, plan.TellsCouncil(seen.Rating), plan.School is null ? null : schools.HomeForce(who, plan.Council),
            SayToSchool.Tells(decision), say.TellsMore(decision, plan.Council.Id), say.Handling);
    }

    private ImmutableArray<(NoticeRecipient Part, string Agency)> Others(IncidentSeen seen, ImmutableArray<(ChildOfForm Child, Agency Council)> going, DateTimeOffset at)
    {
        var facts = IncidentFacts.Of(seen.Tasks, seen.Earlier, open.Today);
        return [.. tell.Visitors(seen.Tasks, going, facts, LondonTime.Day(at)).Select(each => (each.To.Part, each.To.Agency)).Distinct()];
    }
}

/// <param name="Missing">What keeps it from being sent; then the rest is empty.</param>
/// <param name="Others">Who visits a young or unborn child: they are told only to ring.</param>
internal sealed record IncidentPreview(ImmutableArray<FieldFault> Missing, ImmutableArray<ChildGoes> Children, ImmutableArray<SchoolTold> Schools, ImmutableArray<(NoticeRecipient Part, string Agency)> Others)
{
    public static IncidentPreview Incomplete(ImmutableArray<FieldFault> missing) => new(missing, [], [], []);
}

/// <param name="Decided">By when its rating has to be decided, if it is sent now.</param>
internal sealed record ChildGoes(string Name, CouncilFound Council, Due? Decided);

/// <summary>What leaves about one child of school age, to whom and when.</summary>
/// <param name="School">None where no school is known here that can be told.</param>
/// <param name="HeldUntil">The school's first day, where nobody is there now; else it goes at once.</param>
/// <param name="TellsCouncil">The council is told now, because no school hears of it now.</param>
/// <param name="HomeForce">The force where the child lives, where that is another: it sees the notice too.</param>
/// <param name="Tells">Name, date of birth and incident go; else only to ring.</param>
/// <param name="TellsMore">Where the child was and what they said go too.</param>
internal sealed record SchoolTold(
    AboutPupil About, Agency? School, DateTimeOffset? HeldUntil, DateTimeOffset Deputies, DateTimeOffset Rung, Agency Council, bool TellsCouncil, Agency? HomeForce, bool Tells, bool TellsMore,
    ImmutableArray<string> Handling);
