using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Matching.Links.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Matching.Links;

/// <summary>An officer says what came of a task of their agency, once.</summary>
internal sealed class EndTask(IDbContextFactory<GatewayContext> contexts, RecordOnce record, TimeProvider time)
{
    private static readonly ImmutableArray<string> Outcomes = ["linked", "no-child", "not-the-same", "put-right"];

    public static ImmutableArray<FieldFault> Faults(string outcome, string reason)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (!Outcomes.Contains(outcome)) faults.Add(new FieldFault("outcome", $"Say what you found, with one of: {string.Join(", ", Outcomes)}."));
        if (PlainText.WhatIsWrong(reason, WorkAnswers.LongestText) is { } wrong) faults.Add(new FieldFault("reason", reason.Length == 0 ? "Say why, in your own words." : wrong));
        return faults.ToImmutable();
    }

    public async Task<LinkTask?> FindAsync(Practitioner who, Guid id, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        return await db.Set<LinkTask>().AsNoTracking().SingleOrDefaultAsync(task => task.Id == id && task.Agency == who.Agency.Id, stopping);
    }

    public Task<RecordedOnce> RunAsync(Practitioner who, LinkTask task, string outcome, string reason, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        return record.RunAsync(
            db => db.Set<LinkTask>().Where(one => one.Id == task.Id && one.DoneAt == null).ExecuteUpdateAsync(set => set
                .SetProperty(one => one.Outcome, outcome).SetProperty(one => one.DoneBy, who.Subject).SetProperty(one => one.DoneAt, now), stopping),
            LinkEntries.TaskDone(who, task, outcome, reason), stopping);
    }
}
