using System.Globalization;
using Spectre.Console;

namespace Gateway.Tool.Policy.Compare;

/// <summary>How a long comparison shows that it is alive: a bar for a person at a terminal, a line now and then for a log.</summary>
internal sealed class CompareProgress(TimeProvider clock, TextWriter error, bool interactive)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public void While(long total, Action<Action<long>> work)
    {
        if (interactive) WithBar(total, work);
        else work(Lines(total));
    }

    private static void WithBar(long total, Action<Action<long>> work) =>
        AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bar =>
            {
                var task = bar.AddTask("Decisions", maxValue: Math.Max(1, total));
                work(read => task.Value = read);
            });

    private Action<long> Lines(long total)
    {
        var last = clock.GetTimestamp();
        return read =>
        {
            if (clock.GetElapsedTime(last) < Every) return;
            last = clock.GetTimestamp();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{100.0 * read / Math.Max(1, total):F0} % read"));
        };
    }
}
