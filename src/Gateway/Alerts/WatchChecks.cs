using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Reviews;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Alerts;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Alerts;

/// <summary>
/// Looks at each check for a pattern before it is decided, and leaves alerts for information governance once it is. A routine
/// check costs no query; one with a written reason or a declared emergency costs one, by an index.
/// </summary>
internal sealed class WatchChecks(
    IDbContextFactory<GatewayContext> contexts, BreakGlassTurns turns, Trail trail, PatternKey key, RecordReviews reviews, TimeProvider time, ILogger<WatchChecks> log)
{
    private const int MostRemembered = 50_000;

    // What was left before today: the same refusal again costs nothing.
    private readonly ConcurrentDictionary<string, bool> _left = new(StringComparer.Ordinal);

    public async ValueTask<Watched> BeforeAsync(CheckContext check, PolicyBundle policy, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var limits = policy.LimitsAt(now);
        var seen = trail.See(check, now, limits.ChangeOfPurpose);
        if (check.Question.Reason is not { } reason)
        {
            var routine = new BreakGlassPattern(seen.SecondPerson, false);
            return new Watched(seen, routine, Flags(check.Question, seen, routine), null);
        }

        // From here until what was decided is stored nobody else counts this practitioner's reasons.
        var turn = await turns.TakeAsync(check.Asker, stopping);
        try
        {
            var pattern = await PatternAsync(check, reason, now, limits, stopping);
            if (pattern.Repeated) trail.NeedsSecondPerson(check.Asker, now + limits.RepeatedReasonsWithin);
            if (!seen.SecondPerson && await NeedsSecondPersonAsync(check.Asker, now - limits.RepeatedReasonsWithin, stopping)) seen = seen with { SecondPerson = true };
            return new Watched(seen, pattern, Flags(check.Question, seen, pattern), turn);
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    /// <summary>Durable before anything is asked or sent: a release on a reason that nobody would read is none.</summary>
    public async Task DecidedAsync(CheckContext check, Decision decision, Watched watched, CancellationToken stopping)
    {
        await using var turn = watched.Turn;
        var now = time.GetUtcNow();
        trail.Decided(check, decision, watched.Seen, now);
        if (IsOrdinary(check, decision, watched)) return;
        ImmutableArray<object> rows = [.. Alerts(check, decision, watched, now), .. reviews.Of(check, decision, now)];
        if (rows.IsEmpty) return;
        rows = rows.RemoveAll(row => OnceADay(row) is { } before && _left.ContainsKey(before));
        try
        {
            await contexts.AddNewAsync(rows, stopping);
            foreach (var row in rows) Remember(row);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException && !decision.Items.Any(item => item.Justified || item.Emergency))
        {
            // The refusal stands in the ledger, and the asker is owed the number to ring.
            log.LogError(SecurityEvents.AlertNotRecorded, "An alert could not be recorded: {Fault}", fault.GetType().Name);
        }
    }

    private static bool IsOrdinary(CheckContext check, Decision decision, Watched watched) =>
        check.Question.Reason is null && watched.Seen is { TooMany: false, OtherPurpose: false } && RecordReviews.Alarming(decision) is null;

    private static RequestFlags Flags(CheckQuestion question, Seen seen, BreakGlassPattern pattern) =>
        (seen.TooMany || pattern.TooMany ? RequestFlags.Bulk : 0)
        | (pattern.Repeated || seen.SecondPerson || seen.OtherPurpose ? RequestFlags.Anomaly : 0)
        | (question.Emergency is not null ? RequestFlags.Emergency : 0)
        | (question.ConflictOfInterest ? RequestFlags.ConflictOfInterest : 0);

    private async Task<BreakGlassPattern> PatternAsync(CheckContext check, string reason, DateTimeOffset now, PolicyLimits limits, CancellationToken stopping)
    {
        var since = now - limits.RepeatedReasonsWithin;
        var (agency, asker) = (check.Asker.Agency.Id, check.Asker.Subject);
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var earlier = await db.Set<Review>()
            .Where(review => review.AskerAgency == agency && review.Asker == asker && review.At > since && review.Agency == agency
                && (review.Kind == ReviewKind.Justify || review.Kind == ReviewKind.Emergency))
            .OrderByDescending(review => review.At).Select(review => new { review.Decision, review.At, review.Reason }).Take(1000).ToListAsync(stopping);
        return BreakGlassPattern.Of([.. earlier.DistinctBy(one => one.Decision).Select(one => (one.At, one.Reason))], reason, now, limits);
    }

    // What was found before a restart, or by another process: the alert says so, once a day.
    private async Task<bool> NeedsSecondPersonAsync(Practitioner asker, DateTimeOffset since, CancellationToken stopping)
    {
        var (agency, subject) = (asker.Agency.Id, asker.Subject);
        var from = LondonTime.Instant(LondonTime.Day(since).ToDateTime(TimeOnly.MinValue));
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<Alert>().AnyAsync(
            alert => alert.Agency == agency && alert.At >= from && alert.AskerAgency == agency && alert.Asker == subject && alert.Kind == AlertKind.RepeatedReasons, stopping);
    }

    private IEnumerable<Alert> Alerts(CheckContext check, Decision decision, Watched watched, DateTimeOffset now)
    {
        var asker = PatternKey.Of(check.Asker).ToString("N");
        var child = watched.Seen.Child.ToString(CultureInfo.InvariantCulture);
        var (day, hour) = (LondonTime.Day(now).ToString("O", CultureInfo.InvariantCulture), now.ToUnixTimeSeconds() / 3600);
        if (RecordReviews.Alarming(decision) is { } code) yield return Of(AlertKind.Refusal, code, [code, asker, child, day]);
        if (watched.Seen.TooMany) yield return Of(AlertKind.Enumeration, "X12", [asker, $"{hour}"]);
        if (watched.Pattern.TooMany) yield return Of(AlertKind.BreakGlassRate, "X12", [asker, $"{hour}"]);
        if (watched.Pattern.Repeated && check.Question.Reason is not null) yield return Of(AlertKind.RepeatedReasons, "Hg", [asker, day]);
        if (watched.Seen.OtherPurpose) yield return Of(AlertKind.PurposeChanged, "Hg", [asker, child, day]);

        Alert Of(AlertKind kind, string reason, string[] parts) =>
            Alert.Of(check, new AlertMatter(kind, reason, decision.PolicyHash, key.Of([kind.Word(), .. parts])), now);
    }

    private void Remember(object row)
    {
        if (_left.Count > MostRemembered) _left.Clear();
        if (OnceADay(row) is { } key) _left.TryAdd(key, true);
    }

    private static string? OnceADay(object row) => row switch
    {
        Alert alert => "a" + Convert.ToHexString(alert.Key),
        Review { Kind: ReviewKind.Refusal } review => "r" + Convert.ToHexString(review.Key),
        _ => null,
    };
}

/// <summary>What was made of a check before it was decided.</summary>
/// <param name="Turn">Held until what was decided is stored; null for a check that gives no reason.</param>
internal readonly record struct Watched(Seen Seen, BreakGlassPattern Pattern, RequestFlags Flags, IAsyncDisposable? Turn);
