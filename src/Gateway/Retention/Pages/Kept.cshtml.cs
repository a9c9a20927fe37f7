using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Audit.Pages;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Retention.Pages;

/// <summary>The rules in force, what goes in the next thirty days, and the holds that are on.</summary>
internal sealed class KeptModel(PutHold holds, WhatGoes goes, RecordReading record) : OfficerPage
{
    private const int Days = 30;

    public ImmutableArray<(RecordKind Kind, RetentionRule? Now, RetentionRule? Next)> Rules { get; private set; } = [];

    public Preview Preview { get; private set; } = new(default, default);

    public IReadOnlyList<(Hold Hold, AboutHold About)> Holds { get; private set; } = [];

    public IReadOnlyList<RetentionSweep> Sweeps { get; private set; } = [];

    /// <summary>How many of each kind on each day.</summary>
    public IEnumerable<(DateOnly On, RecordKind Kind, RetentionRule Rule, int Count)> Going =>
        Preview.All.GroupBy(going => (going.On, going.Unit.Kind, going.Rule)).OrderBy(day => day.Key.On).ThenBy(day => day.Key.Kind).Select(day => (day.Key.On, day.Key.Kind, day.Key.Rule, day.Sum(going => going.Unit.Records.Length)));

    public async Task<IActionResult> OnGetAsync()
    {
        var stopping = HttpContext.RequestAborted;
        Rules = WriteRetention.RulesOf(HttpContext.RequestServices, Officer.Agency.Id);
        Preview = await goes.RunAsync(Officer, Days, stopping);
        Holds = await holds.OfAsync(Officer, stopping);
        Sweeps = await RetentionEndpoints.SweepsAsync(HttpContext.RequestServices, stopping);
        return await record.RunAsync(Officer, "retention-read", Holds.Select(each => each.Hold.Id), stopping) is null ? Closed() : Page();
    }
}
