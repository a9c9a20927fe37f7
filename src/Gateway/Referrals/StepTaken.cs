using System.Collections.Immutable;
using Gateway.Referrals.Store;
using Gateway.Rules.Referrals;

namespace Gateway.Referrals;

/// <summary>What can come of a step. Every case has its answer on the wire.</summary>
internal abstract record StepTaken
{
    private StepTaken() { }

    /// <summary>It happened, now or when the same request came before: the steps as they are stored.</summary>
    public sealed record Taken(Referral Referral, ImmutableArray<ReferralStep> Steps) : StepTaken
    {
        /// <summary>It happened now, and by this call.</summary>
        public bool Now { get; init; }
    }

    /// <summary>The tables do not let it happen. Nothing changed.</summary>
    /// <param name="Child">For which child.</param>
    public sealed record Refused(Guid Child, MoveResult.Refused Why) : StepTaken
    {
        /// <summary>The council that is to be rung instead; none where waiting harms nobody.</summary>
        public string? Ring { get; init; }
    }

    /// <summary>There is no such referral, or none for this practitioner: to both the same is said.</summary>
    public sealed record NotFound : StepTaken;

    /// <summary>Somebody else took a step at the same moment, and theirs stands: look again.</summary>
    public sealed record Elsewhere : StepTaken;

    /// <summary>The id belongs to another request.</summary>
    public sealed record RequestIdReused : StepTaken;

    /// <summary>The ledger cannot record, so nothing happened.</summary>
    public sealed record LedgerClosed : StepTaken;
}
