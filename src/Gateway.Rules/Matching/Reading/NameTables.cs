using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Gateway.Rules.Matching.Reading;

/// <summary>
/// Which given names are used for one another, and what stands for no name: the tables of <c>contracts/matching</c>, ready to be asked
/// about spans. Immutable, and safe on any number of threads.
/// </summary>
public sealed class NameTables
{
    /// <summary>No groups, no placeholders, no titles.</summary>
    public static readonly NameTables Empty = new([], []);

    private readonly FrozenDictionary<string, ImmutableArray<GroupPlace>> _groups;
    private readonly FrozenDictionary<string, ImmutableArray<GroupPlace>>.AlternateLookup<ReadOnlySpan<char>> _groupsBySpan;
    private readonly PlaceholderWords _given;
    private readonly PlaceholderWords _family;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _titles;

    /// <summary>Builds the tables.</summary>
    /// <param name="groups">Rows of <c>given-name-groups.csv</c>, folded.</param>
    /// <param name="placeholders">Rows of <c>placeholders.csv</c>, folded.</param>
    public NameTables(ImmutableArray<NameGroup> groups, ImmutableArray<Placeholder> placeholders)
    {
        _groups = Places(groups).ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal);
        _groupsBySpan = _groups.GetAlternateLookup<ReadOnlySpan<char>>();
        _given = new PlaceholderWords(placeholders.Where(row => row.Kind != PlaceholderKind.Title));
        _family = new PlaceholderWords(placeholders.Where(row => row.Kind != PlaceholderKind.Title && !row.GivenOnly));
        _titles = placeholders.Where(row => row.Kind == PlaceholderKind.Title).Select(row => row.Words)
            .ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        GroupCount = groups.Length;
    }

    /// <summary>How many groups there are; their numbers run from 0 to one less.</summary>
    public int GroupCount { get; }

    /// <summary>The groups that a folded given name belongs to, each with whether the name is its head.</summary>
    public ImmutableArray<GroupPlace> GroupsOf(ReadOnlySpan<char> token) => _groupsBySpan.TryGetValue(token, out var places) ? places : [];

    /// <summary>
    /// True where one folded given name is a short form or another spelling of the other. Two short forms of one name are not variants:
    /// Bess and Lizzie may be sisters. A name is not its own variant.
    /// </summary>
    public bool AreVariants(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right)) return false;
        if (!_groupsBySpan.TryGetValue(left, out var ours) || !_groupsBySpan.TryGetValue(right, out var theirs)) return false;
        foreach (var one in ours)
            foreach (var other in theirs)
                if (one.Group == other.Group && (one.IsSpelling || one.IsHead || other.IsHead)) return true;
        return false;
    }

    /// <summary>True where a folded name is nothing but a placeholder.</summary>
    public bool IsPlaceholder(ReadOnlySpan<char> folded, NamePart part) => (part == NamePart.Given ? _given : _family).Cover(folded);

    /// <summary>How many characters of a folded name are titles with the spaces after them; all of it where it is nothing but titles.</summary>
    public int TitleLength(ReadOnlySpan<char> folded)
    {
        var skipped = 0;
        while (skipped < folded.Length)
        {
            var rest = folded[skipped..];
            var space = rest.IndexOf(' ');
            if (!_titles.Contains(space < 0 ? rest : rest[..space])) break;
            skipped += space < 0 ? rest.Length : space + 1;
        }

        return skipped;
    }

    private static Dictionary<string, List<GroupPlace>> Places(ImmutableArray<NameGroup> groups)
    {
        var places = new Dictionary<string, List<GroupPlace>>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Length; i++)
        {
            Add(groups[i].Name, new GroupPlace(i, true, groups[i].IsSpelling));
            foreach (var other in groups[i].Others) Add(other, new GroupPlace(i, false, groups[i].IsSpelling));
        }

        return places;

        void Add(string name, GroupPlace place)
        {
            if (!places.TryGetValue(name, out var list)) places[name] = list = [];
            list.Add(place);
        }
    }
}

/// <summary>A row of the groups: a given name and those used for it.</summary>
/// <param name="IsSpelling">True where every name is another spelling of every other; false for a name and its short forms.</param>
public sealed record NameGroup(bool IsSpelling, string Name, ImmutableArray<string> Others);

/// <summary>Where a name stands in a group.</summary>
/// <param name="Group">The group's number, from 0.</param>
/// <param name="IsHead">True for the name that the others are short forms of.</param>
/// <param name="IsSpelling">True where the group is one of spellings.</param>
public readonly record struct GroupPlace(int Group, bool IsHead, bool IsSpelling);
