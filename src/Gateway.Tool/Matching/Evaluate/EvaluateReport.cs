using System.Diagnostics;
using System.Globalization;
using Gateway.Rules.Matching.Linkage;
using Gateway.Tool.Matching.Evaluate.Scoring;
using Gateway.Tool.Policy;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>What an evaluation says: figures, never a record.</summary>
internal sealed class EvaluateReport(TextWriter output, bool interactive)
{
    public void Write(LinkageRecords records, Truth truth, LinkageResult result, Scores scores, TimeSpan took)
    {
        output.WriteLine(records.IsOneFile
            ? Text($"{records.Count:N0} records, {truth.Pairs:N0} true pairs ({truth.How})")
            : Text($"{records.LeftCount:N0} left and {records.RightCount:N0} right records, {truth.Pairs:N0} true pairs ({truth.How})"));
        output.WriteLine(Text($"Fields: {string.Join(", ", records.Fields.Select(field => $"{field.Name} as {field.Kind.ToString().ToLowerInvariant()}"))}"));
        output.WriteLine(Text($"Learned without labels: {result.Model.Matches:N0} pairs expected{(result.IsOneToOne ? ", each record with one partner at most" : "")}"));
        output.WriteLine();
        PlainTable.Write(output, interactive, ["Threshold", "Precision", "Recall", "F1", "Links", "Wrong", "Log-odds"], scores.All().Select(Row));
        output.WriteLine();
        output.WriteLine(Text($"Blocking recall {scores.BlockingRecall:F4} ({result.Candidates.Left.Length:N0} of {records.PairCount:N0} pairs compared, {Keys(result)})"));
        output.WriteLine(Text($"Seconds {took.TotalSeconds:F2} from files to scores"));
        using var process = Process.GetCurrentProcess();
        output.WriteLine(Text($"Peak memory {process.PeakWorkingSet64 / 1_048_576.0:F0} MB"));
    }

    public void Write(LookUps found)
    {
        output.WriteLine();
        PlainTable.Write(output, interactive, ["Look-up", "Asked", "Single right", "Single wrong", "Possible, with", "Possible, without", "Too many", "Not found"],
            [Row("partner there", found.There), Row("partner hidden", found.Hidden)]);
        output.WriteLine(Text($"Missed: {Share(found.There.NotFound + found.There.PossibleWithout, found.There.Asked)} of those whose partner is there"));
    }

    private static string Keys(LinkageResult result) => result.Candidates.Keys.IsEmpty ? "every pair" : Text($"by {result.Candidates.Keys.Length} keys; {result.Candidates.Skipped:N0} lists too long");

    private static string[] Row(Score score) =>
    [
        score.Name, Figure(score.Precision), Figure(score.Recall), Figure(score.F1), Text($"{score.Taken:N0}"), Text($"{score.Wrong:N0}"),
        double.IsFinite(score.LogOdds) ? Text($"{score.LogOdds:F2}") : "none",
    ];

    private static string[] Row(string name, LookUpCounts counts) =>
    [
        name, Text($"{counts.Asked:N0}"), Share(counts.SingleRight, counts.Asked), Share(counts.SingleWrong, counts.Asked), Share(counts.PossibleWith, counts.Asked),
        Share(counts.PossibleWithout, counts.Asked), Share(counts.TooMany, counts.Asked), Share(counts.NotFound, counts.Asked),
    ];

    private static string Share(long count, long all) => Text($"{count:N0} ({(all == 0 ? 0 : 100.0 * count / all):F2} %)");

    private static string Figure(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
