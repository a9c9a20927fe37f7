using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>The asked names as they are numbered in one segment, so that equality costs no look at a token.</summary>
internal sealed class AskedIds
{
    private readonly int[] _given;
    private readonly int[] _surname;
    private readonly int[] _givenStarts;
    private readonly int[] _surnameStarts;

    public AskedIds(TokenTable tokens, AskedNames names)
    {
        _given = Known(tokens, names.GivenName.Forms);
        _surname = Known(tokens, names.SurnameName.Tokens);
        _givenStarts = Starts(tokens, names.GivenName.Forms);
        _surnameStarts = Starts(tokens, names.SurnameName.Forms);
    }

    public ReadOnlySpan<int> Given => _given;

    public ReadOnlySpan<int> GivenStarts => _givenStarts;

    public ReadOnlySpan<int> Surname => _surname;

    /// <summary>The token is one of the forms of the asked given name.</summary>
    public bool IsGiven(int token) => Holds(_given, token);

    /// <summary>The token is one of those of the asked surname.</summary>
    public bool IsSurname(int token) => Holds(_surname, token);

    /// <summary>A form of the asked given name begins with the token and goes on: with others it may make the whole.</summary>
    public bool IsGivenStart(int token) => Holds(_givenStarts, token);

    /// <summary>The same of the asked surname.</summary>
    public bool IsSurnameStart(int token) => Holds(_surnameStarts, token);

    private static bool Holds(int[] few, int token)
    {
        foreach (var one in few)
            if (one == token) return true;
        return false;
    }

    private static int[] Known(TokenTable tokens, string[] texts) => [.. texts.Select(text => tokens.Find(text)).Where(id => id > 0)];

    private static int[] Starts(TokenTable tokens, string[] forms)
    {
        var starts = new List<int>();
        foreach (var form in forms)
            for (var length = 1; length < form.Length; length++)
                if (tokens.Find(form.AsSpan(0, length)) is var id and > 0) starts.Add(id);
        return [.. starts];
    }
}
