using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>That a pack opens a trail whole: ordinals 1, 2, 3 ... to the number it promises, each naming the entry before it.</summary>
internal sealed class SubjectCheck(Pack pack, PackHead head)
{
    private long _ordinal;
    private long? _previous;

    public Verdict Run()
    {
        if (head.Log.Scope is not { Trail: { } kind, Entries: >= 0 } scope) return new Verdict.Fails(PackPaths.Log, "it does not say whose trail the pack opens");
        var opened = new OpenedCheck(pack, head);
        if (opened.Run((section, _) => Step(kind, section)) is { } wrong) return wrong;
        return _ordinal == scope.Entries
            ? new Verdict.Holds(string.Create(
                CultureInfo.InvariantCulture, $"{_ordinal:N0} entries of one {scope.Kind}, none left out between the first and the last; that none is newer rests on the gateway's word"))
            : new Verdict.Fails(Last(), $"the trail ends at ordinal {_ordinal} of {scope.Entries}");
    }

    private Verdict.Fails? Step(TrailKind kind, OpenedSection section)
    {
        var fault = SectionTrail.Read(section.Bytes, out var trails, out _);
        if (fault is not (TrailFault.None or TrailFault.UnknownVersion)) return Verdict.Fails.At(section.Index, $"section {section.Section} begins with no trails: {fault}");
        foreach (var trail in trails.Where(t => t.Kind == kind))
        {
            if (section.Index == _previous) return Verdict.Fails.At(section.Index, "it opens the sections of two");
            if (trail.Ordinal != _ordinal + 1) return Verdict.Fails.At(section.Index, $"ordinal {_ordinal + 1} is missing: it has {trail.Ordinal}");
            if (trail.Previous != _previous) return Verdict.Fails.At(section.Index, $"it follows entry {trail.Previous}, not {_previous}");
            (_ordinal, _previous) = (trail.Ordinal, section.Index);
        }

        return null;
    }

    private string Last() => _previous is { } last ? $"entry {last}" : PackPaths.Opened;
}
