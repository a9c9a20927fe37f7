using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Identifiers;

namespace Gateway.Acceptance.Replay.Reading;

/// <summary>What came of reading a file.</summary>
/// <param name="Timeline">Null where it cannot be read.</param>
internal sealed record ReadFile(Timeline? Timeline, IReadOnlyList<string> Faults, IReadOnlyList<string> Remarks);

/// <summary>Reads one timeline whole, and names everything that is wrong with it.</summary>
internal sealed class ReadTimeline
{
    private const long Largest = 1 << 20;

    private readonly string _file;
    private readonly Faults _faults;
    private Offsets _clock = new(DateOnly.MinValue);

    private ReadTimeline(string path) => (_file, _faults) = (Path.GetFileName(path), new Faults(Path.GetFileName(path)));

    public static ReadFile From(string path)
    {
        var reading = new ReadTimeline(path);
        var timeline = reading.Whole(path);
        return new ReadFile(reading._faults.All.Count == 0 ? timeline : null, reading._faults.All, reading._faults.Remarks);
    }

    private Timeline? Whole(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest)
            {
                _faults.Fault("the file", "is larger than a timeline can be, 1 MiB.");
                return null;
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return _faults.IsObject(document.RootElement, "the file") ? Of(document.RootElement.Clone()) : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            _faults.Fault("the file", fault is not JsonException json ? "cannot be read." : json.LineNumber is { } line ? $"is not readable as JSON at line {line + 1}." : "is not readable as JSON: a member stands there twice.");
            return null;
        }
    }

    private Timeline Of(JsonElement root)
    {
        _faults.OnlyKnown(root, "the file", "id", "title", "t0", "pattern", "sources", "child", "household", "agencies", "events", "expect");
        var (id, title) = (_faults.Text(root, "id", "the file"), _faults.Text(root, "title", "the file"));
        _clock = new Offsets(FirstDay(_faults.Text(root, "t0", "the file")));
        ImmutableArray<AgencyOfFile> agencies = [.. _faults.List(root, "agencies", "the file").Select(pair => Agency(pair.One, pair.Place))];
        foreach (var twice in agencies.GroupBy(agency => agency.Id).Where(group => group.Count() > 1)) _faults.Fault("agencies", $"names '{twice.Key}' twice.");
        var known = agencies.Select(agency => agency.Id).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<Happening> events = [.. _faults.List(root, "events", "the file").Select(pair => Event(pair.One, pair.Place, known))];
        InOrder(events);
        var child = Child(root, events);
        ImmutableArray<Member> household = [.. _faults.List(root, "household", "the file").Select(pair => MemberOf(pair.One, pair.Place))];
        ImmutableArray<Expectation> expect = [.. _faults.List(root, "expect", "the file").Select((pair, n) => new ReadExpectation(_faults, events, known).Of(pair.One, pair.Place, n + 1))];
        return new Timeline(_file, id, title, _clock, child, household, agencies, events, expect);
    }

    private DateOnly FirstDay(string t0)
    {
        if (DateTime.TryParseExact(t0, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            if (first.DayOfWeek != DayOfWeek.Monday) _faults.Remark("t0", "is not a Monday; offsets are counted from its day all the same.");
            return DateOnly.FromDateTime(first);
        }

        if (t0.Length > 0) _faults.Fault("t0", $"must be a local date and time such as 2026-09-07T00:00, and is '{Faults.Shown(t0)}'.");
        return new DateOnly(2026, 1, 5);
    }

    private AgencyOfFile Agency(JsonElement one, string place)
    {
        _faults.OnlyKnown(one, place, "id", "kind", "note");
        var agency = new AgencyOfFile(_faults.Text(one, "id", place), _faults.Text(one, "kind", place));
        if (agency.Id.Any(letter => !char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter != '-')) _faults.Fault($"{place}.id", "must be of small letters, digits and dashes.");
        if (agency.Kind.Length > 0 && !FormatWords.AgencyKinds.Contains(agency.Kind)) _faults.Remark($"{place}.kind", $"'{Faults.Shown(agency.Kind)}' is not a kind of agency that can be played; nobody of {agency.Id} signs in.");
        return agency;
    }

    private Happening Event(JsonElement one, string place, HashSet<string> agencies)
    {
        _faults.OnlyKnown(one, place, "id", "at", "agency", "role", "kind", "facts", "whatHappenedInThePattern");
        var facts = one.TryGetProperty("facts", out var given) && _faults.IsObject(given, place + ".facts") ? given : default;
        if (facts.ValueKind != JsonValueKind.Object)
        {
            if (given.ValueKind == JsonValueKind.Undefined) _faults.Fault(place, "needs 'facts', an object.");
            facts = JsonDocument.Parse("{}").RootElement;
        }

        var happening = new Happening(_faults.Text(one, "id", place), _faults.OffsetOf(one, "at", place), _faults.Text(one, "agency", place), _faults.Text(one, "role", place), _faults.Text(one, "kind", place), facts);
        if (happening.Agency.Length > 0 && !agencies.Contains(happening.Agency)) _faults.Fault($"{place}.agency", $"'{Faults.Shown(happening.Agency)}' is none of the file's agencies.");
        if (happening.Kind.Length > 0 && !FormatWords.EventKinds.Contains(happening.Kind)) _faults.Remark($"{place}.kind", $"'{Faults.Shown(happening.Kind)}' is not a kind of event; it is passed over.");
        return happening.Kind == "check-opportunity" ? happening with { Ask = Ask(facts, place) } : happening;
    }

    private AskOfFile? Ask(JsonElement facts, string place)
    {
        if (!facts.TryGetProperty("ask", out var ask) || ask.ValueKind != JsonValueKind.Object)
        {
            _faults.Fault(place, "is a check-opportunity and needs 'facts.ask', an object.");
            return null;
        }

        place += ".facts.ask";
        _faults.OnlyKnown(ask, place, "purpose", "items", "identity", "about", "relationship");
        var purpose = _faults.Text(ask, "purpose", place);
        if (purpose.Length > 0 && !FormatWords.Purposes.Contains(purpose)) _faults.Remark($"{place}.purpose", $"'{Faults.Shown(purpose)}' is not a purpose of the wire.");
        return new AskOfFile(purpose, Items(ask, place), Identity(ask, place), _faults.TextOrNone(ask, "about", place), _faults.TextOrNone(ask, "relationship", place));
    }

    private ImmutableArray<string> Items(JsonElement ask, string place)
    {
        if (!ask.TryGetProperty("items", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list.EnumerateArray().Any(one => one.ValueKind != JsonValueKind.String))
        {
            _faults.Fault(place, "needs 'items', a list of words with at least one.");
            return [];
        }

        var items = list.EnumerateArray().Select(one => one.GetString()!).Distinct().ToList();
        foreach (var unknown in items.Where(item => !FormatWords.CheckItems.Contains(item))) _faults.Remark($"{place}.items", $"'{Faults.Shown(unknown)}' is not an item of the wire; it is not asked for.");
        return [.. items.Where(FormatWords.CheckItems.Contains)];
    }

    private IdentityTyped? Identity(JsonElement ask, string place)
    {
        if (!ask.TryGetProperty("identity", out var identity)) return null;
        place += ".identity";
        if (!_faults.IsObject(identity, place)) return null;
        var (given, surname) = (_faults.Text(identity, "given", place), _faults.Text(identity, "surname", place));
        return _faults.Day(_faults.Text(identity, "dateOfBirth", place), place + ".dateOfBirth") is { } born ? new IdentityTyped(given, surname, born) : null;
    }

    private void InOrder(ImmutableArray<Happening> events)
    {
        foreach (var twice in events.GroupBy(one => one.Id).Where(group => group.Key.Length > 0 && group.Count() > 1)) _faults.Fault("events", $"has '{twice.Key}' twice.");
        foreach (var (before, after) in events.Zip(events.Skip(1)))
            if (after.At.CompareTo(before.At) < 0) _faults.Fault("events", $"must be in time order: {after.Id} is before {before.Id}.");
    }

    private ChildOfFile Child(JsonElement root, ImmutableArray<Happening> events)
    {
        if (!root.TryGetProperty("child", out var child) || child.ValueKind != JsonValueKind.Object)
        {
            _faults.Fault("the file", "needs 'child', an object.");
            return new ChildOfFile("", default, "", false, null, null, []);
        }

        var number = _faults.Text(child, "nhsNumber", "child");
        if (number.Length > 0 && (!number.StartsWith("999", StringComparison.Ordinal) || NhsNumber.Read(number, out _) != NhsNumberFault.None)) _faults.Fault("child.nhsNumber", "must begin with 999 and have a right check digit, for the child is invented.");
        ImmutableArray<AddressOfFile> addresses = [.. _faults.List(child, "addresses", "child").Select(pair => Address(pair.One, pair.Place))];
        if (addresses.IsEmpty) _faults.Fault("child.addresses", "must have at least one.");
        return new ChildOfFile(_faults.Text(child, "name", "child"), Born(child, events), number, Yes(child, "shield"), School(_faults.TextOrNone(child, "school", "child")), Mother(child), addresses);
    }

    // "school-ash1", "school-ash1 until P29D", "school-ash1 from P90D"
    private SchoolOfFile? School(string? text)
    {
        if (text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var agency, .. var rest]) return null;
        var (from, until) = ((Offset?)null, (Offset?)null);
        foreach (var pair in rest.Chunk(2))
            if (pair is ["from", var start] && Offset.Read(start) is { } begun) from = begun;
            else if (pair is ["until", var end] && Offset.Read(end) is { } ended) until = ended;
            else _faults.Remark("child.school", $"says '{Faults.Shown(string.Join(' ', pair))}', which is not read.");
        return new SchoolOfFile(agency, from, until);
    }

    private MotherOfFile? Mother(JsonElement child)
    {
        if (!child.TryGetProperty("mother", out var mother)) return null;
        if (mother.ValueKind == JsonValueKind.String) return new MotherOfFile(mother.GetString()!, null, null);
        if (mother.ValueKind != JsonValueKind.Object) return null;
        var number = _faults.TextOrNone(mother, "nhsNumber", "child.mother");
        if (number is not null && (!number.StartsWith("999", StringComparison.Ordinal) || NhsNumber.Read(number, out _) != NhsNumberFault.None)) _faults.Fault("child.mother.nhsNumber", "must begin with 999 and have a right check digit, for she is invented.");
        return new MotherOfFile(_faults.Text(mother, "name", "child.mother"), number, _faults.Day(_faults.TextOrNone(mother, "dateOfBirth", "child.mother"), "child.mother.dateOfBirth"));
    }

    private DateOnly Born(JsonElement child, ImmutableArray<Happening> events)
    {
        if (_faults.TextOrNone(child, "dateOfBirth", "child") is { } given) return _faults.Day(given, "child.dateOfBirth") ?? default;
        var at = _faults.Text(child, "dateOfBirthFromEvent", "child");
        if (events.FirstOrDefault(one => one.Id == at) is { } birth) return _clock.Day(birth.At);
        if (at.Length > 0) _faults.Fault("child.dateOfBirthFromEvent", $"names '{Faults.Shown(at)}', which is no event.");
        return default;
    }

    private AddressOfFile Address(JsonElement one, string place)
    {
        _faults.OnlyKnown(one, place, "line", "postcode", "council", "from", "to");
        var to = _faults.TextOrNone(one, "to", place);
        if (to is not null && Offset.Read(to) is null) _faults.Fault(place + ".to", $"must be an offset such as P12D or null, and is '{Faults.Shown(to)}'.");
        return new AddressOfFile(_faults.Text(one, "line", place), _faults.Text(one, "postcode", place), _faults.Text(one, "council", place), _faults.OffsetOf(one, "from", place), to is null ? null : Offset.Read(to));
    }

    private Member MemberOf(JsonElement one, string place)
    {
        var age = one.TryGetProperty("age", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var years) && years is >= 0 and < 130 ? years : -1;
        if (age < 0) _faults.Fault(place, "needs 'age', a number of years.");
        return new Member(_faults.Text(one, "name", place), _faults.Text(one, "relation", place), age, _faults.TextOrNone(one, "note", place) ?? "");
    }

    private static bool Yes(JsonElement one, string name) => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
