using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Acceptance.Replay.Reading;
using Gateway.Rules.Identifiers;

namespace Gateway.Acceptance.Replay.Playing;

/// <summary>A child of a timeline, as the index of children has them.</summary>
internal sealed record Subject(string Name, string Number, DateOnly Born, ImmutableArray<LivedAt> Addresses, bool Protected)
{
    public string Given => Name.Split(' ')[0];

    public string Family => Name.Split(' ')[^1];
}

internal sealed record LivedAt(string Line, string Postcode, string Council, DateOnly From, DateOnly? To);

/// <summary>
/// The children of a timeline: the file's own, those of the household, and strangers of whom somebody asks. Whoever has no number in the file is given an
/// invented one, the same at each run.
/// </summary>
internal sealed class People
{
    private static readonly string[] Everybody = ["each child", "all children", "both children", "all of the children"];

    private static readonly string[] Grown = ["father", "mother", "parent", "partner", "carer", "adult"];

    private readonly Timeline _timeline;
    private readonly DateOnly? _shieldedFrom;
    private readonly List<Subject> _all = [];
    private readonly Dictionary<string, string> _districts = new(StringComparer.Ordinal);
    private long _next = 999_700_000;

    public People(Timeline timeline)
    {
        _timeline = timeline;
        foreach (var address in timeline.Child.Addresses) _districts.TryAdd(District(address.Postcode), address.Council);
        var shields = timeline.Events.FirstOrDefault(one => one.Is("shield"));
        _shieldedFrom = shields is null ? null : timeline.Clock.Day(shields.At);
        Child = Add(new Subject(timeline.Child.Name, timeline.Child.NhsNumber, timeline.Child.Born, Lived(timeline.Child.Born), timeline.Child.Shield || shields is not null));
        Mother = MotherOf() is { } mother ? Add(mother) : null;
        Members = timeline.Household.Where(member => member.IsChild).ToImmutableDictionary(member => member, member => Add(Of(member)));
    }

    public Subject Child { get; }

    /// <summary>Whom people ask about before the child is born; null where the file says nothing of her.</summary>
    public Subject? Mother { get; }

    public ImmutableDictionary<Member, Subject> Members { get; }

    public IReadOnlyList<Subject> All => _all;

    /// <summary>A right number that is nobody's.</summary>
    public string Nobody { get; } = "9999999999";

    /// <summary>Whom a question is about that names nobody.</summary>
    public Subject Usual(DateOnly today) => today < Child.Born && Mother is { } mother ? mother : Child;

    /// <summary>Everybody of the home who is a child.</summary>
    public IEnumerable<Subject> Home => Members.Values.Prepend(Child);

    public IEnumerable<(string District, string Council)> Districts => _districts.Select(pair => (pair.Key, pair.Value));

    /// <summary>Whom words mean: the file's child, each child of the home whom they name or whose relation they name, or everybody.</summary>
    public IReadOnlyList<Subject> Meant(string? words)
    {
        if (words is null) return [Child];
        if (Mother is { } mother && (words.Contains(mother.Name, StringComparison.OrdinalIgnoreCase) || words.StartsWith("mother", StringComparison.OrdinalIgnoreCase) || words.StartsWith("the mother", StringComparison.OrdinalIgnoreCase))) return [mother];
        if (Everybody.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase))) return [.. Home];
        // "half-brother" before "brother": the longest relation that is named.
        Subject[] named = [.. Members.Where(pair => words.Contains(pair.Key.Name, StringComparison.OrdinalIgnoreCase) || words.Contains(pair.Value.Given, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value)];
        if (named.Length == 0) named = [.. Members.Where(pair => words.Contains(pair.Key.Relation, StringComparison.OrdinalIgnoreCase)).OrderByDescending(pair => pair.Key.Relation.Length).Take(1).Select(pair => pair.Value)];
        var own = words.Contains(Child.Name, StringComparison.OrdinalIgnoreCase) || words.Contains(Child.Given, StringComparison.OrdinalIgnoreCase);
        return own ? [Child, .. named] : named;
    }

    /// <summary>Whether words mean somebody of the home who is no child.</summary>
    public bool IsAdult(string words) => Grown.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase)) || _timeline.Household.Any(member => !member.IsChild && (words.Contains(member.Name, StringComparison.OrdinalIgnoreCase) || words.Contains(member.Relation, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A child of whom the file says no more than how they are called, at home where they are asked about.</summary>
    public Subject Stranger(IdentityTyped identity, string council, DateOnly today)
    {
        var name = $"{identity.Given} {identity.Surname}";
        if (_all.Find(known => known.Name == name && known.Born == identity.Born) is { } before) return before;
        var postcode = PostcodeIn(council);
        return Add(new Subject(name, NextNumber(), identity.Born, [new LivedAt("An address", postcode, council, identity.Born < today ? identity.Born : today, null)], false));
    }

    public void Write(string folder, DateOnly today)
    {
        File.WriteAllLines(Path.Combine(folder, "postcodes.csv"), Districts.Select(pair => $"{pair.District},{pair.Council["council-".Length..]},2000-01-01,").Prepend("district,council,from,to"));
        File.WriteAllLines(Path.Combine(folder, "children.ndjson"), _all.Where(child => child.Born <= today).Select(child => Line(child, today).ToJsonString()));
    }

    private Subject Add(Subject subject)
    {
        _all.Add(subject);
        return subject;
    }

    private Subject? MotherOf()
    {
        var named = _timeline.Household.FirstOrDefault(member => member.Relation == "mother");
        if (_timeline.Child.Mother is not { } mother && (named is null || _timeline.Child.Born <= _timeline.Clock.FirstDay)) return null;
        var born = _timeline.Child.Mother?.Born ?? _timeline.Clock.FirstDay.AddYears(-(named?.Age ?? 27)).AddDays(-100);
        return new Subject(_timeline.Child.Mother?.Name ?? named!.Name, _timeline.Child.Mother?.NhsNumber ?? NextNumber(), born, Lived(born), false);
    }

    private Subject Of(Member member)
    {
        var born = _timeline.Clock.FirstDay.AddYears(-member.Age).AddDays(-100);
        return new Subject(member.Name, NextNumber(), born, Elsewhere(member) is { } council ? [new LivedAt("An address", PostcodeIn(council), council, born, null)] : Lived(born), false);
    }

    // "lives with grandmother in council-ash"
    private static string? Elsewhere(Member member) => member.Note.Contains("lives with", StringComparison.OrdinalIgnoreCase)
        ? member.Note[member.Note.IndexOf("lives with", StringComparison.OrdinalIgnoreCase)..].Split(' ', ';', ',', '.').FirstOrDefault(word => word.StartsWith("council-", StringComparison.Ordinal))
        : null;

    // Where somebody lived when the timeline begins, they had lived since they were born.
    private ImmutableArray<LivedAt> Lived(DateOnly born) =>
    [
        .. _timeline.Child.Addresses.Select((address, n) => new LivedAt(
            address.Line, PostcodeOf(address), address.Council, n == 0 ? born : Later(born, _timeline.Clock.Day(address.From)), address.To is { } to ? Later(born, _timeline.Clock.Day(to)) : null)),
    ];

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    // One district has one council here; where the file gives it two, the second gets an invented one.
    private string PostcodeOf(AddressOfFile address) => _districts[District(address.Postcode)] == address.Council ? address.Postcode : PostcodeIn(address.Council);

    private string PostcodeIn(string council)
    {
        if (_districts.FirstOrDefault(pair => pair.Value == council) is { Key: { } known }) return known + " 9AA";
        for (var n = 50; ; n++)
            if (_districts.TryAdd($"ZY{n}", council)) return $"ZY{n} 9AA";
    }

    private static string District(string postcode) => postcode.Split(' ')[0].ToUpperInvariant();

    private string NextNumber()
    {
        while (true)
            if (NhsNumber.TryFromFirstNine(_next++, out var number) && number.Digits != _timeline.Child.NhsNumber) return number.Digits;
    }

    // What has not begun is not there yet, as in any register of patients.
    private JsonObject Line(Subject child, DateOnly today) => new()
    {
        ["nhsNumber"] = child.Number,
        ["dateOfBirth"] = Day(child.Born),
        ["givenName"] = child.Given,
        ["familyName"] = child.Family,
        ["sex"] = "F",
        ["canary"] = false,
        ["addresses"] = new JsonArray([.. child.Addresses.Where((address, n) => n == 0 || address.From <= today).Select(address => new JsonObject
        {
            ["postcode"] = address.Postcode,
            ["from"] = Day(address.From),
            ["to"] = address.To is { } to && to <= today ? Day(to) : null,
        })]),
        ["protected"] = child.Protected && today >= (_shieldedFrom ?? today),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
