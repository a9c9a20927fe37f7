using System.Collections.Immutable;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Consents;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation.Late;
using Gateway.Notices.Store;
using Gateway.Reviews;
using Gateway.Rules.Identifiers;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What else one agency has here about a child, beside what people wrote: which there are, by their ids. Each is read where it is worked on.</summary>
internal sealed class OtherRecords(ChildKeys keys)
{
    public async Task<ImmutableArray<(string Kind, ImmutableArray<Guid> Ids)>> AboutAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        NhsNumber[] numbers = [.. child.Numbers];
        var (named, council) = (numbers.Select(keys.Of).ToArray(), $" {agency} ");
        return
        [
            ("consent", await IdsAsync(db.Set<RecordedConsent>().Where(one => one.Agency == agency && named.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("engagement", await IdsAsync(db.Set<RecordedEngagement>().Where(one => one.Agency == agency && named.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("ask", await IdsAsync(db.Set<Ask>().Where(one => (one.Holder == agency || one.AskerAgency == agency) && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("review", await IdsAsync(db.Set<Review>().Where(one => one.Agency == agency && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("alert", await IdsAsync(db.Set<Alert>().Where(one => one.Agency == agency && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("signal", await IdsAsync(db.Set<Signal>().Where(one => (" " + one.Councils + " ").Contains(council) && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
            ("notice", await IdsAsync(db.Set<InboxNotice>().Where(one => one.Agency == agency && one.Child != null && numbers.Contains(one.Child.Value)).Select(one => one.Id), stopping)),
            ("late-question", await IdsAsync(db.Set<LateQuestion>().Where(one => one.AskerAgency == agency && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
        ];
    }

    private static async Task<ImmutableArray<Guid>> IdsAsync(IQueryable<Guid> ids, CancellationToken stopping) => [.. await ids.OrderBy(id => id).ToListAsync(stopping)];
}
