using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>
/// Questions that were decided in favour and have no outcome: whoever decided them was ended in between, and what became of them is unknown. One
/// that was answered is held for as long as its outcome may still come. Owned by the writer's thread.
/// </summary>
internal sealed class OpenInteractions
{
    // An outcome follows its answer within a second or never.
    private const long AnsweredFor = 5 * 60 * 1000;

    private readonly Dictionary<Guid, long> _open = [];
    private readonly Dictionary<Guid, long> _answered = [];
    private readonly Queue<(Guid Interaction, long At)> _order = new();

    /// <summary>False once the log as it was found has been read: what is decided later belongs to somebody who lives.</summary>
    public bool IsFinding { get; set; } = true;

    public bool IsEmpty => _open.Count == 0 && _answered.Count == 0;

    public void Saw(Leaf leaf)
    {
        LetGo(leaf.TimeMilliseconds);
        switch ((EntryType)leaf.Type)
        {
            case EntryType.Decision when IsFinding && (EntryOutcome)leaf.Outcome is EntryOutcome.Permit or EntryOutcome.Partial:
                _open[leaf.InteractionId] = leaf.TimeMilliseconds;
                break;
            case EntryType.Disclosure when _open.Remove(leaf.InteractionId):
                _answered[leaf.InteractionId] = leaf.TimeMilliseconds;
                _order.Enqueue((leaf.InteractionId, leaf.TimeMilliseconds));
                break;
            case EntryType.Outcome when !IsEmpty:
                _open.Remove(leaf.InteractionId);
                _answered.Remove(leaf.InteractionId);
                break;
            default:
                break;
        }
    }

    /// <summary>Those whose last entry is of a time or before it, in that order; they are no longer open here.</summary>
    public List<Guid> Take(long untilMilliseconds)
    {
        var taken = _open.Concat(_answered).Where(one => one.Value <= untilMilliseconds).OrderBy(one => one.Value).Select(one => one.Key).ToList();
        foreach (var interaction in taken) _ = _open.Remove(interaction) || _answered.Remove(interaction);
        return taken;
    }

    private void LetGo(long now)
    {
        while (_order.TryPeek(out var oldest) && oldest.At < now - AnsweredFor) _answered.Remove(_order.Dequeue().Interaction);
    }
}
