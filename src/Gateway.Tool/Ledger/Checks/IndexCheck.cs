using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>
/// The search index, rebuilt from opened sections: a row for each trail of each entry and no other, and along each token the chain that the
/// trails say. Needs a pack of a key holder, in which everything is opened that can be.
/// </summary>
internal sealed class IndexCheck(Pack pack, PackHead head)
{
    private readonly Dictionary<(int Epoch, string Token), (long Index, long? Ordinal)> _heads = [];
    private readonly Dictionary<long, int> _ends = [];
    private readonly List<Trail> _trails = [];
    private IEnumerator<IndexRow?> _rows = null!;
    private bool _more;
    private long _counted;
    private long _entry;
    private int _unopened;
    private long _begins;

    public Verdict Run()
    {
        using var stream = pack.Stream(PackPaths.Index);
        if (stream is null) return new Verdict.Fails(PackPaths.Index, "it is not there");
        if (PreviousLogCheck.Begins(head, new PackEntries(pack, head.Size), out _begins) is { } nowhere) return nowhere;
        _rows = BoundedReading.Lines(stream, IndexRow.LongestLine, PackPaths.Index).Select(l => IndexRow.Read(l)).GetEnumerator();
        _more = _rows.MoveNext();
        _entry = -1;
        var opened = new OpenedCheck(pack, head);
        if (opened.Run(Take) is { } wrong) return wrong;
        if (Settle(head.Size) is { } last) return last;
        if (_more) return new Verdict.Fails(PackPaths.Index, "it has a row beyond the end of the log");
        return new Verdict.Holds(string.Create(
            CultureInfo.InvariantCulture, $"{_counted:N0} rows, one for each trail of {opened.Count:N0} opened sections"));
    }

    private Verdict.Fails? Take(OpenedSection section, Leaf leaf)
    {
        if (section.Index != _entry)
        {
            if (Settle(section.Index) is { } wrong) return wrong;
            if (section.Section > 0) return Verdict.Fails.At(section.Index, "its common section is not opened");
            (_entry, _unopened) = (section.Index, leaf.Sections + 1);
        }

        _unopened--;
        if (SectionTrail.Read(section.Bytes, out var trails, out _) is var fault and not (TrailFault.None or TrailFault.UnknownVersion))
            return Verdict.Fails.At(section.Index, $"section {section.Section} begins with no trails: {fault}");
        _trails.AddRange(trails);
        return null;
    }

    /// <summary>Matches the rows of the entry that is done with its trails. The next must follow it: what is not opened cannot be held against the index.</summary>
    private Verdict.Fails? Settle(long next)
    {
        if (Rows(_entry) is { } wrong) return wrong;
        if (_trails.Count > 0) return Verdict.Fails.At(_entry, $"its {Name(_trails[0].Kind)}'s row is missing: ordinal {_trails[0].Ordinal}");
        return next == _entry + 1 ? null : Verdict.Fails.At(_entry + 1, "nothing of it is opened");
    }

    private Verdict.Fails? Rows(long entry)
    {
        for (; _more && (_rows.Current is null || _rows.Current.Index <= entry); _more = _rows.MoveNext())
        {
            if (_rows.Current is not { } row) return new Verdict.Fails($"line {_counted + 1} of {PackPaths.Index}", "it is not a row");
            if (row.Index < entry) return Verdict.Fails.At(row.Index, "its rows are not in the order of the log");
            if (Match(row) is { } wrong) return wrong;
            _counted++;
        }

        return null;
    }

    private Verdict.Fails? Match(IndexRow row)
    {
        var key = (row.Epoch, Convert.ToBase64String(row.Token));
        var known = _heads.TryGetValue(key, out var last);
        var at = _trails.FindIndex(t => t.Epoch == row.Epoch && (known ? Follows(t, last) : Begins(t)));
        if (at < 0 && _unopened == 0) return Verdict.Fails.At(row.Index, known ? $"a row does not follow the one of entry {last.Index}" : "a row begins a trail that it does not begin");
        // The row of a section that cannot be opened any more: its ordinal is not known.
        Move(key, known ? last.Index : null, (row.Index, at < 0 ? null : _trails[at].Ordinal));
        if (at >= 0) _trails.RemoveAt(at);
        return null;
    }

    private void Move((int Epoch, string Token) key, long? from, (long Index, long? Ordinal) to)
    {
        _heads[key] = to;
        _ends[to.Index] = _ends.GetValueOrDefault(to.Index) + 1;
        if (from is { } last && --_ends[last] == 0) _ends.Remove(last);
    }

    /// <summary>A token not seen before: a trail's first entry, its first in this log, or its first in a new epoch, which then goes on from some older token's last.</summary>
    private bool Begins(Trail trail) =>
        trail.Previous is not { } previous || previous < _begins || _ends.ContainsKey(previous - _begins);

    private bool Follows(Trail trail, (long Index, long? Ordinal) last) =>
        trail.Previous == _begins + last.Index && (last.Ordinal is null || trail.Ordinal == last.Ordinal + 1);

    private static string Name(TrailKind kind) => kind switch { TrailKind.Child => "child", TrailKind.Practitioner => "practitioner", _ => "agency" };
}
