using System.Collections.Immutable;
using Gateway.Disclosure;
using Gateway.Rules.Policy;

namespace Gateway.Federation.Late;

/// <summary>The check behind a promise as it was asked, and what of its decision may go now.</summary>
internal sealed record LateCheck(LateQuestion Late, CheckContext Check, Decision Decision)
{
    private static readonly char[] Blank = [' '];

    /// <summary>True where a yes was taken back since: less may go than the answer let go.</summary>
    public required bool IsStricter { get; init; }

    /// <summary>True where what came says of its record that less may go than before: an order, or a protection.</summary>
    public bool IsTightened { get; init; }

    /// <summary>The facts of the record that came late; null where it said nothing.</summary>
    public RecordFacts? Record { get; init; }

    public ChildAsked Child => Check.Question.Child;

    /// <summary>The encounter for which a council is told, as it was confirmed.</summary>
    public RelationshipAnswer.Confirmed? Encounter => Late.Encounter is { } reference
        ? new RelationshipAnswer.Confirmed(new Relationship(RelationshipType.Encounter, null), reference, Late.ArrivedAt, Late.Site, PregnancyRecorded: false)
        : null;

    /// <summary>What sources said, under the decision as it stands. Where the child lives is told by nothing of it.</summary>
    public Findings Findings(IEnumerable<CustodianAnswer> answers) =>
        new(Decision, [.. answers], null, [.. Late.WhereFound.Split(Blank, StringSplitOptions.RemoveEmptyEntries)], Late.Site) { AskedUnder = Late.AskedUnder, Record = Record };
}
