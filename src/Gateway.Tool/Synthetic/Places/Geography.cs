using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>Everywhere in the register that a synthetic child may live, be seen or be known.</summary>
internal sealed record Geography(
    ImmutableArray<Neighbourhood> Neighbourhoods,
    ImmutableArray<Place> Departments,
    FrozenSet<string> Custodians,
    FrozenSet<string> Agencies)
{
    /// <summary>The trusts whose health visitors, school nurses and midwives have the children of an area.</summary>
    public ImmutableArray<RegisteredService> Services { get; init; } = [];

    public Geography With(IReadOnlyList<RegisteredService> services) =>
        this with { Services = [.. services], Agencies = Agencies.Concat(services.Select(service => service.Agency)).ToFrozenSet(StringComparer.Ordinal) };

    public Neighbourhood? In(string area) => Neighbourhoods.FirstOrDefault(n => n.Council.Area == area);

    /// <summary>Councils without a postcode district have no children and are left out.</summary>
    public static Geography Of(IReadOnlyList<RegisteredCustodian> custodians, ILookup<string, string> districtsByCouncil)
    {
        var departments = Holding(custodians, Item.AttendanceCount);
        var forces = Holding(custodians, Item.AbuseMarker);
        var practices = Holding(custodians, Item.GpRegistration);
        var schools = Holding(custodians, Item.School);
        return new Geography(
            [.. Holding(custodians, Item.PlanFlag).Select(Around).Where(n => n.Districts.Length > 0)],
            departments,
            custodians.Select(c => c.Place.Custodian).ToFrozenSet(StringComparer.Ordinal),
            custodians.Select(c => c.Place.Agency).ToFrozenSet(StringComparer.Ordinal));

        Neighbourhood Around(Place council) => new(
            council,
            [.. districtsByCouncil[council.Area], .. districtsByCouncil[council.Agency]],
            Serving(departments, council), Serving(forces, council), Serving(practices, council), Serving(schools, council));
    }

    private static ImmutableArray<Place> Holding(IReadOnlyList<RegisteredCustodian> custodians, Item item) =>
        [.. custodians.Where(c => c.AuthoritativeFor.Contains(item.Word())).Select(c => c.Place)];

    private static ImmutableArray<Place> Serving(ImmutableArray<Place> places, Place council) =>
        [.. places.Where(place => place.Serves(council.Area))];
}

/// <summary>A custodian as the register writes it down.</summary>
internal sealed record RegisteredCustodian(Place Place, FrozenSet<string> AuthoritativeFor);

/// <summary>A service of a trust for the children of some areas.</summary>
internal sealed record RegisteredService(string Agency, string Role, ImmutableArray<string> Areas);
