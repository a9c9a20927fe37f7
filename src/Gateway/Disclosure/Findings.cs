using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Asks;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>What the custodians said, under the decision after the record was seen: the material of an answer.</summary>
public sealed record Findings(
    Decision Decision,
    ImmutableArray<CustodianAnswer> Answers,
    Home? Home,
    ImmutableArray<string> WhereFound,
    string? Site)
{
    /// <summary><c>exact</c>; <c>not-asked</c> where nobody was to be asked, so that the child was not matched either.</summary>
    public string Identity { get; init; } = "exact";

    /// <summary>What was put before a named person at a holder.</summary>
    public ImmutableArray<Ask> Asks { get; init; } = [];

    /// <summary>What each custodian in scope said about one item.</summary>
    public IEnumerable<(CustodianAnswer Answer, ItemSaid Said)> About(Item item)
    {
        foreach (var answer in Answers)
            if (answer.For(item) is { } said) yield return (answer, said);
    }

    public Combined Combine(Item item)
    {
        var (said, count) = (new CustodianSaid[Answers.Length], 0);
        foreach (var answer in Answers)
            if (answer.For(item) is { } found) said[count++] = found.Said;
        return Combined.Of(said.AsSpan(0, count));
    }

    public bool MayShow(Item item) => Decision.For(item) is { MayBeAsked: true };

    /// <summary>It goes whole, by the matrix or on a written reason.</summary>
    public bool Shares(Item item) => Decision.For(item) is { Outcome: Outcome.Share } or { Outcome: Outcome.Justify, Justified: true };

    /// <summary>The councils to ring for a home. Where whereabouts are protected a home is no more named than an address.</summary>
    public ImmutableArray<string> HomeCouncils => Home is { Protected: false } ? Home.Councils : [];

    /// <summary>A council that is here only because the child lives or lived there, while whereabouts are protected.</summary>
    public bool HidesPlace(CustodianAnswer answer) =>
        Home is { Protected: true } && !answer.Question.Custodian.Connected && !answer.Question.Custodian.Agency.Areas.Any(WhereFound.Contains);

    public string NameOf(CustodianAnswer answer) => HidesPlace(answer) ? "A council that is not on this service" : answer.Question.Custodian.Name;

    /// <summary>The councils whose plan, care status or unborn plan is live: each, if two.</summary>
    public ImmutableArray<Custodian> Responsible() =>
    [
        .. Answers.Where(answer => answer.Items.Any(said =>
                said.Said.Said == Said.Held && said.Item is (Item.PlanFlag or Item.LookedAfter or Item.UnbornPlan) && MayShow(said.Item)))
            .Select(answer => answer.Question.Custodian).Distinct(),
    ];

    /// <summary>Where naming who holds something would itself tell a place that was not let go.</summary>
    public bool HidesWho(Item item) =>
        (item.IsAttendance() && !Shares(Item.AttendanceSite)) || (item is Item.GpRegistration or Item.School && !Shares(item));
}
