using System.Collections.Immutable;
using System.Text.Json;

namespace Gateway.Federation.Fhir;

/// <summary>A Bundle that was read: every resource of the kinds that were searched for is about the child.</summary>
/// <param name="AsOf">The older of the times that it gives; null where it gives none.</param>
/// <param name="IsWhole">It says how many there are, has all of them, what each entry is there for, and nobody warned of anything.</param>
internal sealed record SearchAnswer(DateTimeOffset? AsOf, bool IsWhole, bool IsBornAnotherDay, ImmutableArray<JsonElement> Resources)
{
    public IEnumerable<JsonElement> Of(string type) => Resources.Where(resource => resource.Type() == type);
}

/// <summary>
/// Reads a Bundle. Members that we do not know are passed over, as FHIR has it, but for those that may change the meaning of others.
/// What contradicts itself, or is about somebody else in any entry, throws: none of it is then used.
/// </summary>
internal sealed class ReadSearch(ChildAsked child, ImmutableArray<string> searched, bool mayBeCollection)
{
    private const int MostEntries = 500;

    private readonly Subject _subject = new(child.NhsNumber);
    private readonly ImmutableArray<JsonElement>.Builder _resources = ImmutableArray.CreateBuilder<JsonElement>();
    private int _matches;
    private bool _isUntold;

    /// <param name="searched">The kinds that are used, the one that was searched for first.</param>
    /// <param name="mayBeCollection">It may also come as a collection, which never says how many there are.</param>
    public static SearchAnswer Of(JsonElement bundle, ChildAsked child, ImmutableArray<string> searched, bool mayBeCollection = false) =>
        new ReadSearch(child, searched, mayBeCollection).Read(bundle);

    private SearchAnswer Read(JsonElement bundle)
    {
        if (bundle.Type() != "Bundle") throw new FormatException();
        var warned = Outcomes.Warn(bundle);
        var isSearch = bundle.Word("type") switch { "searchset" => true, "collection" when mayBeCollection => false, _ => throw new FormatException() };
        JsonElement[] entries = [.. bundle.Each("entry")];
        if (entries.Length > MostEntries) throw new FormatException();
        foreach (var entry in entries)
            if (entry.GetProperty("resource") is var person && person.Type() == "Patient") _subject.Take(entry, person, child.DateOfBirth);
        foreach (var entry in entries) Take(entry);
        return new SearchAnswer(AsOf(bundle), !warned && isSearch && !_isUntold && !bundle.IsCut() && HasAll(bundle) && !HasMore(bundle), _subject.IsBornAnotherDay, _resources.ToImmutable());
    }

    private void Take(JsonElement entry)
    {
        var (resource, mode) = (entry.GetProperty("resource"), entry.Maybe("search")?.Word("mode"));
        var type = resource.Type();
        var isUsed = searched.Contains(type);
        if (mode is not (null or "match" or "include" or "outcome") || (mode == "outcome") != (type == "OperationOutcome") || (mode == "match" && !isUsed)) throw new FormatException();
        // Without a mode it may be a match of a kind that we do not know: nobody can say that it stands for nothing.
        _isUntold |= mode is null && !isUsed && type != "Patient";
        _subject.MustBeOf(resource, isNeeded: isUsed && type != "CareTeam" || type == searched[0]);
        if (!isUsed) return;
        _resources.Add(resource);
        if (mode == "match" || (mode is null && type == searched[0])) _matches++;
    }

    // A number of its own that what it has does not come to is a contradiction; without one nobody knows whether this is all.
    private bool HasAll(JsonElement bundle)
    {
        if (bundle.Maybe("total") is not { } said) return false;
        var (total, searchedFor) = (said.GetInt32(), _resources.Count(resource => resource.Type() == searched[0]));
        if (total == _matches || total == searchedFor) return true;
        return total > _matches && HasMore(bundle) ? false : throw new FormatException();
    }

    // Another page is not fetched (README): what is here is here, and there is more.
    private static bool HasMore(JsonElement bundle) => bundle.Each("link").Any(link => link.Word("relation") is not ("self" or "first" or "last"));

    private static DateTimeOffset? AsOf(JsonElement bundle)
    {
        string?[] given = [bundle.Maybe("meta")?.Word("lastUpdated"), bundle.Word("timestamp")];
        return given.OfType<string>().Select(text => (DateTimeOffset?)FhirJson.Moment(text)).Min();
    }
}
