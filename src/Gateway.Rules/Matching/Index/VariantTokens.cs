using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Which of a segment's tokens stand in which group of given names, so that all variants of an asked name are at hand.</summary>
internal sealed class VariantTokens
{
    private readonly NameTables _tables;
    private readonly Dictionary<int, List<(int Token, bool IsHead)>> _groups = [];

    public VariantTokens(TokenTable tokens, NameTables tables)
    {
        _tables = tables;
        for (var token = 1; token <= tokens.Count; token++)
            foreach (var place in tables.GroupsOf(tokens[token])) Members(place.Group).Add((token, place.IsHead));
    }

    /// <summary>Adds the tokens that are variants of a folded given name, some perhaps twice.</summary>
    public void Of(ReadOnlySpan<char> asked, List<int> variants)
    {
        foreach (var place in _tables.GroupsOf(asked))
        {
            if (!_groups.TryGetValue(place.Group, out var members)) continue;
            foreach (var (token, isHead) in members)
                if (place.IsSpelling || place.IsHead || isHead) variants.Add(token);
        }
    }

    private List<(int Token, bool IsHead)> Members(int group)
    {
        if (!_groups.TryGetValue(group, out var members)) _groups[group] = members = [];
        return members;
    }
}
