using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Rules.Referrals.Clocks;

namespace Gateway.Rules.Referrals;

/// <summary>The tables as they are in force from one day on.</summary>
internal sealed class ReferralRules(
    ImmutableArray<StateTerms> states, ImmutableArray<MoveRow> moves, ImmutableArray<ClockTerms> clocks, ImmutableArray<TextTerms> texts,
    FrozenDictionary<RefusedBecause, string> refusals)
{
    private readonly FrozenDictionary<(ReferralState, ReferralEvent), ImmutableArray<MoveRow>> _from = moves
        .SelectMany(row => row.From.Select(from => (From: from, Row: row)))
        .GroupBy(each => (each.From, each.Row.Event), each => each.Row)
        .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());

    public ImmutableArray<StateTerms> States => states;

    public ImmutableArray<MoveRow> Moves => moves;

    public ImmutableArray<ClockTerms> Clocks => clocks;

    public StateTerms? State(ReferralState state) => states.FirstOrDefault(terms => terms.State == state);

    public ClockTerms? Clock(ReferralClock clock) => clocks.FirstOrDefault(terms => terms.Clock == clock);

    public ImmutableArray<MoveRow> From(ReferralState state, ReferralEvent happened) => _from.GetValueOrDefault((state, happened), []);

    public MoveResult.Refused Refuse(RefusedBecause because) => new(because, refusals[because]);

    /// <summary>What is missing of what must be written, or too short.</summary>
    public MoveResult.Refused? Missing(ReferralText text, Step step)
    {
        var terms = texts.Single(each => each.Text == text);
        return step.Texts.TryGetValue(text, out var written) && written.AsSpan().Trim().Length >= terms.Least
            ? null
            : new MoveResult.Refused(RefusedBecause.TextMissing, terms.Words, text);
    }
}
