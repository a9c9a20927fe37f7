using System.Collections.Frozen;

namespace Gateway.Rules.Consent;

/// <summary>
/// The life of a record as a table: draft, given, review due, given or lapsed; a yes may be withdrawn; any may be superseded
/// (sharing rules, 3.6). What is not in the table cannot happen, and nothing leads back from a withdrawal.
/// </summary>
public static class ConsentLife
{
    private static readonly FrozenDictionary<(ConsentStage, ConsentStep), ConsentStage> Table = Rows().ToFrozenDictionary(row => (row.From, row.Step), row => row.To);

    /// <summary>Every row of the table.</summary>
    public static IEnumerable<(ConsentStage From, ConsentStep Step, ConsentStage To)> Rows() =>
    [
        (ConsentStage.Draft, ConsentStep.Ask, ConsentStage.Pending),
        (ConsentStage.Draft, ConsentStep.Give, ConsentStage.Given),
        (ConsentStage.Draft, ConsentStep.Refuse, ConsentStage.Refused),
        (ConsentStage.Pending, ConsentStep.Give, ConsentStage.Given),
        (ConsentStage.Pending, ConsentStep.Refuse, ConsentStage.Refused),
        (ConsentStage.Given, ConsentStep.Confirm, ConsentStage.Given),
        (ConsentStage.Given, ConsentStep.FallDue, ConsentStage.ReviewDue),
        (ConsentStage.Given, ConsentStep.Lapse, ConsentStage.Lapsed),
        (ConsentStage.Given, ConsentStep.Withdraw, ConsentStage.Withdrawn),
        (ConsentStage.ReviewDue, ConsentStep.Confirm, ConsentStage.Given),
        (ConsentStage.ReviewDue, ConsentStep.Lapse, ConsentStage.Lapsed),
        (ConsentStage.ReviewDue, ConsentStep.Withdraw, ConsentStage.Withdrawn),
        .. Enum.GetValues<ConsentStage>().Where(stage => stage != ConsentStage.Superseded).Select(stage => (stage, ConsentStep.Supersede, ConsentStage.Superseded)),
    ];

    /// <summary>Where a step leads, or null where it cannot be taken.</summary>
    public static ConsentStage? Next(ConsentStage from, ConsentStep step) => Table.TryGetValue((from, step), out var to) ? to : null;
}
