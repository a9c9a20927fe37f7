using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit.Publishing;
using Gateway.Audit.Search;
using Gateway.Disclosure;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Audit.Pages;

/// <summary>What people call the entries of the ledger.</summary>
internal static class EntryWords
{
    public static string What(EntryType type, string? kind) => (type, kind) switch
    {
        (EntryType.Request, _) => "Asked; no policy was in force",
        (EntryType.Decision, _) => "Asked, and decided",
        (EntryType.Disclosure, "notice-of-attendance") => "A council was told that the child attended",
        (EntryType.Disclosure, "notice-of-late-answer") => "The asker's agency was told that something came late",
        (EntryType.Disclosure, "notice") => "Somebody was told, or that there is something to ring about",
        (EntryType.Disclosure, "ask-holder") => "Put before a named person at the holder",
        (EntryType.Disclosure, "late-answer") => "A source answered late",
        (EntryType.Disclosure, "school-notice-read") => "A school notice was read",
        (EntryType.Disclosure, "chronology") => "A chronology was drawn up, or refused",
        (EntryType.Disclosure, _) => "Answered",
        (EntryType.Outcome, "interrupted") => "Closed by the gateway: it ended before it said what became of it",
        (EntryType.Outcome, "sent") => "The answer was sent",
        (EntryType.Outcome, "late-ended") => "Sources stayed silent to the end",
        (EntryType.Outcome, "review") => "Reviewed",
        (EntryType.Outcome, "challenge") => "Challenged",
        (EntryType.Outcome, "notice-acknowledged") => "Somebody said that they have a notice",
        (EntryType.Outcome, "notice-not-mine") => "Somebody said that a notice is not theirs",
        (EntryType.Outcome, "ask-answered") => "A named person answered",
        (EntryType.Outcome, "ask-conflict-of-interest") => "A named person was turned away",
        (EntryType.Outcome, Agreement.Kind) => "Agreed to a colleague's look",
        (EntryType.Match, "look-release") => "A supervisor released a colleague to look for more children",
        (EntryType.Search, "access-history") => "Looked who asked",
        (EntryType.Search, "decision-trace") => "Followed a decision from end to end",
        (EntryType.Search, "decision-read") => "Read why a check was decided",
        (EntryType.Search, "late-read" or "late-list-read") => "Read what came late",
        (EntryType.Search, "upload-read") => "Read what came of a council's file",
        (EntryType.Search, "referral-read" or "referrals-read" or "referral-inbox-read") => "Read referrals",
        (EntryType.Search, "incident-read") => "Read a police incident of their own",
        (EntryType.Search, "concern-read" or "concerns-read" or "allegation-read" or "allegations-read") => "Read concerns of a school's staff",
        (EntryType.Search, "file-read" or "files-read") => "Read pupils' files from school to school",
        (EntryType.Search, "visit-read" or "visits-read" or "visit-meeting-read") => "Read about children in a department",
        (EntryType.Search, "advice") => "Asked for advice",
        (EntryType.Search, _) => "Read work about children",
        (EntryType.Export, _) => "Took an evidence pack",
        (EntryType.Erasure, _) => "Records went at the end of their time",
        (EntryType.Consent, _) => "Consent was recorded",
        (EntryType.Engagement, _) => "What a family was told was recorded",
        (EntryType.SchoolConcern, "concern-written" or "allegation-written") => "A member of a school's staff wrote a concern",
        (EntryType.SchoolConcern, "file-sent") => "A pupil's file was sent to the next school",
        (EntryType.SchoolConcern, "file-received") => "The next school has a pupil's file",
        (EntryType.SchoolConcern, "concern-decided") => "A safeguarding lead decided about a concern",
        (EntryType.SchoolConcern, _) => "Something was added to a concern",
        (EntryType.Referral, "referral.sent") => "A referral was sent",
        (EntryType.Referral, "draft.deleted") => "A referral that was not sent was deleted",
        (EntryType.Referral, "clock.warned" or "clock.breached") => "A referral's time was running out, or was over",
        (EntryType.Referral, _) => "A step of a referral was taken",
        (EntryType.Visit, "concern") => "A department opened a concern",
        (EntryType.Visit, "override") => "A consultant let a child go with something open",
        (EntryType.Visit, _) => "Something was recorded of a child in a department",
        (EntryType.Link, "merge" or "superseded-number") => "Two records of a child were joined, or it was proposed",
        (EntryType.Link, "split") => "Two children were taken apart, or it was proposed",
        (EntryType.Link, "do-not-link") => "Two children were said never to be one",
        (EntryType.Link, "upload") => "A council's file was sent, looked at or applied",
        (EntryType.Link, _) => "A link to an agency's record was changed",
        _ => Sentence(Word(type)),
    };

    public static string Outcome(EntryType type, EntryOutcome outcome) => (type, outcome) switch
    {
        (_, EntryOutcome.Deny) => "Refused",
        (EntryType.Decision, EntryOutcome.Permit) => "Allowed",
        (EntryType.Decision, EntryOutcome.Partial) => "Allowed in part",
        (EntryType.Disclosure, EntryOutcome.Permit) => "Every source answered",
        (EntryType.Disclosure, EntryOutcome.Partial) => "Some sources did not answer",
        (_, EntryOutcome.NotMatched) => "Child not found",
        (_, EntryOutcome.Permit) => "Shown",
        (EntryType.Disclosure or EntryType.Match, EntryOutcome.Unknown) => "Nobody could look",
        (_, EntryOutcome.Unknown) => "Not known",
        (_, EntryOutcome.Delivered) => "Whole",
        (_, EntryOutcome.Aborted) => "Broken off",
        _ => "Noted",
    };

    /// <summary>True where a whole question hangs on an entry like this.</summary>
    public static bool IsOfCheck(EntryType type, string? kind) => type is EntryType.Decision or EntryType.Disclosure || (type is EntryType.Outcome && kind != Agreement.Kind);

    public static string Purpose(string? word) => PurposeWords.TryRead(word, out var purpose) ? purpose.Name() : "";

    /// <summary>A code as words: <c>ed-triage-clinician</c> reads "ed triage clinician".</summary>
    public static string Code(string? word) => word?.Replace('-', ' ') ?? "";

    public static string Item(string word) => ItemWords.TryRead(word, out var item) ? item.Name() : Code(word);

    public static string Said(string word) => word switch
    {
        "held" => "has information",
        "held-in-part" => "has information, and may have more",
        "nothing-held" => "nothing held",
        "withheld" => "asks to be rung",
        "age" or "not-pregnant" or "not-applicable" => "does not apply",
        _ => $"not known ({Code(word)})",
    };

    public static string Decided(ItemForGovernance item) => item.Outcome switch
    {
        Rules.Policy.Outcome.Share => "Allowed",
        Rules.Policy.Outcome.ShareLess => "Allowed in short form",
        Rules.Policy.Outcome.Justify => item.Justified ? "Allowed on the written reason" : "Needs a written reason",
        Rules.Policy.Outcome.AskHolder => "For a named person at the holder",
        Rules.Policy.Outcome.NoData => "Nothing is shown",
        _ => "Refused",
    };

    /// <summary>To the second, as the order of entries is read.</summary>
    public static string At(DateTimeOffset instant) => LondonTime.OnTheWall(instant).ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.GetCultureInfo("en-GB"));

    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    public static string Proof(Standing proof, long? published) => proof switch
    {
        Standing.Holds => string.Create(CultureInfo.InvariantCulture, $"Holds, in the tree of {published} entries"),
        Standing.Broken => "Does not hold",
        _ => published is null ? "Nothing is published to hold it against" : "Not yet: newer than the last published checkpoint",
    };

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}
