using System.Globalization;
using Gateway.Rules.Matching.Weights;

namespace Gateway.Tool.Matching.Train;

/// <summary>What was learned, in plain lines: figures alone, never a record.</summary>
internal static class TrainReport
{
    public static void Write(TextWriter output, string path, TrainingNote note)
    {
        output.WriteLine(Text($"Learned from {note.LeftRecords:N0} and {note.RightRecords:N0} records (SHA-256 {note.TrainingSet[..16]}...)"));
        foreach (var session in note.Sessions)
            output.WriteLine(Text($"  alike in {session.Fixed,-38} {session.Pairs,9:N0} pairs, {session.OneChild,9:N0} of one child, {session.OneHousehold,7:N0} of one household; {session.Rounds} rounds{(session.Converged ? "" : ", NOT SETTLED: not used")}"));
        output.WriteLine(Text($"  {"weight",-24} {"was",8} {"learned",9} {"proposed",9}"));
        foreach (var weight in note.Weights)
            output.WriteLine(Text($"  {weight.Member,-24} {weight.Published,8} {weight.Learned?.ToString(CultureInfo.InvariantCulture) ?? "-",9} {weight.Value,9}  {Word(weight.Why)}"));
        output.WriteLine($"Never learned: {string.Join(", ", note.NeverLearned)}");
        output.WriteLine($"Written: {path}. Nothing is in force by it: run matching check and matching trial with --weights, then a person puts it in force.");
    }

    private static string Word(string why) => why switch
    {
        "learned" => "",
        "at-its-bound" => "held at its bound",
        "in-order" => "held below the better agreement",
        _ => "too few to learn from: as it was",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
