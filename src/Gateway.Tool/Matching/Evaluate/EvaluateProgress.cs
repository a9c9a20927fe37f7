using System.Globalization;
using Gateway.Rules.Matching.Linkage;
using Spectre.Console;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>How a long linkage shows that it is alive: a bar for each step at a terminal, a line now and then for a log.</summary>
internal sealed class EvaluateProgress(TimeProvider clock, TextWriter error, bool interactive, CancellationToken cancel)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    public void While(Action<Action<LinkageStep, double>> work)
    {
        if (interactive) WithBars(work);
        else work(Lines());
    }

    private void WithBars(Action<Action<LinkageStep, double>> work) =>
        AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(bar =>
            {
                var tasks = Enum.GetValues<LinkageStep>().Select(step => bar.AddTask(step.ToString(), maxValue: 1)).ToArray();
                work((step, done) =>
                {
                    cancel.ThrowIfCancellationRequested();
                    tasks[(int)step].Value = done;
                });
            });

    private Action<LinkageStep, double> Lines()
    {
        var last = clock.GetTimestamp();
        return (step, done) =>
        {
            cancel.ThrowIfCancellationRequested();
            lock (error)
            {
                if (clock.GetElapsedTime(last) < Every) return;
                last = clock.GetTimestamp();
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step}: {100 * done:F0} %"));
            }
        };
    }
}
