using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What a thread uses again from question to question, so that no child that is weighed costs memory.</summary>
internal sealed class Scratch
{
    private const int MostMemos = 12;

    [ThreadStatic]
    private static Scratch? _ofThread;

    private readonly List<TokenMemo> _memos = [];

    public static Scratch OfThread => _ofThread ??= new Scratch();

    public List<Weighed> Found { get; } = [];

    public List<Weighed> Sealed { get; } = [];

    /// <summary>What the lists of a question name.</summary>
    public List<int> Rows { get; } = [];

    public SeenRows Seen { get; } = new();

    /// <summary>Who of a day is left to be looked at.</summary>
    public List<int> Left { get; } = [];

    public DayMemo Days { get; } = new();

    public TokenMemo Memo(Segment segment)
    {
        foreach (var memo in _memos)
            if (memo.SegmentIdentity == segment.Identity) return memo;
        if (_memos.Count == MostMemos) _memos.RemoveAt(0);
        var made = new TokenMemo(segment);
        _memos.Add(made);
        return made;
    }

    public void Clear()
    {
        Found.Clear();
        Sealed.Clear();
        foreach (var memo in _memos) memo.End();
    }
}
