using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Notices;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Silence;

/// <summary>
/// Lays together what each process hears of a source (E26): one that any of them hears is silent to nobody. Of one that answered nobody for more than five minutes whoever runs the
/// service is told, once for each silence and in one transaction with the mark that they were, and the check page says so until it is heard.
/// </summary>
internal sealed class WatchSources(
    IDbContextFactory<GatewayContext> contexts, SourcesHeard heard, SilentSources silent, Register register, PostToInbox inbox, NoticeSettings notices,
    IConfiguration configuration, TimeProvider time, ILogger<WatchSources> log)
    : Sweep(Seconds(configuration, "Federation:Silence:SweepSeconds", 15), time, log)
{
    protected override string Of => "Silent sources";

    protected override Task LookAsync(CancellationToken stopping) => RoundAsync(stopping);

    /// <summary>One round. When it is over, what was heard before it began is stored and told.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var rows = await RowsAsync(db, stopping);
        foreach (var (source, here) in heard.All)
            if (register.CustodianOf(source) is not null) await StoreAsync(db, source, here, rows.GetValueOrDefault(source), stopping);
        foreach (var gone in rows.Keys.Where(source => register.CustodianOf(source) is null)) await Rows(db, gone).ExecuteDeleteAsync(stopping);
        var now = await RowsAsync(db, stopping);
        silent.Now = [.. now.Values.Where(one => one.IsLong && register.CustodianOf(one.Source) is not null).OrderBy(one => one.Since).Select(one => new SilentNow(register.CustodianOf(one.Source)!, one.Since))];
        // Shown first: that somebody cannot be told of it hides no silence from whoever checks a child.
        foreach (var silence in now.Values.Where(one => one is { IsLong: true, ToldAt: null })) await TryAsync(() => TellAsync(silence, stopping), "Telling of a silent source", stopping);
    }

    private async Task StoreAsync(GatewayContext db, string source, SourcesHeard.Heard here, SourceSilence? row, CancellationToken stopping)
    {
        var (word, first, last) = here.Look(row?.Since);
        if (row is not null && word is { } said && said > row.Since) await Rows(db, source).Where(one => one.Since < said).ExecuteDeleteAsync(stopping);
        else if (first is not { } since) return;
        else if (row is null) await contexts.AddNewAsync([new SourceSilence { Source = source, Since = since, LastFailureAt = last }], stopping);
        else if (row.ToldAt is null && since - row.LastFailureAt > SourcesHeard.Apart)
            await Rows(db, source).Where(one => one.ToldAt == null && one.LastFailureAt == row.LastFailureAt)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Since, since).SetProperty(one => one.LastFailureAt, last), stopping);
        else await Rows(db, source).Where(one => one.LastFailureAt < last).ExecuteUpdateAsync(set => set.SetProperty(one => one.LastFailureAt, last), stopping);
        here.Stored();
    }

    private async Task TellAsync(SourceSilence silence, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        await using var transaction = await db.Database.BeginTransactionAsync(stopping);
        var now = Time.GetUtcNow();
        if (await Rows(db, silence.Source).Where(one => one.Since == silence.Since && one.ToldAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.ToldAt, now), stopping) != 1) return;
        if (notices.Operations is { } operations)
        {
            await inbox.AddNewAsync(db, Posting(silence, operations), stopping);
            await db.SaveChangesAsync(stopping);
        }

        await transaction.CommitAsync(stopping);
        Log.LogWarning("Source {Source} has answered nobody for more than five minutes", silence.Source);
        inbox.Committed();
    }

    private Posting Posting(SourceSilence silence, string operations) =>
        new(NoticeEvent.SourceSilent, new NoticeSubject(NoticeSubjectKind.Source, silence.Source), new PostingTo(NoticeRecipient.Operations, operations), silence.Since)
        {
            Words = [NoticeWord.Silent],
            Of = $"{silence.Since.ToUnixTimeMilliseconds()}",
            Ring = register.CustodianOf(silence.Source)!.Agency.Id,
        };

    private static IQueryable<SourceSilence> Rows(GatewayContext db, string source) => db.Set<SourceSilence>().Where(one => one.Source == source);

    private static Task<Dictionary<string, SourceSilence>> RowsAsync(GatewayContext db, CancellationToken stopping) =>
        db.Set<SourceSilence>().AsNoTracking().ToDictionaryAsync(one => one.Source, StringComparer.Ordinal, stopping);
}

/// <summary>Which sources answer nobody, as it was last looked; for everybody who checks a child.</summary>
public sealed class SilentSources(WhomToRing ring)
{
    private volatile SilentNow[] _now = [];

    public ImmutableArray<SilentNow> Now
    {
        get => [.. _now];
        internal set => _now = [.. value];
    }

    /// <summary>What to do instead.</summary>
    public RingAnswer Ring(SilentNow source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return ring.Line("Does not answer here", source.Custodian.Telephones);
    }
}

/// <param name="Since">It has answered nobody since then.</param>
public sealed record SilentNow(Custodian Custodian, DateTimeOffset Since);
