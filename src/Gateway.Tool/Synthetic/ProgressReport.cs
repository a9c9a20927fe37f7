using System.Globalization;
using Spectre.Console;

namespace Gateway.Tool.Synthetic;

/// <summary>How a long generation shows that it is alive: a bar for a person at a terminal, a line now and then for a log.</summary>
internal sealed class ProgressReport(TimeProvider clock, TextWriter output, bool quiet, bool interactive)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public void While(int total, Action<Action<int>> work)
    {
        if (quiet) work(_ => { });
        else if (interactive) WithBar(total, work);
        else work(Lines(total));
    }

    private static void WithBar(int total, Action<Action<int>> work) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bar =>
            {
                var task = bar.AddTask("Children", maxValue: total);
                work(Seldom(made => task.Value = made));
                task.Value = total;
            });

    private Action<int> Lines(int total)
    {
        var last = clock.GetTimestamp();
        return Seldom(made =>
        {
            if (clock.GetElapsedTime(last) < Every) return;
            last = clock.GetTimestamp();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made:N0} of {total:N0} children, {100L * made / total} %"));
        });
    }

    /// <summary>Looks up only every few thousand children: the clock and the bar cost more than a child does.</summary>
    private static Action<int> Seldom(Action<int> report)
    {
        var next = 0;
        return made =>
        {
            if (made < next) return;
            next = made + 4_096;
            report(made);
        };
    }
}
