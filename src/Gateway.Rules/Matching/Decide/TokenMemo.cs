using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// What each held token has in common with the names that are asked for, worked out once a question however many children bear it. Belongs to
/// one thread and one segment; an entry of another question is told by its stamp.
/// </summary>
internal sealed class TokenMemo(Segment segment)
{
    private readonly TokenEntry[] _given = new TokenEntry[segment.Names.Tokens.Count + 1];
    private readonly TokenEntry[] _surname = new TokenEntry[segment.Names.Tokens.Count + 1];
    private readonly List<int> _variants = [];
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
        foreach (var token in asked.GivenName.Tokens) of.Variants.Of(token, _variants);
        foreach (var token in _variants) _given[token] = GivenOf(token, true);
    }

    public void End() => (_tokens, _asked) = (null!, null!);

    /// <summary>The token as a held given name; crosswise against the surname that is asked for.</summary>
    public TokenEntry Given(int token)
    {
        ref var entry = ref _given[token];
        if (entry.Stamp != _stamp) entry = GivenOf(token, false);
        return entry;
    }

    /// <summary>The token as a held family name; crosswise against the given name that is asked for.</summary>
    public TokenEntry Surname(int token)
    {
        ref var entry = ref _surname[token];
        if (entry.Stamp != _stamp) entry = new TokenEntry(_stamp, _asked.Surname.Compare(_tokens, token, false), _asked.GivenAsSurname.Compare(_tokens, token, false));
        return entry;
    }

    private TokenEntry GivenOf(int token, bool isVariant) => new(
        _stamp, _asked.Given.Compare(_tokens, token, isVariant), _asked.SurnameAsGiven.Compare(_tokens, token, false));

    private void Forget()
    {
        Array.Clear(_given);
        Array.Clear(_surname);
        _stamp = 1;
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
