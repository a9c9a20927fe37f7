using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Agencies.Loading;

/// <summary>Reads which children the health visitors, school nurses and midwives of a trust may have, and that somebody can say so and be told.</summary>
internal static class ReadServices
{
    private static readonly ImmutableArray<string> Members = ["role", "areas", "practices"];

    // How the trust's own system shows that a child is theirs (wire words, version 1, section 4).
    private static readonly FrozenDictionary<string, string[]> Confirmed = new Dictionary<string, string[]>
    {
        ["health-visitor"] = ["registration", "school-roll"],
        ["school-nurse"] = ["school-roll", "registration"],
        ["midwife"] = ["encounter"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<ChildService> From(Entry entry, AgencyKind kind, ImmutableArray<string> served, Issuer? issuer, RelationshipSource? relationships)
    {
        if (!entry.Has("services")) return [];
        if (kind != AgencyKind.NhsTrust) entry.Fault("services", "is for an agency of the kind nhs-trust");
        var services = entry.Objects("services", Members);
        if (services.IsEmpty) entry.Fault("services", "must name at least one");
        return [.. services.Select(service => One(service, served, issuer, relationships))];
    }

    private static ChildService One(Entry service, ImmutableArray<string> served, Issuer? issuer, RelationshipSource? relationships)
    {
        var role = service.Text("role");
        if (role.Length > 0 && !Confirmed.ContainsKey(role)) service.Fault("role", $"must be one of {string.Join(", ", Confirmed.Keys.Order(StringComparer.Ordinal))}");
        else if (role.Length > 0 && issuer?.Roles.Values.Contains(role) is not true) service.Fault("role", $"'{role}' is not a role that anybody of this agency signs in with");
        if (Confirmed.TryGetValue(role, out var types) && relationships?.Types.Any(types.Contains) is not true)
            service.Fault("role", $"the agency's relationships have none of {string.Join(", ", types)}, so nothing could say whose child it is");
        var areas = service.Has("areas") ? service.Words("areas") : [];
        foreach (var area in areas.Where(area => !served.Contains(area))) service.Fault("areas", $"'{area}' is not an area that the agency serves");
        var practices = service.Has("practices") ? service.Words("practices") : [];
        if (!service.Has("areas") && !service.Has("practices")) service.Fault("must have areas or practices");
        return new ChildService(role, areas, practices);
    }
}
