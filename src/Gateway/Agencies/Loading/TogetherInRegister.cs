using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Agencies.Loading;

internal sealed record EntryOfAgency(Entry Entry, Agency Agency, ImmutableArray<Custodian> Custodians);

/// <summary>What no entry can tell alone: ids and issuers are unique, and every area has one council, which answers for its plans.</summary>
internal static class TogetherInRegister
{
    public static void Check(ImmutableArray<EntryOfAgency> agencies)
    {
        Ids(agencies);
        Issuers(agencies);
        Areas(agencies);
        Plans(agencies);
        Schools(agencies);
        Practices(agencies);
    }

    private static void Ids(ImmutableArray<EntryOfAgency> agencies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agency in agencies)
        {
            if (agency.Agency.Id.Length > 0 && !seen.Add(agency.Agency.Id)) agency.Entry.Fault("id", "is already the id of another agency or custodian");
            foreach (var custodian in agency.Custodians.Where(c => c.Id.Length > 0 && !seen.Add(c.Id)))
                agency.Entry.Fault("custodians", $"'{custodian.Id}' is already the id of another agency or custodian");
        }
    }

    private static void Issuers(ImmutableArray<EntryOfAgency> agencies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agency in agencies)
            if (agency.Agency.Issuer is { Name.Length: > 0 } issuer && !seen.Add(issuer.Name)) agency.Entry.Fault("issuer issuer", "is already the issuer of another agency");
    }

    private static void Schools(ImmutableArray<EntryOfAgency> agencies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agency in agencies)
            if (agency.Agency.School is { Urn.Length: > 0 } school && !seen.Add(school.Urn)) agency.Entry.Fault("school urn", "is already the number of another school");
    }

    // A service that covers a practice which is not there covers nobody, and nobody would see it.
    private static void Practices(ImmutableArray<EntryOfAgency> agencies)
    {
        var practices = agencies.Where(agency => agency.Agency.Kind == AgencyKind.GpPractice).Select(agency => agency.Agency.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var agency in agencies)
            foreach (var practice in agency.Agency.Services.SelectMany(service => service.Practices).Distinct().Where(practice => !practices.Contains(practice)))
                agency.Entry.Fault("services", $"'{practice}' is not a practice of this register");
    }

    private static void Areas(ImmutableArray<EntryOfAgency> agencies)
    {
        var councils = new HashSet<string>(StringComparer.Ordinal);
        foreach (var council in agencies.Where(IsCouncil))
            foreach (var area in council.Agency.Areas.Where(area => !councils.Add(area))) council.Entry.Fault("areas", $"'{area}' already has another local authority");
        foreach (var agency in agencies)
            foreach (var area in agency.Agency.Areas.Where(area => !councils.Contains(area))) agency.Entry.Fault("areas", $"'{area}' has no local authority");
    }

    private static void Plans(ImmutableArray<EntryOfAgency> agencies)
    {
        foreach (var council in agencies.Where(IsCouncil))
            if (!council.Custodians.Any(c => c.AuthoritativeFor.Contains(Item.PlanFlag)))
                council.Entry.Fault("custodians", "none is authoritative for plan-flag, and its silence would go unseen");
    }

    private static bool IsCouncil(EntryOfAgency agency) => agency.Agency.Kind == AgencyKind.LocalAuthority;
}
