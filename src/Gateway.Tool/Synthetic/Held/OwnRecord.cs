using System.Collections.Frozen;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.Held;

/// <summary>
/// What the own system of a practice, a school, a trust's health visitors or school nurses says of a child who is theirs, when nobody there asks and the gateway does: whoever is told of the child has to be theirs.
/// </summary>
internal sealed class OwnRecord(Geography geography, AsOf asOf, References references)
{
    // By this name the gateway asks an agency whether a child is theirs.
    private const string Anybody = "safeguarding-lead";
    private const int FifthBirthday = 5;
    private const int Adult = 18;

    // A child who came to live there this lately is not the service's yet.
    private const int MonthsUntilKnown = 2;

    private readonly FrozenDictionary<string, string> _agencies = geography.Neighbourhoods.SelectMany(one => one.Practices.Concat(one.Schools).Concat(one.Departments)).DistinctBy(place => place.Custodian)
        .ToFrozenDictionary(place => place.Custodian, place => place.Agency, StringComparer.Ordinal);

    public IEnumerable<Relationship> Of(Child child)
    {
        foreach (var (custodian, fact) in child.Held)
            if (fact is Fact.Registered or Fact.OnRoll && _agencies.TryGetValue(custodian, out var agency))
                yield return Own(child, agency, fact is Fact.Registered ? "registration" : "school-roll", custodian);
        if (child.Addresses.FirstOrDefault(address => address.To is null) is not { } home || asOf.AgeOf(child.Born) >= Adult) yield break;
        if (home.From > asOf.MonthsAgo(MonthsUntilKnown) && home.From > child.Born) yield break;
        var (role, type) = asOf.AgeOf(child.Born) < FifthBirthday ? ("health-visitor", "registration") : ("school-nurse", "school-roll");
        foreach (var service in geography.Services.Where(service => service.Role == role && service.Areas.Contains(AreaOf(home)))) yield return Own(child, service.Agency, type, null);
    }

    private string AreaOf(Address home)
    {
        var district = home.Postcode.Split(' ')[0];
        return geography.Neighbourhoods.FirstOrDefault(one => one.Districts.Contains(district))?.Council.Area ?? "";
    }

    private Relationship Own(Child child, string agency, string type, string? site) =>
        new(agency, Anybody, child.Number, child.Born, type, references.Next("OWN"), new DateTimeOffset(child.Born.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), null, site);
}
