using System.Diagnostics;

namespace Gateway.Deploy;

internal sealed record StepResult(bool Passed, string Note = "", string Output = "")
{
    public static StepResult Ok(string note = "") => new(true, note);

    public static StepResult Failed(string note, string output = "") => new(false, note, output);
}

/// <summary>One line a step: its name while it runs, then how it ended and how long it took.</summary>
internal static class Steps
{
    public static StepResult Run(string name, Func<StepResult> work)
    {
        Console.Write($"  {name,-34} ");
        var clock = Stopwatch.StartNew();
        var result = work();
        Console.WriteLine($"{(result.Passed ? '✓' : '✗')} {clock.Elapsed.TotalSeconds,6:0.0} s  {result.Note}".TrimEnd());
        if (!result.Passed && result.Output.Length > 0)
        {
            Console.WriteLine(result.Output.TrimEnd());
        }

        return result;
    }
}
