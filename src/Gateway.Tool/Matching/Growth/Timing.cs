using System.Globalization;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Tool.Matching.Growth;

/// <summary>How long questions take, each by itself, on so many threads at once.</summary>
internal sealed record Timing(double Median, double P95, double P99, double P999, double Most, double PerSecond)
{
    public static Timing Of(ChildrenIndex index, MatchingParameters parameters, IReadOnlyList<MatchingQuestion> questions, DateOnly today, int threads, TimeProvider clock)
    {
        var took = new double[questions.Count];
        var began = clock.GetTimestamp();
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = thread; i < questions.Count; i += threads)
            {
                var from = clock.GetTimestamp();
                FindChild.In(index, parameters, questions[i], today);
                took[i] = clock.GetElapsedTime(from).TotalMilliseconds;
            }
        });
        var all = clock.GetElapsedTime(began).TotalSeconds;
        Array.Sort(took);
        return new Timing(At(took, 0.5), At(took, 0.95), At(took, 0.99), At(took, 0.999), took[^1], questions.Count / all);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Median,8:F3} {P95,8:F3} {P99,8:F3} {P999,8:F3} {Most,8:F3} {PerSecond,10:N0}");

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
