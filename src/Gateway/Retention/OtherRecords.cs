using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Consents;
using Gateway.Consents.Store;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation.Late;
using Gateway.Notices.Store;
using Gateway.Referrals.Store;
using Gateway.Reviews;
using Gateway.Rules.Identifiers;
using Gateway.Signals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What else one agency has here about a child, beside what people wrote: which there are, by their ids. Each is read where it is worked on.</summary>
internal sealed class OtherRecords(ChildKeys keys, SealReferrals referrals, SealConcerns concerns)
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
            ("delivery", await IdsAsync(db.Set<NoticeDelivery>().Where(one => (one.Agency == agency || db.Set<InboxNotice>().Any(notice => notice.Id == one.Notice && notice.Agency == agency))
                && db.Set<InboxNotice>().Any(notice => notice.Id == one.Notice && notice.Child != null && numbers.Contains(notice.Child.Value))).Select(one => one.Id), stopping)),
            ("draft", await DraftsAsync(db, agency, child, stopping)),
            ("typed", await TypedAsync(db, agency, child, stopping)),
            ("late-question", await IdsAsync(db.Set<LateQuestion>().Where(one => one.AskerAgency == agency && numbers.Contains(one.Child)).Select(one => one.Id), stopping)),
        ];
    }

    // What nobody has sent yet names nobody to the store: it is opened, and looked through for the child's numbers. It stays its author's: that there is one is all that is said.
    private async Task<ImmutableArray<Guid>> DraftsAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        var found = new SortedSet<Guid>();
        await foreach (var task in db.Set<ReferralTask>().AsNoTracking().Where(task => db.Set<Referral>().Any(one => one.Id == task.Referral && one.Agency == agency && one.SentAt == null)).AsAsyncEnumerable().WithCancellation(stopping))
            if (Names(referrals.Open(task), child)) found.Add(task.Referral);
        // The officer may be whom an allegation names: what came of one is said of nobody.
        found.ExceptWith(await AllegedReferrals.AmongAsync(db, found, stopping));
        return [.. found];
    }

    // It has no id: a digest of whose it is and of which page stands for it, and opens nothing.
    private async Task<ImmutableArray<Guid>> TypedAsync(GatewayContext db, string agency, ChildOfExtract child, CancellationToken stopping)
    {
        var found = new SortedSet<Guid>();
        await foreach (var typed in db.Set<TypedPage>().AsNoTracking().Where(typed => typed.Agency == agency).AsAsyncEnumerable().WithCancellation(stopping))
            if (Names(concerns.Open(typed), child)) found.Add(new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"typed\0{typed.Agency}\0{typed.Person}\0{typed.Page}")).AsSpan(0, 16)));
        return [.. found];
    }

    private static bool Names(ReadOnlySpan<byte> content, ChildOfExtract child)
    {
        var text = Encoding.UTF8.GetString(content).Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return child.Numbers.Any(number => text.Contains(number.Digits, StringComparison.Ordinal));
    }

    private static async Task<ImmutableArray<Guid>> IdsAsync(IQueryable<Guid> ids, CancellationToken stopping) => [.. await ids.OrderBy(id => id).ToListAsync(stopping)];
}
