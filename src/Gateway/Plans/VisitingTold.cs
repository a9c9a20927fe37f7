using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Notices;
using Gateway.Visiting;

namespace Gateway.Plans;

/// <summary>What became of the services that may have a child and that the council need not name.</summary>
/// <param name="Parts">As the council is told: by part, for which service has a child it does not learn here.</param>
/// <param name="Agencies">As the ledger has it.</param>
internal sealed record VisitingTold(ImmutableArray<PlanReader> Readers, ImmutableArray<(NoticeRecipient Part, PlanState State)> Parts, ImmutableArray<(Agency Agency, PlanState State)> Agencies)
{
    public static readonly VisitingTold None = new([], [], []);

    /// <param name="named">Parts that somebody plays at an agency that the council named: those states are that agency's.</param>
    public static VisitingTold Of(ImmutableArray<NoticeRecipient> parts, ServicesFound found, IReadOnlySet<NoticeRecipient> named) => new(
        [.. found.Told.Select(one => new PlanReader(one.Part, one.Agency, one.Relationship))],
        [.. parts.Select(part => (part, StateOf(part, found, named)))],
        [.. found.All.GroupBy(one => one.Agency.Id, StringComparer.Ordinal).Select(same => (same.First().Agency, State(same.Max(one => one.Said))))]);

    // Nobody in the register may have a child who lives there: the council rings.
    private static PlanState StateOf(NoticeRecipient part, ServicesFound found, IReadOnlySet<NoticeRecipient> named)
    {
        ServiceSaid[] said = [.. found.All.Where(one => one.Part == part).Select(one => one.Said)];
        return said.Length == 0 && !named.Contains(part) ? PlanState.NobodyThere : State(said.DefaultIfEmpty(ServiceSaid.NotTheirs).Max());
    }

    private static PlanState State(ServiceSaid said) => said switch
    {
        ServiceSaid.Theirs => PlanState.Told,
        ServiceSaid.Silent => PlanState.ToldToRing,
        _ => PlanState.NotTheirs,
    };
}
