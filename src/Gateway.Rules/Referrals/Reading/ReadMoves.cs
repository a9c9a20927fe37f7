using System.Collections.Immutable;
using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>Reads <c>moves.csv</c>: from which states which event by whom leads where, and what it asks for.</summary>
internal static class ReadMoves
{
    public const string File = "moves.csv";
    private const string Same = "same";
    private const string Over = "over";

    public static ImmutableArray<Dated<MoveRow>> From(ReferralFiles files, PolicyFaults faults)
    {
        var rows = ImmutableArray.CreateBuilder<Dated<MoveRow>>();
        string[] columns = ["states", "event", "outcome", "actors", "to", "opens", "texts", "guards", "from", "to", "source"];
        foreach (var row in new PolicyTable(File, columns, faults).Rows(files[File]))
        {
            var before = faults.Count;
            var read = new Dated<MoveRow>(Row(row), row.Period(8, 9), row.Line);
            row.Text(10);
            if (faults.Count > before) continue;
            if (rows.FirstOrDefault(other => other.Period.Meets(read.Period) && other.Value.Meets(read.Value)) is { } other)
                row.Fault($"says where to go from a state that line {other.Line} speaks of, with the same event, outcome and actor");
            rows.Add(read);
        }

        return rows.ToImmutable();
    }

    private static MoveRow Row(PolicyRow row)
    {
        var happened = row.Word<ReferralEvent>(1, "an event", ReferralEventWords.TryRead);
        var breached = happened == ReferralEvent.ClockBreached;
        var from = All<ReferralState>(row, 0, "a state", ReferralStateWords.TryRead);
        if (from.Select(state => state.Track()).Distinct().Count() > 1) row.Fault("its states are not of one track");
        return new MoveRow(
            from, happened,
            breached ? StepOutcome.None : row.Word<StepOutcome>(2, "an outcome", StepOutcomeWords.TryRead),
            breached ? row.Word<ReferralClock>(2, "a clock", ReferralClockWords.TryRead) : null,
            All<ReferralActor>(row, 3, "an actor", ReferralActorWords.TryRead),
            To(row, from), row[4] == Over, Opens(row),
            Words<ReferralText>(row, 6, "a text", ReferralTextWords.TryRead), Words<MoveGuard>(row, 7, "a guard", MoveGuardWords.TryRead), row.Line);
    }

    private static ReferralState? To(PolicyRow row, ImmutableArray<ReferralState> from)
    {
        if (row[4] == Over && from.Any(state => state.Track() == ReferralTrack.Referral)) row.Fault("a referral itself is never over: it is closed");
        if (row[4] is Same or Over) return null;
        var to = row.Word<ReferralState>(4, "a state", ReferralStateWords.TryRead);
        var changes = from.Any(state => state.Track() != to.Track());
        if (changes && (to.Track() == ReferralTrack.Referral || from.Any(state => state.Track() != ReferralTrack.Referral)))
            row.Fault($"'{row[4]}' is not of its states' track");
        return to;
    }

    private static ReferralState? Opens(PolicyRow row)
    {
        if (row[5].Length == 0) return null;
        var opens = row.Word<ReferralState>(5, "a state", ReferralStateWords.TryRead);
        if (opens.Track() != ReferralTrack.Feedback) row.Fault($"'{row[5]}' says nothing of feedback");
        return opens;
    }

    private static ImmutableArray<T> All<T>(PolicyRow row, int column, string kind, PolicyRow.TryRead<T> read)
    {
        var words = Words(row, column, kind, read);
        if (words.IsEmpty) row.Fault($"{row.Table.Columns[column]} is empty");
        return words;
    }

    internal static ImmutableArray<T> Words<T>(PolicyRow row, int column, string kind, PolicyRow.TryRead<T> read)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var word in row.Words(column))
            if (read(word, out var value)) found.Add(value);
            else row.Fault($"'{word}' is not {kind}");
        return found.ToImmutable();
    }
}
