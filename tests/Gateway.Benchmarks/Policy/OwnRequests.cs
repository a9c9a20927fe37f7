using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Policy;

/// <summary>A request of the shared file as the typed facts of our engine. Reading is no part of a typed decision.</summary>
internal static class OwnRequests
{
    public static readonly DateTimeOffset At = new(2026, 11, 22, 2, 14, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Item> Items = ItemWords.All.ToDictionary(item => item.Id(), StringComparer.Ordinal);

    public static RequestFacts Of(RequestFactsRow row)
    {
        var item = Items[row.Item];
        return new RequestFacts(At, row.Role, PurposeWords.TryReadId(row.Purpose, out var purpose) ? purpose : throw new InvalidDataException(row.Purpose), [item])
        {
            Relationship = RelationshipOf(row),
            AgeYears = 3,
            Consent = new(ConsentOf(row.Consent)),
            Flags = (row.Bulk ? RequestFlags.Bulk : 0) | (row.Conflict ? RequestFlags.ConflictOfInterest : 0),
            SubjectCount = row.SubjectCount,
            Prohibited = row.Prohibited ? [item] : [],
        };
    }

    /// <summary>An open relationship of a kind that a role may have; roles that need none are content with any.</summary>
    public static Relationship Any(PolicyBundle policy, string role) =>
        new(policy.Role(role) is { RelationshipTypes: [var type, ..] } ? type : RelationshipType.LegalAuthority, null);

    private static Relationship? RelationshipOf(RequestFactsRow row) => row.Relationship switch
    {
        "ENCOUNTER" => new(RelationshipType.Encounter, Ended(row)),
        "REGISTRATION" => new(RelationshipType.Registration, Ended(row)),
        "SCHOOL_ROLL" => new(RelationshipType.SchoolRoll, Ended(row)),
        "NONE" => null,
        _ => throw new InvalidDataException(row.Relationship),
    };

    private static ConsentState ConsentOf(string word) => word switch
    {
        "GIVEN" => ConsentState.Given,
        "NOT_SOUGHT" => ConsentState.NotSought,
        "REFUSED" => ConsentState.Refused,
        _ => throw new InvalidDataException(word),
    };

    private static DateTimeOffset? Ended(RequestFactsRow row) => row.EndedMinutesAgo < 0 ? null : At - TimeSpan.FromMinutes(row.EndedMinutesAgo);
}
