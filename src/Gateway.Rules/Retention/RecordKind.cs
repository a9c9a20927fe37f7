using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Retention;

/// <summary>What the service keeps about people, by how long it is kept (sharing rules, 6.1). What the ledger itself keeps has a table of its own.</summary>
public enum RecordKind
{
    /// <summary>A referral that was sent, with its form, steps, texts and asks, the incident that it came of and what schools were told of it.</summary>
    Referral,

    /// <summary>What a school's staff wrote, and what was added and decided.</summary>
    Concern,

    /// <summary>A child's visit to a department, with what was recorded of it.</summary>
    Visit,

    /// <summary>What a council was told by itself of a child in a department.</summary>
    Attendance,

    /// <summary>A notice that somebody took, with its deliveries.</summary>
    Notice,

    /// <summary>A run of checks of which a council was told.</summary>
    Signal,

    /// <summary>A question to a named person at a holder.</summary>
    Ask,

    /// <summary>A reason, a challenge or an emergency, with its review.</summary>
    Review,

    /// <summary>What an information governance officer was told of.</summary>
    Alert,

    /// <summary>A record of consent, or that somebody was told.</summary>
    Consent,

    /// <summary>A pupil's file that one school's leads sent to the next school's: the new school's from the day it was received.</summary>
    File,
}

/// <summary>The words of <see cref="RecordKind"/>.</summary>
public static class RecordKindWords
{
    private static readonly FrozenDictionary<string, RecordKind> Kinds = Enum.GetValues<RecordKind>().ToFrozenDictionary(kind => kind.Word(), StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<RecordKind>().Select(kind => kind.Word())];

    /// <summary>As it stands in tables and answers.</summary>
    public static string Word(this RecordKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Whether whoever deletes it knows when the child was born: a notice may name nobody, and a record of consent has its child by a digest alone.</summary>
    public static bool KnowsBirth(this RecordKind kind) => kind is not (RecordKind.Notice or RecordKind.Consent);

    /// <summary>False where there is no such kind.</summary>
    public static bool TryRead(string? word, out RecordKind kind) => Kinds.TryGetValue(word ?? "", out kind);
}
