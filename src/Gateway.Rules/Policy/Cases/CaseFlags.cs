using System.Collections.Immutable;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The flags of a case: those known from the request, and those that only the record knows.</summary>
internal static class CaseFlags
{
    private static readonly (string Word, RequestFlags Flag)[] FromRequest =
    [
        ("BULK", RequestFlags.Bulk), ("CONFLICT_OF_INTEREST", RequestFlags.ConflictOfInterest), ("EMERGENCY", RequestFlags.Emergency),
        ("ANOMALY", RequestFlags.Anomaly), ("DUTY_16LA", RequestFlags.DutyInForce), ("CSC_ALLOCATED", RequestFlags.Allocated),
    ];

    private static readonly (string Word, HandlingFlags Flag)[] FromRecord =
        [("HBA", HandlingFlags.Hba), ("FII", HandlingFlags.Fii), ("DO_NOT_INFORM_PARENTS", HandlingFlags.DoNotInformParents)];

    public static RequestFlags OfRequest(ImmutableArray<string> words) =>
        FromRequest.Where(row => words.Contains(row.Word)).Aggregate(RequestFlags.None, (all, row) => all | row.Flag);

    public static RecordFacts OfRecord(ImmutableArray<string> words, ConsentFacts consent) => new(words.Contains("SHIELD"))
    {
        SensitiveAttendance = words.Contains("SENSITIVE_SERVICE"),
        SensitiveConsentGiven = consent.IsTheirOwn,
        Handling = FromRecord.Where(row => words.Contains(row.Word)).Aggregate(HandlingFlags.None, (all, row) => all | row.Flag),
    };
}
