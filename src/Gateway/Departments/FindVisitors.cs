using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Departments.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Visiting;

namespace Gateway.Departments;

/// <summary>
/// Who visits a child of an attendance, or is their school nurse (E3, E4): the services that say that the child is theirs, and those that did not say, who are told only to ring. Where there are such services
/// and none of them is told, the department's liaison nurse is: somebody finds out whose the child is.
/// </summary>
internal sealed class FindVisitors(FindServices services, TimeProvider time)
{
    private static readonly ImmutableArray<NoticeRecipient> Both = [NoticeRecipient.HealthVisitor, NoticeRecipient.SchoolNurse];

    /// <param name="practice">The one whose list has the child, an id of the register.</param>
    public async Task<ImmutableArray<Told>> OfAsync(Guid request, Practitioner who, AboutVisit about, string? practice, CancellationToken stopping)
    {
        // Nobody can say of a child without a number and a day of birth whether it is theirs, so nobody is asked.
        if (about.Child is not { } child) return services.Any(who.Agency.Areas, Both) ? [Liaison(who)] : [];
        var parts = WhoVisits.WithoutMidwife(child.DateOfBirth, LondonTime.Day(time.GetUtcNow()));
        if (parts.IsEmpty) return [];
        var found = await services.OfAsync(request, child, parts, [], practice, [], stopping);
        ImmutableArray<Told> told = [.. found.Told.Select(one => new Told(one.Part, one.Agency, one.Relationship?.Type ?? RelationshipType.None, Shown(one)))];
        var nobody = told.IsEmpty && (!found.All.IsEmpty || (!found.LivesSomewhere && services.Any(who.Agency.Areas, parts)));
        return nobody ? [Liaison(who)] : told;
    }

    private static Told Liaison(Practitioner who) => new(NoticeRecipient.LiaisonNurse, who.Agency, RelationshipType.Encounter, "The liaison nurse, because no health visitor or school nurse has been told");

    // Which service it is can tell where a child lives.
    private static string Shown(ServiceFound found)
    {
        var who = found.Part == NoticeRecipient.HealthVisitor ? "health visitor" : "school nurse";
        return found.Said == ServiceSaid.Theirs ? $"The child's {who}" : $"A {who} whose service did not answer, and who is told only to ring";
    }
}
