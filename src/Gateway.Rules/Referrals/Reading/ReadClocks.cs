using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>Reads <c>clocks.csv</c>: what starts a clock, where it runs, what stops it, whether it may be paused.</summary>
internal static class ReadClocks
{
    public const string File = "clocks.csv";

    public static ImmutableArray<Dated<ClockTerms>> From(ReferralFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<ClockTerms>>();
        string[] columns = ["clock", "code", "only", "starts", "runs", "stops", "pausable", "told", "from", "to", "source"];
        foreach (var row in new PolicyTable(File, columns, faults).Rows(files[File]))
        {
            var before = faults.Count;
            var read = new Dated<ClockTerms>(Row(row), row.Period(8, 9), row.Line);
            row.Text(10);
            if (faults.Count > before) continue;
            if (rows.Any(other => other.Value.Clock == read.Value.Clock && other.Period.Meets(read.Period))) row.Fault($"'{row[0]}' stands twice on the same day");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }

    private static ClockTerms Row(PolicyRow row)
    {
        var clock = row.Word<ReferralClock>(0, "a clock", ReferralClockWords.TryRead);
        row.Text(1);
        if (row[2] is not ("" or "danger")) row.Fault("only is empty or danger");
        if (row.Words(3).Length == 0) row.Fault("starts is empty");
        var pausable = row.YesNo(6);
        if (pausable && clock.NeverPauses()) row.Fault($"'{row[0]}' never pauses");
        return new ClockTerms(
            clock, row[2].Length > 0, ReadMoves.Words<ClockToken>(row, 3, "an event or a state", Token),
            ReadMoves.Words<ReferralState>(row, 4, "a state", ReferralStateWords.TryRead), ReadMoves.Words<ClockToken>(row, 5, "an event or a state", Token),
            pausable, ReadMoves.Words<ReferralActor>(row, 7, "an actor", ReferralActorWords.TryRead), []);
    }

    private static bool Token(string word, out ClockToken token)
    {
        var isEvent = ReferralEventWords.TryRead(word, out var happened);
        var isState = ReferralStateWords.TryRead(word, out var state);
        token = isEvent ? new ClockToken(happened, null) : new ClockToken(null, state);
        return isEvent || isState;
    }
}
