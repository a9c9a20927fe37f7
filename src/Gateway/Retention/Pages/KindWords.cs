using System.Globalization;
using Gateway.Rules.Retention;

namespace Gateway.Retention.Pages;

/// <summary>Kinds of record and rules, for people.</summary>
internal static class KindWords
{
    public static string Of(RecordKind kind) => kind switch
    {
        RecordKind.Referral => "Referrals",
        RecordKind.Concern => "School concerns",
        RecordKind.Visit => "Department visits",
        RecordKind.Attendance => "Attendances that a council was told of",
        RecordKind.Notice => "Notices",
        RecordKind.Signal => "Runs of checks",
        RecordKind.Ask => "Questions to named people",
        RecordKind.Review => "Reasons and reviews",
        RecordKind.Alert => "Alerts",
        RecordKind.File => "Pupils' files from other schools",
        _ => "Consent",
    };

    public static string Of(string? word) => word is null ? "Everything" : RecordKindWords.TryRead(word, out var kind) ? Of(kind) : Sentence(word);

    /// <summary>A word of ours where there is no other.</summary>
    public static string Sentence(string word) => char.ToUpperInvariant(word[0]) + word[1..].Replace('-', ' ');

    public static string Of(RetentionRule? rule) => rule switch
    {
        null => "No rule: kept",
        { UntilAge: 0 } => string.Create(CultureInfo.InvariantCulture, $"{rule.YearsAfter} years after the last thing that happened"),
        _ => string.Create(CultureInfo.InvariantCulture, $"Until the child would be {rule.UntilAge}, and {rule.YearsAfter} years after the last thing that happened"),
    };

    public static string Of(RetentionVerdict verdict) => verdict switch
    {
        RetentionVerdict.Open => "Not over, so it is kept",
        RetentionVerdict.Held => "A hold keeps it",
        RetentionVerdict.Ends(var day, _) => "Kept until " + Disclosure.Clock.Day(day),
        _ => "No rule, so it is kept",
    };
}
