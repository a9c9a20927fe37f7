namespace Gateway.Rules.Policy;

/// <summary>How a practitioner is involved with a child, as their own agency's system of record says (sharing rules, Q1; wire words, section 4).</summary>
public enum RelationshipType : byte
{
    /// <summary>None that is verified.</summary>
    None,
    /// <summary>An encounter in an emergency department, maternity or ambulance.</summary>
    Encounter,
    /// <summary>Registered with the practice, health visitor or school nurse.</summary>
    Registration,
    /// <summary>On the school's roll.</summary>
    SchoolRoll,
    /// <summary>A police incident that names the child or the address.</summary>
    Incident,
    /// <summary>An open contact or referral.</summary>
    Referral,
    /// <summary>Allocated to the social worker.</summary>
    Allocation,
    /// <summary>A missing-person report.</summary>
    MissingPerson,
    /// <summary>In police custody.</summary>
    Custody,
    /// <summary>A legal authority, such as a practice review.</summary>
    LegalAuthority,
}

/// <summary>The words of the relationship types (wire words, section 4).</summary>
public static class RelationshipWords
{
    private static readonly string[] Words =
    [
        "none", "encounter", "registration", "school-roll", "incident", "referral", "allocation", "missing-person", "custody", "legal-authority",
    ];

    /// <summary>The word on the wire.</summary>
    public static string Word(this RelationshipType type) => Words[(int)type];

    /// <summary>Reads a word; unknown, and <c>none</c>, are false.</summary>
    public static bool TryRead(string? word, out RelationshipType type)
    {
        var index = word is null ? -1 : Array.IndexOf(Words, word);
        type = (RelationshipType)Math.Max(index, 0);
        return index > 0;
    }
}

/// <summary>A relationship that the asker's own agency confirmed.</summary>
/// <param name="Type">What kind.</param>
/// <param name="EndedAt">When it ended, or null while it is open.</param>
public sealed record Relationship(RelationshipType Type, DateTimeOffset? EndedAt)
{
    /// <summary>
    /// Open, or ending later, or an encounter that ended less than <paramref name="followUp"/> ago; exactly that long ago is
    /// outside (rulings, 15).
    /// </summary>
    public bool CountsAt(DateTimeOffset instant, TimeSpan followUp) =>
        EndedAt is not { } end || end > instant || (Type == RelationshipType.Encounter && instant - end < followUp);
}
