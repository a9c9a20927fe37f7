using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>
/// Questions that were decided in favour and then neither answered nor closed: whoever decided them was ended in between, and
/// what became of them is unknown. Owned by the writer's thread.
/// </summary>
internal sealed class OpenInteractions
{
    private readonly Dictionary<Guid, long> _open = [];

    /// <summary>False once the log as it was found has been read: what is decided later belongs to somebody who lives.</summary>
    public bool IsFinding { get; set; } = true;

    public bool IsEmpty => _open.Count == 0;

    public void Saw(Leaf leaf)
    {
        switch ((EntryType)leaf.Type)
        {
            case EntryType.Decision when IsFinding && (EntryOutcome)leaf.Outcome is EntryOutcome.Permit or EntryOutcome.Partial:
                _open[leaf.InteractionId] = leaf.TimeMilliseconds;
                break;
            case EntryType.Disclosure or EntryType.Outcome when _open.Count > 0:
                _open.Remove(leaf.InteractionId);
                break;
            default:
                break;
        }
    }

    /// <summary>Those that were decided at or before a time, in that order; they are no longer open here.</summary>
    public List<Guid> Take(long untilMilliseconds)
    {
        var taken = _open.Where(one => one.Value <= untilMilliseconds).OrderBy(one => one.Value).Select(one => one.Key).ToList();
        foreach (var interaction in taken) _open.Remove(interaction);
        return taken;
    }
}
