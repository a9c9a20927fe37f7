using Gateway.Agencies;
using Gateway.Departments.Store;

namespace Gateway.Departments;

/// <summary>Who may do what about a child in a department: its own people, in the roles of the table, and nobody else. To them a visit of another agency is not there.</summary>
internal sealed class MayVisit(VisitTerms terms, TimeProvider time)
{
    public bool Be(Practitioner who, VisitPart part) => who.Agency.Kind == AgencyKind.NhsTrust && terms.May(who.Role, part, LondonTime.Day(time.GetUtcNow()));

    public bool See(Practitioner who, Visit visit) => visit.Agency == who.Agency.Id && Be(who, VisitPart.Read);
}
