using System.Linq.Expressions;
using System.Text.Json;
using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Hosting;

/// <summary>
/// One page of a list of people's work: what waits first, the soonest due first, so that nothing overdue drops off; then what is
/// done, the newest first. With how many there are, and where the next page begins.
/// </summary>
internal sealed record WorkPage<T>(IReadOnlyList<T> Shown, int Total, int Waiting, WorkCursor? Next)
    where T : AboutCheck
{
    private const int Size = 100;

    /// <param name="waits">True of what is still to be done; null where nothing of the list ever waits.</param>
    public static async Task<WorkPage<T>> ReadAsync(
        IQueryable<T> all, Expression<Func<T, bool>>? waits, Expression<Func<T, DateTimeOffset>> due, WorkCursor? after, CancellationToken stopping)
    {
        var (waiting, done) = waits is null ? (null, all) : (all.Where(waits), all.Where(Not(waits)));
        var total = await all.CountAsync(stopping);
        var open = waiting is null ? 0 : await waiting.CountAsync(stopping);
        var rows = new List<(T Row, bool Done)>();
        if (waiting is not null && after is not { Done: true })
            rows.AddRange((await Beyond(waiting, due, after, later: true).Take(Size + 1).ToListAsync(stopping)).Select(row => (row, false)));
        if (rows.Count <= Size)
            rows.AddRange((await Beyond(done, row => row.At, after is { Done: true } ? after : null, later: false).Take(Size + 1 - rows.Count).ToListAsync(stopping)).Select(row => (row, true)));
        var last = rows.Count > Size ? rows[Size - 1] : default;
        var next = rows.Count > Size ? new WorkCursor(last.Done, last.Done ? last.Row.At : due.Compile()(last.Row), last.Row.Id) : null;
        return new WorkPage<T>([.. rows.Take(Size).Select(one => one.Row)], total, open, next);
    }

    public void Write(Utf8JsonWriter json, bool waiting = true)
    {
        json.WriteNumber("total"u8, Total);
        if (waiting) json.WriteNumber("waiting"u8, Waiting);
        if (Next is not null) json.WriteString("next"u8, Next.ToString());
    }

    private static IQueryable<T> Beyond(IQueryable<T> rows, Expression<Func<T, DateTimeOffset>> at, WorkCursor? after, bool later)
    {
        var found = after is null ? rows : rows.Where(IsBeyond(at, after, later));
        return (later ? found.OrderBy(at) : found.OrderByDescending(at)).ThenBy(row => row.Id);
    }

    private static Expression<Func<T, bool>> IsBeyond(Expression<Func<T, DateTimeOffset>> at, WorkCursor after, bool later)
    {
        var (instant, id) = (Expression.Constant(after.At), Expression.Property(at.Parameters[0], nameof(AboutCheck.Id)));
        var further = later ? Expression.GreaterThan(at.Body, instant) : Expression.LessThan(at.Body, instant);
        var beside = Expression.AndAlso(Expression.Equal(at.Body, instant), Expression.GreaterThan(id, Expression.Constant(after.Id)));
        return Expression.Lambda<Func<T, bool>>(Expression.OrElse(further, beside), at.Parameters);
    }

    private static Expression<Func<T, bool>> Not(Expression<Func<T, bool>> waits) => Expression.Lambda<Func<T, bool>>(Expression.Not(waits.Body), waits.Parameters);
}
