using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// What each held token has in common with the names that are asked for, worked out once a question however many children bear it. Belongs to
/// one thread and one segment; an entry of another question is told by its stamp.
/// </summary>
internal sealed class TokenMemo(Segment segment)
{
    private readonly Slot[] _given = Slots(segment.Names.Tokens);
    private readonly Slot[] _surname = Slots(segment.Names.Tokens);
    private readonly List<int> _variants = [];
    private readonly List<int> _variantForms = [];
    private ushort _stamp;

    // Held only while a question runs, so that an idle thread keeps no index alive.
    private TokenTable _tokens = null!;
    private AskedNames _asked = null!;

    public int SegmentIdentity { get; } = segment.Identity;

    /// <summary>The held tokens that are variants of an asked given name, some perhaps twice.</summary>
    public List<int> Variants => _variants;

    public void Begin(Segment of, AskedNames asked)
    {
        (_tokens, _asked) = (of.Names.Tokens, asked);
        if (++_stamp == 0) Forget();
        _variants.Clear();
        _variantForms.Clear();
        for (var form = 0; form < asked.GivenName.Tokens.Length; form++)
        {
            of.Variants.Of(asked.GivenName.Tokens[form], _variants);
            while (_variantForms.Count < _variants.Count) _variantForms.Add(form);
        }

        foreach (var token in _variants) _given[token].Entry = GivenOf(token, _given[token].Shape, VariantOf(token));
    }

    public void End() => (_tokens, _asked) = (null!, null!);

    /// <summary>The first form of the asked given name that the held token is a variant of, or -1.</summary>
    public int VariantOf(int token) => _variants.IndexOf(token) is var at && at < 0 ? -1 : _variantForms[at];

    /// <summary>Says that the row's names will be looked at soon.</summary>
    public void Expect(in Row row)
    {
        if (!row.Surname.IsSeveral) Memory.Expect(in _surname[row.Surname.Number]);
    }

    /// <summary>The token as a held given name; crosswise against the surname that is asked for.</summary>
    public TokenEntry Given(int token)
    {
        ref var slot = ref _given[token];
        if (slot.Entry.Stamp != _stamp) slot.Entry = GivenOf(token, slot.Shape, -1);
        return slot.Entry;
    }

    /// <summary>The token as a held family name; crosswise against the given name that is asked for.</summary>
    public TokenEntry Surname(int token)
    {
        ref var slot = ref _surname[token];
        if (slot.Entry.Stamp != _stamp)
            slot.Entry = new TokenEntry(_stamp, _asked.Surname.Compare(_tokens, token, slot.Shape, -1), _asked.GivenAsSurname.Compare(_tokens, token, slot.Shape, -1));
        return slot.Entry;
    }

    private TokenEntry GivenOf(int token, TokenShape shape, int variantOf) => new(
        _stamp, _asked.Given.Compare(_tokens, token, shape, variantOf), _asked.SurnameAsGiven.Compare(_tokens, token, shape, -1));

    private void Forget()
    {
        foreach (ref var slot in _given.AsSpan()) slot.Entry = default;
        foreach (ref var slot in _surname.AsSpan()) slot.Entry = default;
        _stamp = 1;
    }

    private static Slot[] Slots(TokenTable tokens)
    {
        var slots = new Slot[tokens.Count + 1];
        for (var i = 1; i < slots.Length; i++) slots[i].Shape = tokens.Shape(i);
        return slots;
    }

    /// <summary>A token's shape beside what is remembered of it: one look at memory gives both.</summary>
    private struct Slot
    {
        public TokenShape Shape;
        public TokenEntry Entry;
    }
}

/// <summary>Both asked names, each in its own part and in the other's.</summary>
internal sealed class AskedNames(AskedName given, AskedName surname, NameWorth worth)
{
    public AskedName GivenName => given;

    public AskedName SurnameName => surname;

    public AskedTokens Given { get; } = new(given, worth, true);

    public AskedTokens Surname { get; } = new(surname, worth, false);

    public AskedTokens SurnameAsGiven { get; } = new(surname, worth, true);

    public AskedTokens GivenAsSurname { get; } = new(given, worth, false);
}
