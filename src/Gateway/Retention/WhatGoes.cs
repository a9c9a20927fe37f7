using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Data;
using Gateway.Hosting;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>What of an agency's would go within some days, when, and under which rule; what a hold keeps; what is over its time and open. Nothing is changed, and no child is named.</summary>
internal sealed class WhatGoes(IDbContextFactory<GatewayContext> contexts, RetentionTable table, ReadHolds readHolds, IEnumerable<KeptRecords> kinds, TimeProvider time)
{
    private const int Page = 200;
    private const int MostLooked = 5_000;
    private const int MostShown = 500;

    public async Task<Preview> RunAsync(Practitioner who, int days, CancellationToken stopping)
    {
        var today = LondonTime.Day(time.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var preview = new Preview(today, today.AddDays(days));
        var holds = await readHolds.RunAsync(db, stopping);
        foreach (var of in kinds.OrderBy(kind => kind.Kind)) await LookAsync(db, of, who.Agency.Id, holds, preview, stopping);
        preview.Shown = [.. preview.All.OrderBy(going => going.On).ThenBy(going => going.Unit.Id).Take(MostShown)];
        return preview;
    }

    private async Task LookAsync(GatewayContext db, KeptRecords of, string agency, HoldsInForce holds, Preview preview, CancellationToken stopping)
    {
        var (after, seen) = (Guid.Empty, new HashSet<Guid>());
        var shortest = table.Rules.Where(rule => rule.Record == of.Kind).Select(rule => rule.YearsAfter).DefaultIfEmpty(1).Min();
        var before = LondonTime.Instant(preview.Until.AddDays(1).AddYears(-shortest).ToDateTime(TimeOnly.MinValue));
        for (var looked = 0; ; looked += Page)
        {
            var page = await of.PageAsync(db, agency, after, before, Page, stopping);
            foreach (var id in page.Where(id => !seen.Contains(id)))
            {
                if (await of.FindAsync(db, id, stopping) is not { } unit || !unit.Controllers.Contains(agency)) continue;
                seen.UnionWith(unit.Records);
                preview.Add(unit, table, holds);
            }

            if (page.Count < Page) return;
            after = page[^1];
            if (looked + Page < MostLooked) continue;
            preview.Whole = false;
            return;
        }
    }
}

/// <summary>What would go from a day on to another.</summary>
internal sealed class Preview(DateOnly from, DateOnly until)
{
    private readonly List<Going> _all = [];

    public DateOnly From => from;

    public DateOnly Until => until;

    public IReadOnlyList<Going> All => _all;

    public ImmutableArray<Going> Shown { get; set; } = [];

    /// <summary>Would have gone by then, and a hold keeps it.</summary>
    public int Held { get; private set; }

    /// <summary>Would have gone by then, and is not over.</summary>
    public int Open { get; private set; }

    /// <summary>False where there is more than was looked through.</summary>
    public bool Whole { get; set; } = true;

    // The rules of the last day: who replaces one sees in advance what it does.
    public void Add(RecordUnit unit, RetentionTable table, HoldsInForce holds)
    {
        if (table.Judge(unit.Retained(held: false) with { IsOpen = false }, until) is not RetentionVerdict.Ends ends || ends.Day > until) return;
        if (unit.IsOpen) Open++;
        else if (holds.Cover(unit)) Held++;
        else _all.Add(new Going(unit, ends.Day < from ? from : ends.Day, ends.Rule));
    }
}

/// <summary>What goes together, on which day, and under which rule.</summary>
internal sealed record Going(RecordUnit Unit, DateOnly On, RetentionRule Rule);
