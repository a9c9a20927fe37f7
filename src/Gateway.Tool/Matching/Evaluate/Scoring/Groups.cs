namespace Gateway.Tool.Matching.Evaluate.Scoring;

/// <summary>Records joined into groups, and groups that share a record into one.</summary>
internal sealed class Groups
{
    private readonly int[] _parents;
    private readonly bool[] _joined;

    public Groups(int records)
    {
        _parents = [.. Enumerable.Range(0, records)];
        _joined = new bool[records];
    }

    public void Join(int one, int other)
    {
        (_joined[one], _joined[other]) = (true, true);
        _parents[Root(one)] = Root(other);
    }

    /// <summary>The number of each record's group, or -1 where it was joined to none.</summary>
    public int[] Numbers() => [.. Enumerable.Range(0, _parents.Length).Select(record => _joined[record] ? Root(record) : -1)];

    private int Root(int record)
    {
        while (_parents[record] != record) record = _parents[record] = _parents[_parents[record]];
        return record;
    }
}
