using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>The outcome for one item, with its reason code and every rule that took part.</summary>
/// <param name="Reason">A code of the reasons table, such as <c>A1</c>; <c>IDENTITY</c> with <see cref="Outcome.NoData"/>.</param>
/// <param name="Rules">The rules that spoke.</param>
/// <param name="Emergency">The emergency rule changed the outcome and no later rule replaced it (<c>+E</c>).</param>
public readonly record struct ItemDecision(Item Item, Outcome Outcome, string Reason, RuleSet Rules, bool Emergency = false)
{
    internal ItemDecision With(Outcome outcome, string reason, RuleSet rule) =>
        this with { Outcome = outcome, Reason = reason, Rules = Rules | rule, Emergency = false };

    /// <summary>True where a custodian may be asked, because the item or its minimal form may go now.</summary>
    public bool MayBeAsked => Outcome is Outcome.Share or Outcome.ShareLess;
}

/// <summary>The decision about one request: an outcome for every item asked for, under one policy.</summary>
/// <param name="PolicyVersion">The version of the bundle in force.</param>
/// <param name="PolicyHash">SHA-256 of that bundle, 32 bytes.</param>
public sealed record Decision(string PolicyVersion, ReadOnlyMemory<byte> PolicyHash, ImmutableArray<ItemDecision> Items)
{
    /// <summary>True where nothing at all may be asked of a custodian.</summary>
    public bool RefusesEverything => Items.All(item => !item.MayBeAsked);

    /// <summary>The decision for an item that was asked for, or null.</summary>
    public ItemDecision? For(Item item)
    {
        foreach (var decided in Items)
            if (decided.Item == item) return decided;
        return null;
    }
}

/// <summary>The rules of section 1.2, by number.</summary>
[Flags]
public enum RuleSet
{
    /// <summary>No rule.</summary>
    None = 0,
    /// <summary>1.</summary>
    BulkRequest = 1 << 1,
    /// <summary>2.</summary>
    CourtOrderProhibits = 1 << 2,
    /// <summary>3.</summary>
    ProhibitedPurpose = 1 << 3,
    /// <summary>4.</summary>
    IdentityNotExact = 1 << 4,
    /// <summary>5.</summary>
    ConflictOfInterest = 1 << 5,
    /// <summary>6.</summary>
    CompelledDisclosure = 1 << 6,
    /// <summary>7.</summary>
    NoVerifiedRelationship = 1 << 7,
    /// <summary>8.</summary>
    MatrixCell = 1 << 8,
    /// <summary>9.</summary>
    SubjectIsAdult = 1 << 9,
    /// <summary>10.</summary>
    NoRecordedPregnancy = 1 << 10,
    /// <summary>11.</summary>
    EarlyHelpWithoutConsent = 1 << 11,
    /// <summary>12.</summary>
    AssessmentWithoutAgreement = 1 << 12,
    /// <summary>13.</summary>
    SensitiveAttendance = 1 << 13,
    /// <summary>14.</summary>
    DutyInForce = 1 << 14,
    /// <summary>15.</summary>
    BreakGlassAnomaly = 1 << 15,
    /// <summary>16.</summary>
    EmergencyDeclared = 1 << 16,
    /// <summary>17.</summary>
    Shield = 1 << 17,
    /// <summary>The public out-of-hours number is always given (rulings, 14).</summary>
    PublicNumber = 1 << 18,
}
