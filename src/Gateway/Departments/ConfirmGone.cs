using Gateway.Agencies;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>
/// Whether a visit may end because the child is not there and nobody recorded how they went: long after they came, and once the department's own system shows this attendance no more. It is no way
/// round the discharge check.
/// </summary>
internal sealed class ConfirmGone(ConfirmRelationship confirm, VisitTerms terms)
{
    public bool IsOverdue(Practitioner who, Visit visit, DateTimeOffset now) =>
        visit.End == Rules.Departments.VisitEnd.None && terms.UnendedAfter(who.Agency.Areas, LondonTime.Day(now)) is { } within && visit.ArrivedAt + within <= now;

    public async Task<bool> RunAsync(Practitioner who, Visit visit, AboutVisit about, Guid request, DateTimeOffset now, CancellationToken stopping) => IsOverdue(who, visit, now)
        && await confirm.AskAsync(request, who, [RelationshipType.Encounter], about.Child ?? new ChildAsked { AsDescribed = about.Described }, stopping) switch
        {
            // Another attendance is another visit; a silence says nothing.
            RelationshipAnswer.Confirmed there => there.Relationship.EndedAt is not null || there.Reference != about.Encounter,
            RelationshipAnswer.NotConfirmed => true,
            _ => false,
        };
}
