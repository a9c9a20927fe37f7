using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>roles.csv</c>.</summary>
internal static class ReadRoles
{
    private static readonly string[] Columns = ["role", "agencyKind", "relationships", "nominated", "leadFunction", "title"];

    public static FrozenDictionary<string, RoleTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var roles = new Dictionary<string, RoleTerms>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable("roles.csv", Columns, faults).Rows(files))
            if (row[0] is ReadMatrix.AnyRole) row.Fault($"'{row[0]}' stands for every role and names none");
            else if (!roles.TryAdd(row.Text(0), Terms(row))) row.Fault($"role '{row[0]}' stands twice");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static RoleTerms Terms(PolicyRow row)
    {
        if (!row[0].All(c => char.IsAsciiLetterLower(c) || c == '-')) row.Fault($"role '{row[0]}' is not lower-case letters and hyphens");
        if (!AgencyKindWords.All.Contains(row[1])) row.Fault($"'{row[1]}' is not a kind of agency");
        return new RoleTerms(row[0], Types(row), row.YesNo(3)) { AgencyKind = row[1], LeadFunction = row.YesNo(4), Title = row.Text(5) };
    }

    private static ImmutableArray<RelationshipType> Types(PolicyRow row)
    {
        var types = ImmutableArray.CreateBuilder<RelationshipType>();
        foreach (var word in row.Words(2))
            if (RelationshipWords.TryRead(word, out var type)) types.Add(type);
            else row.Fault($"'{word}' is not a relationship");
        return types.ToImmutable();
    }
}
