using System.Globalization;
using Gateway.Tool.Synthetic.Matching.Names;
using Gateway.Tool.Synthetic.Matching.Questions;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>What a trial came to, in plain lines: shares, bars, and how each name-origin group fares beside the whole.</summary>
internal sealed class TrialReport(Tally tally, IReadOnlyList<Origin> origins, TextWriter output)
{
    private const double MostMissed = 0.01;
    private const double LeastAmong = 0.995;
    private const double MissedApart = 0.01;
    private const double PossibleApart = 0.03;

    /// <returns>True where every bar holds.</returns>
    public bool Write(int shown)
    {
        foreach (var present in (bool[])[true, false]) Shares(present);
        Kinds();
        Equity();
        foreach (var wrong in tally.Wrong.OrderBy(one => one.Question).Take(shown)) output.WriteLine($"  wrong, question {wrong.Question}, child {(wrong.Present ? "present" : "hidden")}: {wrong.Told}");
        return Bars();
    }

    private void Shares(bool present)
    {
        var all = tally.Count(present);
        output.WriteLine(Text($"{(present ? "Child present" : "Child hidden")}: {all:N0} questions"));
        foreach (var outcome in Enum.GetValues<TrialOutcome>())
            if (tally.Count(present, outcome) is var count and > 0) output.WriteLine(Text($"  {Word(outcome, present),-34} {count,10:N0}  {Share(count, all)}"));
    }

    private void Kinds()
    {
        output.WriteLine("By what was asked with, child present: single right, possible with the child, too many, missed");
        foreach (var kind in Enum.GetValues<QuestionKind>())
        {
            var all = tally.Count(true, kind: kind);
            long Of(TrialOutcome outcome) => tally.Count(true, outcome, kind: kind);
            output.WriteLine(Text($"  {kind.Word(),-34} {all,10:N0}  {Percent(Of(TrialOutcome.SingleRight), all)} {Percent(Of(TrialOutcome.PossibleWith), all)} {Percent(Of(TrialOutcome.TooMany), all)} {Percent(Of(TrialOutcome.NotFound), all)}"));
        }
    }

    private void Equity()
    {
        output.WriteLine("By origin of names, child present: missed, and possible, each with its 95 % interval");
        for (var origin = 0; origin < origins.Count; origin++)
        {
            var all = tally.Count(true, origin: origin);
            output.WriteLine(Text($"  {origins[origin].Name,-34} {all,10:N0}  {Share(Missed(origin), all)}   {Share(Possible(origin), all)}"));
        }
    }

    private bool Bars()
    {
        var all = tally.Count(true);
        var wrong = tally.Count(true, TrialOutcome.SingleWrong) + tally.Count(false, TrialOutcome.SingleWrong);
        var (with, without) = (tally.Count(true, TrialOutcome.PossibleWith), tally.Count(true, TrialOutcome.PossibleWithout));
        var among = with + without == 0 ? 1 : (double)with / (with + without);
        var holds = Bar(wrong == 0, Text($"wrong single: {wrong} in {all + tally.Count(false):N0}"));
        holds &= Bar(Missed(null) <= MostMissed * all, Text($"missed {Percent(Missed(null), all)}, at most 1 %"));
        holds &= Bar(among >= LeastAmong, Text($"child among the possible {among:P2}, at least 99.5 %"));
        holds &= Bar(Furthest(Missed) is var missed && missed <= MissedApart, Text($"missed by origin within 1 point of the whole: furthest {missed * 100:F2}"));
        return holds & Bar(Furthest(Possible) is var possible && possible <= PossibleApart, Text($"possible by origin within 3 points of the whole: furthest {possible * 100:F2}"));
    }

    private bool Bar(bool holds, string words)
    {
        output.WriteLine($"{(holds ? "holds" : "FAILS")}  {words}");
        return holds;
    }

    private double Furthest(Func<int?, long> count)
    {
        var whole = (double)count(null) / Math.Max(1, tally.Count(true));
        return Enumerable.Range(0, origins.Count).Where(origin => tally.Count(true, origin: origin) > 0).Select(origin => Math.Abs((double)count(origin) / tally.Count(true, origin: origin) - whole)).DefaultIfEmpty().Max();
    }

    private long Missed(int? origin) => tally.Count(true, TrialOutcome.NotFound, origin);

    private long Possible(int? origin) => tally.Count(true, TrialOutcome.PossibleWith, origin) + tally.Count(true, TrialOutcome.PossibleWithout, origin);

    private static string Word(TrialOutcome outcome, bool present) => (outcome, present) switch
    {
        (TrialOutcome.SingleRight, _) => "single, right",
        (TrialOutcome.SingleWrong, _) => "single, WRONG",
        (TrialOutcome.PossibleWith, _) => "possible, the child among them",
        (TrialOutcome.PossibleWithout, true) => "possible, the child not among them",
        (TrialOutcome.PossibleWithout, false) => "possible",
        (TrialOutcome.TooMany, _) => "too many",
        (TrialOutcome.NotFound, true) => "missed",
        (TrialOutcome.NotFound, false) => "not found",
        (TrialOutcome.Conflict, _) => "conflict",
        _ => "rejected",
    };

    private static string Share(long some, long all) => Interval.Of(some, all) is var share ? Text($"{share.Share * 100,7:F3} % ({share.Low * 100:F3} to {share.High * 100:F3})") : "";

    private static string Percent(long some, long all) => all == 0 ? "      -" : Text($"{100.0 * some / all,7:F3} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
