using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Policy;

namespace Gateway.Benchmarks.Pointers;

/// <summary>What is true in the month: who lives where, what begins and ends when, and who is away when.</summary>
internal sealed class Month
{
    public const int Councils = 152;
    public const int Departments = 200;
    public const int Children = 40_000;
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private const double Away = 0.005;

    // Of all of them this share has a number that another takes the place of within the month.
    private const int SupersededOneIn = 20;

    private readonly int[] _homes = new int[Children];
    private readonly NhsNumber[] _numbers = new NhsNumber[Children];
    private readonly Dictionary<int, Superseded> _superseded = [];
    private readonly List<Span>[] _spans = [.. Enumerable.Range(0, Children).Select(_ => new List<Span>())];
    private readonly List<(TimeSpan From, TimeSpan To)>[] _away;
    private readonly FrozenDictionary<string, int> _byId;

    public Month(int seed, int days)
    {
        var (random, length) = (new Random(seed), TimeSpan.FromDays(days));
        Register = MakeRegister();
        _byId = Register.Custodians.Select((custodian, at) => (custodian.Id, at)).ToFrozenDictionary(pair => pair.Id, pair => pair.at);
        _away = [.. Enumerable.Range(0, Councils + Departments).Select(_ => Outages(random, length))];
        for (var child = 0; child < Children; child++)
        {
            _homes[child] = random.Next(Councils);
            for (var first = 900_000_000L + (child * 11L); !NhsNumber.TryFromFirstNine(first, out _numbers[child]); first++) ;
            // Half of the children have something somewhere: every third of it begins, ends or moves to another council within the month.
            if (child % 2 == 0) Live(child, random, length);
            if (random.Next(SupersededOneIn) == 0) Supersede(child, At(random, length));
        }
    }

    /// <summary>One kind of record of one child with one custodian, from when until when.</summary>
    public readonly record struct Span(int Child, int Custodian, PointerKinds Kind, TimeSpan From, TimeSpan To);

    /// <summary>Another number takes the place of a child's.</summary>
    private sealed record Superseded(NhsNumber By, TimeSpan At);

    public Register Register { get; }

    public int NumbersSuperseded => _superseded.Count;

    public IEnumerable<Span> Spans => _spans.SelectMany(spans => spans);

    public int Starts => Spans.Count(span => span.From > TimeSpan.Zero);

    public static string Area(int council) => $"area-{council}";

    public string AreaOf(int child) => Area(_homes[child]);

    public string HomeOf(int child) => $"council-{_homes[child]}";

    /// <summary>The number by which the child is known to the national service, and so asked about.</summary>
    public NhsNumber NumberOf(int child, TimeSpan at) => IsSuperseded(child, at) ? _superseded[child].By : _numbers[child];

    public NhsNumber? FormerOf(int child, TimeSpan at) => IsSuperseded(child, at) ? _numbers[child] : null;

    public bool IsSuperseded(int child, TimeSpan at) => _superseded.TryGetValue(child, out var one) && one.At <= at;

    /// <summary>Under what a custodian lists the child: some learn of the new number days after, and list both from then on; a third never do.</summary>
    public IEnumerable<NhsNumber> ListedAs(int custodian, int child, TimeSpan at)
    {
        yield return _numbers[child];
        var days = ((custodian * 31) + child) % 15;
        if (_superseded.TryGetValue(child, out var one) && days < 10 && one.At + TimeSpan.FromDays(days) <= at) yield return one.By;
    }

    public int AnyChild(Random random) => random.Next(Children);

    public int IndexOf(string custodian) => _byId[custodian];

    public bool IsEverHeld(int child) => _spans[child].Count > 0;

    public bool Holds(int custodian, int child, Item item, TimeSpan at) => _spans[child].Exists(span =>
        span.Custodian == custodian && span.Kind == PointerKindWords.Of(item) && span.From <= at && at < span.To);

    public bool IsAway(int custodian, TimeSpan at) => _away[custodian].Exists(outage => outage.From <= at && at < outage.To);

    private void Live(int child, Random random, TimeSpan length)
    {
        var (from, to) = (random.Next(3) == 0 ? At(random, length) : -length, random.Next(3) == 0 ? At(random, length) : 2 * length);
        var kind = random.Next(4) == 0 ? PointerKinds.Care : PointerKinds.Plan;
        if (from < to && random.Next(3) == 0 && from > TimeSpan.Zero) _spans[child].Add(new Span(child, random.Next(Councils), kind, -length, from));
        // The council that holds it is the home's in four of five.
        if (from < to) _spans[child].Add(new Span(child, random.Next(5) == 0 ? random.Next(Councils) : _homes[child], kind, from, to));
        if (random.Next(2) == 0) _spans[child].Add(new Span(child, Councils + random.Next(Departments), PointerKinds.Attendance, random.Next(2) == 0 ? At(random, length) : -length, 2 * length));
    }

    private void Supersede(int child, TimeSpan at)
    {
        NhsNumber by;
        for (var first = 800_000_000L + (child * 11L); !NhsNumber.TryFromFirstNine(first, out by); first++) ;
        _superseded[child] = new Superseded(by, at);
    }

    private static TimeSpan At(Random random, TimeSpan length) => length * random.NextDouble();

    // From a minute to six hours, as often as not below twenty minutes; the gaps make up the rest of the time.
    private static List<(TimeSpan From, TimeSpan To)> Outages(Random random, TimeSpan length)
    {
        var outages = new List<(TimeSpan From, TimeSpan To)>();
        var mean = (360 - 1) / Math.Log(360);
        for (var at = Gap(); at < length; at += Gap())
        {
            var lasts = TimeSpan.FromMinutes(Math.Exp(random.NextDouble() * Math.Log(360)));
            outages.Add((at, at + lasts));
            at += lasts;
        }

        return outages;

        TimeSpan Gap() => TimeSpan.FromMinutes(-Math.Log(1 - random.NextDouble()) * mean * (1 - Away) / Away);
    }

    private static Register MakeRegister()
    {
        var agencies = Enumerable.Range(0, Councils).Select(n => Agency($"council-{n}", AgencyKind.LocalAuthority, Area(n)))
            .Concat(Enumerable.Range(0, Departments).Select(n => Agency($"trust-{n}", AgencyKind.NhsTrust, Area(n % Councils)))).ToImmutableArray();
        FrozenSet<Item> plans = [Item.PlanFlag, Item.LookedAfter];
        FrozenSet<Item> attendances = [Item.AttendanceCount, Item.AttendanceDates];
        return new Register("month", agencies.ToFrozenDictionary(agency => agency.Id),
            [.. agencies.Select(agency => new Custodian(agency.Id + "-records", agency.Name, agency, new Uri("https://agency.invalid/"), agency.Kind == AgencyKind.LocalAuthority ? plans : attendances, agency.Telephones))]);
    }

    private static Agency Agency(string id, AgencyKind kind, string area) =>
        new(id, id, kind, [area], new Telephones(new DutyLine(new TelephoneLine("Duty", "01632 960999"), null), null), null, null, null);
}
