using System.Collections.Immutable;
using Gateway.Referrals.Form;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Referrals.Pages;

/// <summary>The six tasks of a draft, and how far each is.</summary>
internal sealed record TaskList(ReferralSeen Seen, ImmutableArray<TaskLine> Lines, string? KeptUntil)
{
    public string Here => $"/referrals/{Seen.Referral.Id}";

    public int Done => Lines.Count(line => line.State == TaskState.Completed);

    public static async Task<TaskList> OfAsync(ReferralSeen seen, ReferralPage page, CancellationToken stopping)
    {
        var kept = await page.Use<KeepTyped>().PagesAsync(seen.Referral.Id, stopping);
        var missing = page.Use<OpenForm>().Missing(seen.Tasks);
        var until = seen.Referral.SentAt is not null ? null
            : page.Tables.Terms.Read(ReferralClock.DraftKept, new ClockRun(seen.Referral.DraftedAt), page.Use<CouncilCalendars>().Of(seen.Referral.Agency))?.Due is { } due ? DueWords.Of(due) : null;
        return new TaskList(seen, [.. ReferralForm.Order.Select(task => new TaskLine(TitleOf(task), Address(task), StateOf(task)))], until);

        TaskState StateOf(string task) =>
            missing.Any(fault => fault.Field.StartsWith($"/tasks/{task}", StringComparison.Ordinal)) is var wrong && seen.Tasks.ContainsKey(task) ? wrong ? TaskState.Missing : TaskState.Completed
            : kept.Any(name => IsOf(name, task)) ? TaskState.Begun : TaskState.NotBegun;
    }

    private static string TitleOf(string task) => task switch
    {
        "children" => "The children",
        "adults" => "Adults and household",
        _ => TaskModel.Pages[task].Title,
    };

    private static string Address(string task) => task is "children" or "adults" ? task : $"tasks/{task}";

    private static bool IsOf(string kept, string task) => task switch
    {
        "children" => kept.StartsWith("child.", StringComparison.Ordinal),
        "adults" => kept == "household" || kept.StartsWith("adult.", StringComparison.Ordinal),
        _ => kept == task,
    };
}

internal sealed record TaskLine(string Title, string Address, TaskState State)
{
    public string Words => State switch
    {
        TaskState.Completed => "Completed",
        TaskState.Missing => "Something is missing",
        TaskState.Begun => "Typed, not saved",
        _ => "Not yet started",
    };
}

internal enum TaskState
{
    NotBegun,
    Begun,
    Missing,
    Completed,
}
