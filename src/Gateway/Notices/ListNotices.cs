using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Notices.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Notices;

/// <summary>One page of a person's notices, and where the next one begins.</summary>
internal sealed record NoticesListed(IReadOnlyList<NoticeView> Shown, int Total, int Open, NoticeCursor? Next, LedgerReceipt Receipt);

/// <summary>
/// A person's notices: what nobody has yet before what somebody has, the most urgent first, and of those the newest. It is recorded before it is
/// shown; what was shown is delivered.
/// </summary>
internal sealed class ListNotices(IDbContextFactory<GatewayContext> contexts, ViewNotice view, RecordReading reading, TimeProvider time)
{
    public const int Size = 50;

    /// <summary>Null where the ledger cannot record it.</summary>
    public async Task<NoticesListed?> RunAsync(Practitioner who, NoticeCursor? after, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var all = TheirNotices.Of(db, who);
        var (total, open) = (await all.CountAsync(stopping), await all.CountAsync(notice => notice.Rank < InboxNotice.Had, stopping));
        var rows = await Beyond(all, after).OrderBy(notice => notice.Rank).ThenByDescending(notice => notice.PostedAt).ThenBy(notice => notice.Id).Take(Size + 1).ToListAsync(stopping);
        Guid[] ids = [.. rows.Take(Size).Select(notice => notice.Id)];
        var turns = (await TheirNotices.TurnsAsync(db, ids, stopping)).ToLookup(turn => turn.Notice);
        if (await reading.RunAsync(who, "notices-read", ids, stopping) is not { } receipt) return null;
        await DeliveredAsync(db, who, turns, stopping);
        var last = rows.Count > Size ? rows[Size - 1] : null;
        return new NoticesListed(
            [.. rows.Take(Size).Select(notice => view.Of(notice, [.. turns[notice.Id]], who, whole: false))], total, open,
            last is null ? null : new NoticeCursor(last.Rank, last.PostedAt, last.Id), receipt);
    }

    private async Task DeliveredAsync(GatewayContext db, Practitioner who, ILookup<Guid, NoticeTurn> turns, CancellationToken stopping)
    {
        Guid[] theirs = [.. turns.SelectMany(group => group).Where(turn => turn.DeliveredAt is null && TheirNotices.IsOf(turn, who)).Select(turn => turn.Id)];
        if (theirs.Length == 0) return;
        var now = time.GetUtcNow();
        await db.Set<NoticeTurn>().Where(turn => theirs.Contains(turn.Id) && turn.DeliveredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(turn => turn.DeliveredAt, now), stopping);
    }

    private static IQueryable<InboxNotice> Beyond(IQueryable<InboxNotice> all, NoticeCursor? after)
    {
        if (after is not var (rank, at, id)) return all;
        return all.Where(notice => notice.Rank > rank || (notice.Rank == rank && (notice.PostedAt < at || (notice.PostedAt == at && notice.Id > id))));
    }
}
