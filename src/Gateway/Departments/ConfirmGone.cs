using Gateway.Agencies;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Departments;

/// <summary>
/// Whether a visit may end because the child is not there and nobody recorded how they went: long after they came, and once the department's own system says that this attendance is over. It is no way
/// round the discharge check.
/// </summary>
internal sealed class ConfirmGone(ConfirmRelationship confirm, VisitTerms terms)
{
    public bool IsOverdue(Practitioner who, Visit visit, DateTimeOffset now) =>
        visit.End == Rules.Departments.VisitEnd.None && terms.UnendedAfter(who.Agency.Areas, LondonTime.Day(now)) is { } within && visit.ArrivedAt + within <= now;

    public async Task<bool> RunAsync(Practitioner who, Visit visit, AboutVisit about, Guid request, DateTimeOffset now, CancellationToken stopping) => IsOverdue(who, visit, now)
        && await confirm.AskAsync(request, who, [RelationshipType.Encounter], about.Child ?? new ChildAsked { AsDescribed = about.Described }, stopping) switch
        {
            RelationshipAnswer.Confirmed there when there.Reference == about.Encounter => there.Relationship.EndedAt is not null,
            // A later attendance of the child is another visit: an older one says nothing of this one. By a description it may be another child's.
            RelationshipAnswer.Confirmed there => about.Child is not null && there.StartedAt > visit.ArrivedAt,
            // It says that this practitioner is not involved, or that several children fit: the child may be there. A silence says nothing.
            _ => false,
        };
}
