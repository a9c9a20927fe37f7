using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Find;

/// <summary>What looking for a child came to. Nothing in it tells a safeguarding fact, or who holds one.</summary>
internal abstract record FindOutcome
{
    private FindOutcome() { }

    /// <summary>One child, found with confidence, or chosen and confirmed by one more fact.</summary>
    /// <param name="Match">What a check names the child by; good for a quarter of an hour, for this practitioner.</param>
    /// <param name="Fields">Null where the child was confirmed.</param>
    public sealed record Found(LedgerReceipt Receipt, string Match, ChildShown Child, FieldAgreements? Fields, QuestionNotes Notes) : FindOutcome;

    /// <summary>One to five, of whom none is anybody until one more fact is typed.</summary>
    public sealed record Candidates(LedgerReceipt Receipt, ImmutableArray<CandidateShown> Children, ImmutableArray<RingAnswer> RingNow, QuestionNotes Notes) : FindOutcome;

    /// <summary>More than five: none is shown, and none is counted.</summary>
    public sealed record TooMany(LedgerReceipt Receipt, ImmutableArray<RingAnswer> RingNow, QuestionNotes Notes) : FindOutcome;

    /// <param name="LookedFor">What a visit of the child is begun by; good for a quarter of an hour, for this practitioner.</param>
    public sealed record NotFound(LedgerReceipt Receipt, ImmutableArray<RingAnswer> RingNow, QuestionNotes Notes, string LookedFor) : FindOutcome;

    /// <summary>Nobody could look, which says nothing of any child.</summary>
    public sealed record NotLooked(LedgerReceipt Receipt, LookFault Why, ImmutableArray<RingAnswer> RingNow) : FindOutcome;

    /// <summary>The number and the rest are of different children.</summary>
    public sealed record Conflict(LedgerReceipt Receipt, ImmutableArray<RingAnswer> RingNow) : FindOutcome;

    /// <summary>The fact that was typed does not confirm the child.</summary>
    public sealed record NotConfirmed(LedgerReceipt Receipt, ImmutableArray<RingAnswer> RingNow) : FindOutcome;

    /// <summary>Too little, or what nobody may look by. Nothing was read.</summary>
    public sealed record Rejected(Rejection Why) : FindOutcome;

    /// <summary>Not for this practitioner. The words do not depend on any child.</summary>
    public sealed record Refused(LedgerReceipt Receipt, string Reason, string Words, ImmutableArray<RingAnswer> RingNow) : FindOutcome;

    /// <summary>More was looked for than anybody needs.</summary>
    /// <param name="IsShift">As much as a shift allows, so that a supervisor may release them.</param>
    public sealed record TooOften(LedgerReceipt Receipt, ImmutableArray<RingAnswer> RingNow, bool IsShift) : FindOutcome
    {
        public string Words => IsShift ? FindWords.ShiftSpent : FindWords.TooOften;
    }

    public sealed record LedgerClosed(ImmutableArray<RingAnswer> RingNow) : FindOutcome;

    public sealed record NoPolicy(ImmutableArray<RingAnswer> RingNow) : FindOutcome;
}

/// <summary>Who was found, for the asker to read back to the family: the present name and the age, and no address.</summary>
internal sealed record ChildShown(string GivenName, string FamilyName, int AgeYears)
{
    public override string ToString() => "(a child)";
}

/// <summary>One of a few, told apart by no more than what was typed.</summary>
internal sealed record CandidateShown(string Handle, GivenAgreement Given, int YearOfBirth, string? District, bool IsUnborn);
