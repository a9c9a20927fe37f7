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

    /// <summary>Fixed: what is worked out from them is kept.</summary>
    public ImmutableArray<CustodianAnswer> Answers { get; } = Answers;

    private const string Another = "One that is not named here";

    // Each is asked for many times while one answer is put together.
    private readonly ImmutableArray<Found>[] _about = new ImmutableArray<Found>[ItemWords.All.Length + 1];
    private readonly Combined?[] _combined = new Combined?[ItemWords.All.Length + 1];

    /// <summary>The agreement that the question was decided by ended while the custodians were asked: what rested on it is not let go.</summary>
    public bool AgreementEnded { get; init; }

    /// <summary>What was put before a named person at a holder.</summary>
    public ImmutableArray<Ask> Asks { get; init; } = [];

    /// <summary>The id under which the custodians know the question: another's, where several of one agency asked the same at once; null where nobody was asked.</summary>
    public Guid? AskedUnder { get; init; }

    /// <summary>The reference of the visit for which it is asked, at <see cref="Site"/>; null where it is not asked for a visit.</summary>
    public string? Visit { get; init; }

    /// <summary>The facts of the record by which the decision was made stricter; null where no record was read.</summary>
    public RecordFacts? Record { get; init; }

    /// <summary>What is promised of the sources that did not answer.</summary>
    public LatePromise? Late { get; init; }

    /// <summary>What each custodian in scope said about one item.</summary>
    public ImmutableArray<Found> About(Item item)
    {
        ref var about = ref _about[(int)item];
        if (about.IsDefault) about = Gather(item);
        return about;
    }

    public Combined Combine(Item item) => _combined[(int)item] ??= Combined.Of(SaidOf(item));

    private CustodianSaid[] SaidOf(Item item)
    {
        var about = About(item);
        var said = new CustodianSaid[about.Length];
        for (var place = 0; place < said.Length; place++) said[place] = about[place].Said.Said;
        return said;
    }

    private ImmutableArray<Found> Gather(Item item)
    {
        var count = 0;
        foreach (var answer in Answers)
            if (answer.For(item) is not null) count++;
        if (count == 0) return [];
        var found = ImmutableArray.CreateBuilder<Found>(count);
        foreach (var answer in Answers)
            if (answer.For(item) is { } said) found.Add(new Found(answer, said));
        return found.MoveToImmutable();
    }

    public bool MayShow(Item item) => Decision.For(item) is { MayBeAsked: true };

    /// <summary>Where a child on a plan is moving to, and nobody has taken the plan over yet.</summary>
    public ImmutableArray<Agency> Moving { get; init; } = [];

    /// <summary>The councils whose plan is told whole; none where a place is not told.</summary>
    public ImmutableArray<string> WithPlan() => !Shares(Item.PlanFlag) || Home is { Protected: true } || Answers.Any(answer => answer.Record.Handling != HandlingFlags.None) ? []
        : [.. About(Item.PlanFlag).Where(found => found.Said.Said.Said == Said.Held).Select(found => found.Answer.Question.Custodian.Agency.Id).Distinct()];

    /// <summary>The items of which somebody holds something that may be shown.</summary>
    public ImmutableArray<Item> Came() =>
        [.. Answers.SelectMany(answer => answer.Items).Where(one => one.Said.Said == Said.Held && MayShow(one.Item)).Select(one => one.Item).Distinct()];

    /// <summary>It goes whole, by the matrix or on a written reason.</summary>
    public bool Shares(Item item) => Decision.For(item) is { Outcome: Outcome.Share } or { Outcome: Outcome.Justify, Justified: true };

    /// <summary>The councils to ring for a home. Where whereabouts are protected a home is no more named than an address.</summary>
    public ImmutableArray<string> HomeCouncils => Home is { Protected: false } ? Home.Councils : [];

    /// <summary>A council that is here only because the child lives or lived there, while whereabouts are protected.</summary>
    public bool HidesPlace(CustodianAnswer answer) =>
        Home is { Protected: true } && !answer.Question.Custodian.Connected && !answer.Question.Custodian.Agency.Areas.Any(WhereFound.Contains);

    /// <summary>It was asked because its list points, and did not settle it: to name it would tell a place that was not let go.</summary>
    public bool HidesPointed(CustodianAnswer answer) =>
        answer.Question.Pointed && answer.Items.All(said => !MayShow(said.Item) || HidesWho(said.Item)) && answer.Items.Any(said => MayShow(said.Item) && !said.Said.IsAnswer);

    /// <summary>
    /// It is one of those that answered, of whom none is named: what it holds must not tell it from who holds nothing. Held in part is held, and whoever
    /// never says "nothing" would tell by being named that it does not hold.
    /// </summary>
    public bool IsTogether(CustodianAnswer answer, ItemSaid said) => HidesWho(said.Item)
        && (said.Said.IsAnswer || (said.Said.Because == Because.NotCovered && answer.Question.Custodian.LeavesOut) || answer.Items.Any(one => MayShow(one.Item) && HidesWho(one.Item) && one.Said.Said == Said.Held));

    public string NameOf(CustodianAnswer answer) =>
        HidesPlace(answer) ? "A council that is not on this service" : HidesPointed(answer) ? Another : answer.Question.Custodian.Name;

    /// <summary>As it is named for what it left open of some items: where it shares a row with those that answered, not at all.</summary>
    public string NameOf(CustodianAnswer answer, Item[] items) =>
        answer.Items.Any(said => items.Contains(said.Item) && !said.Said.IsAnswer && !IsTogether(answer, said)) ? NameOf(answer) : Another;

    /// <summary>The councils whose plan, care status or unborn plan is live: each, if two.</summary>
    public ImmutableArray<Custodian> Responsible()
    {
        var councils = ImmutableArray<Custodian>.Empty;
        foreach (var answer in Answers)
            foreach (var said in answer.Items)
                if (said.Said.Said == Said.Held && said.Item is (Item.PlanFlag or Item.LookedAfter or Item.UnbornPlan) && MayShow(said.Item)
                    && !councils.Contains(answer.Question.Custodian)) councils = councils.Add(answer.Question.Custodian);
        return councils;
    }

    /// <summary>Where naming who holds something would itself tell a place that was not let go.</summary>
    public bool HidesWho(Item item) =>
        (item.IsAttendance() && !Shares(Item.AttendanceSite)) || (item is Item.GpRegistration or Item.School && !Shares(item));
}

/// <summary>What one custodian said about one item.</summary>
public readonly record struct Found(CustodianAnswer Answer, ItemSaid Said);
