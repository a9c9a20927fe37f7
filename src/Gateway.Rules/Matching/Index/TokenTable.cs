using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>Every token of a segment's names, in ordinal order and numbered from 1, with how many names bear it.</summary>
internal sealed class TokenTable
{
    private readonly char[] _text;
    private readonly int[] _starts;
    private readonly int[] _first;
    private readonly int[] _given;
    private readonly int[] _surnames;
    private readonly TokenShape[] _shapes;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;

    /// <param name="starts">Where each token begins in the text, and the end: one more than there are tokens.</param>
    public TokenTable(char[] text, int[] starts, int[] first, int[] given, int[] surnames)
    {
        (_text, _starts, _first, _given, _surnames) = (text, starts, first, given, surnames);
        _shapes = new TokenShape[starts.Length];
        var numbers = new Dictionary<string, int>(Count, StringComparer.Ordinal);
        for (var i = 1; i < starts.Length; i++)
        {
            _shapes[i] = TokenShape.Of(this[i]);
            numbers.Add(this[i].ToString(), i);
        }

        _numbers = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<char> this[int number] => _text.AsSpan(_starts[number - 1], _starts[number] - _starts[number - 1]);

    public TokenShape Shape(int number) => _shapes[number];

    /// <summary>How many given names begin with the token.</summary>
    public int First(int number) => _first[number - 1];

    /// <summary>How many given names bear the token, first or later.</summary>
    public int Given(int number) => _given[number - 1];

    /// <summary>How many family names bear it.</summary>
    public int Surnames(int number) => _surnames[number - 1];

    /// <summary>The token's number, or 0.</summary>
    public int Find(ReadOnlySpan<char> token) => _numbers.TryGetValue(token, out var number) ? number : 0;

    public SoundCode[] Sounds()
    {
        var sounds = new SoundCode[Count + 1];
        for (var i = 1; i <= Count; i++) sounds[i] = NameCodes.Sound(this[i]);
        return sounds;
    }

    public void Write(SnapshotWriter to)
    {
        to.Array(_text);
        to.Array(_starts);
        to.Array(_first);
        to.Array(_given);
        to.Array(_surnames);
    }

    public static TokenTable Read(SnapshotReader from) => new(from.Array<char>(), from.Array<int>(), from.Array<int>(), from.Array<int>(), from.Array<int>());
}
