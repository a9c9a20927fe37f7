using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Reading;

/// <summary>Reads <c>roles.csv</c>.</summary>
internal static class ReadRoles
{
    private static readonly string[] Columns = ["role", "agencyKind", "relationships", "nominated", "leadFunction", "title", "followUp"];

    public static FrozenDictionary<string, RoleTerms> From(PolicyFiles files, PolicyFaults faults)
    {
        var roles = new Dictionary<string, RoleTerms>(StringComparer.Ordinal);
        var types = new Dictionary<string, ImmutableArray<RelationshipType>>(StringComparer.Ordinal);
        foreach (var row in new PolicyTable("roles.csv", Columns, faults).Rows(files))
            if (row[0] is ReadMatrix.AnyRole) row.Fault($"'{row[0]}' stands for every role and names none");
            else if (!roles.TryAdd(row.Text(0), Terms(row, types))) row.Fault($"role '{row[0]}' stands twice");
        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Many roles share few lists of relationships.
    private static RoleTerms Terms(PolicyRow row, Dictionary<string, ImmutableArray<RelationshipType>> types)
    {
        if (!row[0].All(c => char.IsAsciiLetterLower(c) || c == '-')) row.Fault($"role '{row[0]}' is not lower-case letters and hyphens");
        if (!AgencyKindWords.All.Contains(row[1])) row.Fault($"'{row[1]}' is not a kind of agency");
        types.TryAdd(row[2], Types(row));
        return new RoleTerms(row[0], types[row[2]], row.YesNo(3)) { AgencyKind = row[1], LeadFunction = row.YesNo(4), Title = row.Text(5), FollowUp = row.YesNo(6) };
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
