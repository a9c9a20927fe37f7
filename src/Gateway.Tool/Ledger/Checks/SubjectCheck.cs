using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>
/// That a pack opens a trail whole: ordinals 1, 2, 3 ... to the number it promises, each naming the entry before it. A trail that comes from the logs
/// before begins at the ordinal that follows theirs, and names an entry of theirs.
/// </summary>
internal sealed class SubjectCheck(Pack pack, PackHead head)
{
    private long _ordinal;
    private long? _previous;
    private long _begins;
    private long _before;

    public Verdict Run()
    {
        if (head.Log.Scope is not { Trail: { } kind, Entries: >= 0 } scope) return new Verdict.Fails(PackPaths.Log, "it does not say whose trail the pack opens");
        if (PreviousLogCheck.Begins(head, new PackEntries(pack, head.Size), out _begins) is { } nowhere) return nowhere;
        var opened = new OpenedCheck(pack, head);
        if (opened.Run((section, _) => Step(kind, section)) is { } wrong) return wrong;
        return _ordinal == scope.Entries ? Whole(scope.Kind) : new Verdict.Fails(Last(), $"the trail ends at ordinal {_ordinal} of {scope.Entries}");
    }

    private Verdict.Holds Whole(string kind)
    {
        var here = string.Create(
            CultureInfo.InvariantCulture, $"{_ordinal - _before:N0} entries of one {kind}, none left out between the first and the last; that none is newer rests on the gateway's word");
        return _before == 0
            ? new Verdict.Holds(here)
            : new Verdict.Holds(here, string.Create(CultureInfo.InvariantCulture, $"{_before:N0} before them are in earlier logs, and the first of these names the last of them"));
    }

    private Verdict.Fails? Step(TrailKind kind, OpenedSection section)
    {
        var fault = SectionTrail.Read(section.Bytes, out var trails, out _);
        if (fault is not (TrailFault.None or TrailFault.UnknownVersion)) return Verdict.Fails.At(section.Index, $"section {section.Section} begins with no trails: {fault}");
        foreach (var trail in trails.Where(t => t.Kind == kind))
        {
            if (section.Index == _previous) return Verdict.Fails.At(section.Index, "it opens the sections of two");
            if (_previous is null && trail.Previous < _begins) (_ordinal, _before) = (trail.Ordinal - 1, trail.Ordinal - 1);
            else if (trail.Previous != _begins + _previous) return Verdict.Fails.At(section.Index, Other(trail));
            if (trail.Ordinal != _ordinal + 1) return Verdict.Fails.At(section.Index, $"ordinal {_ordinal + 1} is missing: it has {trail.Ordinal}");
            (_ordinal, _previous) = (trail.Ordinal, section.Index);
        }

        return null;
    }

    private string Other(Trail trail) => trail.Ordinal == _ordinal + 1
        ? $"it follows entry {trail.Previous - _begins}, not {_previous}"
        : $"ordinal {_ordinal + 1} is missing: it has {trail.Ordinal}";

    private string Last() => _previous is { } last ? $"entry {last}" : PackPaths.Opened;
}
