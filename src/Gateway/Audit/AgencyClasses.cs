using Gateway.Agencies;

namespace Gateway.Audit;

internal static class AgencyClasses
{
    /// <summary>The class by which the ledger's leaf knows an agency of this kind.</summary>
    public static AgencyClass Class(this AgencyKind kind) => kind switch
    {
        AgencyKind.LocalAuthority => AgencyClass.LocalAuthority,
        AgencyKind.NhsTrust => AgencyClass.NhsTrust,
        AgencyKind.Police => AgencyClass.Police,
        AgencyKind.GpPractice => AgencyClass.GpPractice,
        AgencyKind.School => AgencyClass.School,
        AgencyKind.Probation => AgencyClass.Probation,
        AgencyKind.DrugAndAlcohol => AgencyClass.DrugAndAlcohol,
        AgencyKind.Voluntary => AgencyClass.Voluntary,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
