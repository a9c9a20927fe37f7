using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Disclosure;
using Gateway.Rules.Notices;

namespace Gateway.Plans;

/// <summary>What can come of saying that a plan changed.</summary>
internal abstract record PlanOutcome
{
    private PlanOutcome() { }

    /// <param name="Id">The change's own.</param>
    /// <param name="Visiting">Of each part of whoever visits a child of this age, or is their school nurse.</param>
    public sealed record Told(Guid Id, ImmutableArray<(Agency Agency, PlanState State)> Agencies, ImmutableArray<(NoticeRecipient Part, PlanState State)> Visiting, LedgerReceipt Receipt) : PlanOutcome;

    /// <summary>Nothing shows that the child is the council's: nobody was asked, and nobody is told.</summary>
    public sealed record Refused(RefusalAnswer Refusal, LedgerReceipt Receipt) : PlanOutcome;

    public sealed record LedgerClosed(ImmutableArray<RingAnswer> RingNow) : PlanOutcome;

    public sealed record NoPolicy(ImmutableArray<RingAnswer> RingNow) : PlanOutcome;

    public sealed record TooBusy(ImmutableArray<RingAnswer> RingNow) : PlanOutcome;

    public sealed record AgencyHeldBack(ImmutableArray<RingAnswer> RingNow) : PlanOutcome;
}
