using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Federation.Pointers;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Rules.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Pointers;

/// <summary>
/// A generated month of England: 152 councils and 200 departments, each there 99.5 % of the time and away from a minute to six hours. Who is
/// away neither answers nor submits. Plans start, end and move between submissions. The same checks with the lists and without.
/// </summary>
internal sealed class MonthRun
{
    private const int Days = 30;
    private const int Checks = 100_000;
    private const double LeastComplete = 0.99;
    private const int MostCouncils = 3;

    private static readonly ImmutableArray<Item> Asked = [Item.PlanFlag, Item.LookedAfter, Item.AttendanceCount, Item.AttendanceDates];

    private readonly Month _month = new(seed: 1, Days);
    private readonly PointerIndex _index = new();
    private readonly MonthClock _clock = new();
    private readonly ChooseCustodians _choose;
    private readonly ConsultLists _lists;
    private readonly MonthTally _with = new("with lists");
    private readonly MonthTally _without = new("without lists");
    private readonly MonthTally _present = new("with lists that are looked in under the present number alone, where it took another's place");

    private MonthRun()
    {
        _choose = new ChooseCustodians(_month.Register);
        _lists = new ConsultLists(_index, MonthLists.Keys, new MergedNumbers(), _choose, _clock);
    }

    public static int Run() => new MonthRun().Go();

    private int Go()
    {
        var lists = new MonthLists(_month, _index);
        var random = new Random(2);
        var times = Enumerable.Range(0, Checks).Select(_ => TimeSpan.FromSeconds(random.NextInt64(Days * 86_400L))).Order().ToArray();
        foreach (var at in times)
        {
            lists.RunTo(at);
            _clock.Now = Month.Start + at;
            Check(_month.AnyChild(random), at, random);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Days} days, {Month.Councils} councils, {Month.Departments} departments, {lists.Submissions:N0} submissions, {_month.Starts:N0} plans and attendances that began, {_month.NumbersSuperseded:N0} numbers superseded, {Checks:N0} checks"));
        _with.Print();
        _without.Print();
        _present.Print();
        return _with.Complete >= LeastComplete && _with.False == 0 && _with.MedianCouncils <= MostCouncils ? 0 : 1;
    }

    private void Check(int child, TimeSpan at, Random random)
    {
        var home = new Home([_month.HomeOf(child)], Protected: false);
        // One in five is found elsewhere than at home.
        ImmutableArray<string> found = [random.Next(5) == 0 ? Month.Area(random.Next(Month.Councils)) : _month.AreaOf(child)];
        var questions = _choose.For(Asked, home, found);
        var asked = new ChildAsked(_month.NumberOf(child, at), default);
        Tally(_with, _lists.Of(asked, Held(asked, child, at), home, found, questions), child, at);
        if (_month.IsSuperseded(child, at)) Tally(_present, _lists.Of(asked, null, home, found, questions), child, at);
        Tally(_without, [.. questions.Select(question => Answer(question, child, at))], child, questions);
    }

    // What the gateway's index of children has: the number that was replaced, and no name by which this list knows anybody.
    private ChildHeld Held(ChildAsked asked, int child, TimeSpan at) =>
        new(asked.NhsNumber, default, "", "", null) { Former = _month.FormerOf(child, at) is { } former ? [former] : [] };

    private void Tally(MonthTally tally, ListsConsulted consulted, int child, TimeSpan at) =>
        Tally(tally, consulted.With([.. consulted.Live.Select(question => Answer(question, child, at))]), child, consulted.Live);

    private CustodianAnswer Answer(CustodianQuestion question, int child, TimeSpan at)
    {
        var custodian = _month.IndexOf(question.Custodian.Id);
        if (_month.IsAway(custodian, at)) return CustodianAnswer.NotKnown(question, Because.Unreachable, TimeSpan.Zero);
        return new CustodianAnswer(question, Month.Start + at, [.. question.Items.Select(item => new ItemSaid(item, _month.Holds(custodian, child, item, at) ? CustodianSaid.Held : CustodianSaid.NothingHeld, null))], TimeSpan.Zero);
    }

    private void Tally(MonthTally tally, ImmutableArray<CustodianAnswer> answers, int child, ImmutableArray<CustodianQuestion> asked)
    {
        var wrong = answers.Sum(answer => answer.Items.Count(said =>
            said.Said.Said == Said.NothingHeld && _month.Holds(_month.IndexOf(answer.Question.Custodian.Id), child, said.Item, answer.AsOf!.Value - Month.Start)));
        var nothing = !_month.IsEverHeld(child);
        tally.Add(nothing, answers.All(answer => answer.Items.All(said => said.Said.IsAnswer)), wrong, asked.Count(question => question.Custodian.Agency.Kind == AgencyKind.LocalAuthority));
    }
}

/// <summary>The clock of the month.</summary>
internal sealed class MonthClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>What came of the checks.</summary>
internal sealed class MonthTally(string name)
{
    private readonly List<int> _councils = [];
    private int _nothing;
    private int _complete;

    public int False { get; private set; }

    public double Complete => (double)_complete / _nothing;

    public int MedianCouncils => _councils.Order().ElementAt(_councils.Count / 2);

    public void Add(bool nothingHeld, bool complete, int wrong, int councils)
    {
        if (nothingHeld) _nothing++;
        if (nothingHeld && complete) _complete++;
        False += wrong;
        _councils.Add(councils);
    }

    public void Print() => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {Complete:P2} of {_nothing:N0} checks on children with nothing held are complete, {False} false \"nothing held\", {MedianCouncils} councils learn of a check at the median, {_councils.Max()} at most"));
}
