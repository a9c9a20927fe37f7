namespace Gateway.Rules.Policy;

/// <summary>Why the question is asked: a closed list (sharing rules, section 2.2; wire words, section 4).</summary>
public enum Purpose : byte
{
    /// <summary>PU01: the child presents at unscheduled care; routine check.</summary>
    UnscheduledCare,
    /// <summary>PU02: a clinician has an articulated concern.</summary>
    ClinicalConcern,
    /// <summary>PU03: scheduled care of a registered patient.</summary>
    ScheduledCare,
    /// <summary>PU04: maternity care, unborn child.</summary>
    Maternity,
    /// <summary>PU05: section 47 enquiry.</summary>
    Section47,
    /// <summary>PU06A: front-door screening.</summary>
    FrontDoor,
    /// <summary>PU06B: section 17 assessment with agreement.</summary>
    Section17,
    /// <summary>PU07: police at or following a domestic abuse incident.</summary>
    DomesticAbuseIncident,
    /// <summary>PU08: immediate protection, missing, danger now.</summary>
    ImmediateProtection,
    /// <summary>PU09: crime only.</summary>
    Crime,
    /// <summary>PU10: school concern about a pupil.</summary>
    SchoolConcern,
    /// <summary>PU11: continuing support, transfer.</summary>
    SchoolSupport,
    /// <summary>PU12: early help below the section 17 threshold.</summary>
    EarlyHelp,
    /// <summary>PU13: practice review, child death review, court order.</summary>
    Compelled,
    /// <summary>PU14: the subject's or a parent's own rights.</summary>
    OwnRights,
    /// <summary>PU15: inspection, audit, quality.</summary>
    Inspection,
    /// <summary>PU16: research, planning, statistics.</summary>
    Research,
    /// <summary>PU17: anything else; not a gateway purpose.</summary>
    Other,
}

/// <summary>The ids and words of the purposes.</summary>
public static class PurposeWords
{
    private static readonly (Purpose Purpose, string Id, string Word)[] Table =
    [
        (Purpose.UnscheduledCare, "PU01", "unscheduled-care"), (Purpose.ClinicalConcern, "PU02", "clinical-concern"),
        (Purpose.ScheduledCare, "PU03", "scheduled-care"), (Purpose.Maternity, "PU04", "maternity"),
        (Purpose.Section47, "PU05", "section-47"), (Purpose.FrontDoor, "PU06A", "front-door"),
        (Purpose.Section17, "PU06B", "section-17"), (Purpose.DomesticAbuseIncident, "PU07", "domestic-abuse-incident"),
        (Purpose.ImmediateProtection, "PU08", "immediate-protection"), (Purpose.Crime, "PU09", "crime"),
        (Purpose.SchoolConcern, "PU10", "school-concern"), (Purpose.SchoolSupport, "PU11", "school-support"),
        (Purpose.EarlyHelp, "PU12", "early-help"), (Purpose.Compelled, "PU13", "compelled"),
        (Purpose.OwnRights, "PU14", "own-rights"), (Purpose.Inspection, "PU15", "inspection"),
        (Purpose.Research, "PU16", "research"), (Purpose.Other, "PU17", "other"),
    ];

    private static readonly Dictionary<string, Purpose> ByWord = Table.ToDictionary(t => t.Word, t => t.Purpose, StringComparer.Ordinal);
    private static readonly Dictionary<string, Purpose> ById = Table.ToDictionary(t => t.Id, t => t.Purpose, StringComparer.Ordinal);

    /// <summary>Every purpose, PU01 first.</summary>
    public static System.Collections.Immutable.ImmutableArray<Purpose> All { get; } = [.. Enum.GetValues<Purpose>()];

    /// <summary>The word on the wire, such as <c>unscheduled-care</c>.</summary>
    public static string Word(this Purpose purpose) => Table[(int)purpose].Word;

    /// <summary>The id in the matrix, such as <c>PU01</c>.</summary>
    public static string Id(this Purpose purpose) => Table[(int)purpose].Id;

    /// <summary>Reads a wire word; an unknown word is false and is never given a default.</summary>
    public static bool TryRead(string? word, out Purpose purpose)
    {
        purpose = Purpose.Other;
        return word is not null && ByWord.TryGetValue(word, out purpose);
    }

    /// <summary>Reads an id of the matrix.</summary>
    public static bool TryReadId(string id, out Purpose purpose) => ById.TryGetValue(id, out purpose);
}
