using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Departments.Pages;

/// <summary>The weekly psychosocial meeting's list, to be printed, with one outcome line each.</summary>
public sealed class MeetingModel : VisitPage
{
    internal ImmutableArray<MeetingRow> Rows { get; private set; } = [];

    internal OverridesCounted Counted { get; private set; } = new(0, 0, 0);

    public DateOnly From { get; private set; }

    public static string Why(string word) => word switch
    {
        "concern" => "concern",
        "plan" => "plan or care status",
        "known" => "ask what is known",
        "visits" => "many visits",
        "self-harm" => "self-harm",
        "left-early" => "left early",
        "not-recorded" => "gone, and nobody recorded how",
        "overridden" => "let go with something open",
        _ => word,
    };

    public async Task<IActionResult> OnGetAsync()
    {
        var reader = Use<ReadVisits>();
        if (VisitsEndpoint.FromOf(HttpContext, reader) is not { } from) return NotFound();
        switch (await reader.MeetingAsync(Who, from, HttpContext.RequestAborted))
        {
            case MeetingShown.Shown(var first, var rows, var counted, _):
                (From, Rows, Counted) = (first, rows, counted);
                return Page();
            case null: return NotFound();
            default: return Closed();
        }
    }
}
