using Gateway.Rules.Policy.Reading;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals.Reading;

/// <summary>
/// Holds the tables of one day to what no edit of them may lose: everything is there, nobody waits without an owner, a time and a way on,
/// every state can be reached, and nobody decides without telling the referrer.
/// </summary>
internal sealed class HoldRules(ReferralRules rules, ReferralTables tables, DateOnly day, PolicyFaults faults)
{
    public void Hold()
    {
        foreach (var state in Enum.GetValues<ReferralState>()) HoldState(state);
        foreach (var clock in Enum.GetValues<ReferralClock>()) HoldClock(clock);
        foreach (var text in Enum.GetValues<ReferralText>())
            if (!tables.Texts.Any(row => row.Value.Text == text && row.Period.Holds(day))) faults.Add(ReadTexts.File, $"'{text.Word()}' is missing {On}");
        foreach (var move in rules.Moves) HoldMove(move);
        foreach (var state in Enum.GetValues<ReferralState>().Except(Reached())) faults.Add(ReadMoves.File, $"nothing leads to '{state.Word()}' {On}");
    }

    private string On => $"on {day:yyyy-MM-dd}";

    private void HoldState(ReferralState state)
    {
        if (tables.States.FirstOrDefault(row => row.Value.State == state && row.Period.Holds(day)) is not { } row)
            faults.Add(ReadStates.File, $"'{state.Word()}' is missing {On}");
        else if (!row.Value.Final && !rules.Moves.Any(move => move.From.Contains(state) && move.Leaves(state)))
            faults.Add(ReadStates.File, row.Line, $"nothing leads out of '{state.Word()}' {On}");
        else if (!row.Value.Final && !rules.Clocks.Any(clock => Always(clock, state)))
            faults.Add(ReadStates.File, row.Line, $"no clock that cannot be paused runs from the entry into '{state.Word()}' {On}");
    }

    // A draft begins with its clock; every other state is entered.
    private static bool Always(ClockTerms clock, ReferralState state) =>
        !clock.Pausable && !clock.Only && clock.Runs.Contains(state) && clock.Starts.Any(start => start.State == state);

    private void HoldClock(ReferralClock clock)
    {
        if (tables.Clocks.FirstOrDefault(row => row.Value.Clock == clock && row.Period.Holds(day)) is not { } row)
        {
            faults.Add(ReadClocks.File, $"'{clock.Word()}' is missing {On}");
            return;
        }

        var times = rules.Clock(clock)!.Times;
        if (times.All(time => time.Area.Length > 0)) faults.Add(ReadTimes.File, $"'{clock.Word()}' has no time {On}");
        if (row.Value.Pausable && times.Any(time => time.Unit is TimeUnit.Days or TimeUnit.Months or TimeUnit.SchoolMornings))
            faults.Add(ReadClocks.File, row.Line, $"'{clock.Word()}' may be paused and counts in what cannot stand still");
    }

    private void HoldMove(MoveRow move)
    {
        foreach (var state in move.From.Where(state => rules.State(state) is null)) faults.Add(ReadMoves.File, move.Line, $"'{state.Word()}' is no state {On}");
        if (Decides(move) && !(move.Needs.Contains(ReferralText.Message) && move.Opens == ReferralState.ReferrerTold))
            faults.Add(ReadMoves.File, move.Line, "decides without telling the referrer");
        if (TakesBack(move) && !move.Needs.Contains(ReferralText.Reason)) faults.Add(ReadMoves.File, move.Line, "takes a step back without a reason");
    }

    // Only what the receiver's own system decided may come without a message: a clock then waits for it.
    private static bool Decides(MoveRow move) =>
        (move.Event == ReferralEvent.DecisionMade || move.To == ReferralState.Contact) && move.By.Any(by => by != ReferralActor.ReceiverSystem);

    private static bool TakesBack(MoveRow move) => move.Event is ReferralEvent.RecordCorrected or ReferralEvent.ClockPaused or ReferralEvent.ReferralWithdrawalRefused;

    private HashSet<ReferralState> Reached()
    {
        HashSet<ReferralState> reached = [ReferralState.Draft];
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var move in rules.Moves.Where(move => move.From.Any(reached.Contains)))
            {
                if (move.To is { } to) reached.Add(to);
                if (move.Opens is { } opens) reached.Add(opens);
            }
        }

        return reached;
    }
}
