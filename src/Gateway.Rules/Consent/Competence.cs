using System.Collections.Immutable;

namespace Gateway.Rules.Consent;

/// <summary>Which competence was judged: the general test (Gillick), or the one of contraception and sexual health (Fraser).</summary>
public enum CompetenceKind : byte
{
    /// <summary>The general test.</summary>
    General,
    /// <summary>Contraception and sexual health: counts for a sensitive attendance and for nothing else.</summary>
    SexualHealth,
}

/// <summary>
/// Whether a child understood one decision: never a property of the child. It belongs to the record whose decision was
/// judged, and is worth nothing for another (sharing rules, 3.4).
/// </summary>
/// <param name="Reference">What other records name it by.</param>
/// <param name="Kind">The general test or its sub-type.</param>
/// <param name="Understands">What is shared, with whom and why.</param>
/// <param name="SeesConsequences">What follows from a yes and from a no.</param>
/// <param name="Weighs">Can keep it in mind and weigh it.</param>
/// <param name="FreeOfPressure">Nobody pressed for an answer.</param>
/// <param name="AssessedBy">The practitioner who judged it, as their agency names them.</param>
/// <param name="AssessedOn">The day.</param>
/// <param name="Decision">The kind of consent that was to be decided.</param>
public sealed record Competence(
    Guid Reference, CompetenceKind Kind, bool Understands, bool SeesConsequences, bool Weighs, bool FreeOfPressure,
    string AssessedBy, DateOnly AssessedOn, ConsentKind Decision)
{
    /// <summary>All four tests are met.</summary>
    public bool IsCompetent => Understands && SeesConsequences && Weighs && FreeOfPressure;

    /// <summary>The sub-type is for sensitive attendances only; either kind is for the decision it was made for.</summary>
    public bool CountsFor(ConsentKind decision, bool sensitive) => Decision == decision && (sensitive || Kind == CompetenceKind.General);
}

/// <summary>The words of the kinds of competence.</summary>
public static class CompetenceWords
{
    private static readonly WordTable<CompetenceKind> Kinds = new("general", "sexual-health");

    /// <summary>Both kinds, in words.</summary>
    public static ImmutableArray<string> All => Kinds.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this CompetenceKind kind) => Kinds.Of(kind);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out CompetenceKind kind) => Kinds.TryRead(word, out kind);
}
