using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Federation;
using Gateway.Matching.Links.Store;
using Gateway.Rules.Matching.Links;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>One step of one link, once, in store and ledger together.</summary>
internal sealed class TakeLinkStep(RecordOnce record, TimeProvider time)
{
    public Task<RecordedOnce> RunAsync(Practitioner who, ChildLink seen, LinkStep step, string reason, ChildAsked? child, CancellationToken stopping)
    {
        var by = new LinkActor(who.Agency.Id, who.Subject);
        if (!seen.TryTake(step, by, reason, time.GetUtcNow())) return Task.FromResult<RecordedOnce>(new RecordedOnce.TooLate());
        var before = seen.Version - 1;
        return record.RunAsync(db => ClaimAsync(db, seen, before), LinkEntries.Step(who, seen, step.Word(), reason, child), stopping);
    }

    private static Task<int> ClaimAsync(GatewayContext db, ChildLink link, int before) =>
        db.Set<ChildLink>().Where(one => one.Id == link.Id && one.Version == before).ExecuteUpdateAsync(set => set
            .SetProperty(one => one.Status, link.Status).SetProperty(one => one.Slot, link.Slot).SetProperty(one => one.Evidence, link.Evidence)
            .SetProperty(one => one.Agency, link.Agency).SetProperty(one => one.Actor, link.Actor).SetProperty(one => one.Reason, link.Reason)
            .SetProperty(one => one.At, link.At).SetProperty(one => one.Version, link.Version));
}
