using System.Collections.Immutable;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Health;

/// <summary>Who cosigned, and when last: read from the published checkpoints themselves.</summary>
internal sealed class Witnesses(WitnessPolicy policy, PublicationFolder folder)
{
    // One is kept each hour: a day back is enough to say that somebody has been away for long.
    private const int KeptLookedAt = 24;

    public static string Words(Quorum quorum) => quorum switch
    {
        Quorum.One(var witness) => witness.Name,
        Quorum.Group(var least, var members) => $"{least} of {members.Length} ({string.Join(", ", members.Select(Words))})",
        _ => "none needed",
    };

    public ImmutableArray<WitnessSeen> Seen(SignedCheckpoint? published)
    {
        if (policy.Witnesses.IsEmpty) return [];
        var last = published is null ? [] : Times(published);
        var before = policy.Witnesses.All(witness => last.ContainsKey(witness.Name)) ? [] : Kept().Select(Times).ToList();
        return [.. policy.Witnesses.Select(witness => last.TryGetValue(witness.Name, out var at)
            ? new WitnessSeen(witness.Name, at, InLast: true)
            : new WitnessSeen(witness.Name, before.Select(times => times.TryGetValue(witness.Name, out var then) ? then : (DateTimeOffset?)null).Max(), InLast: false))];
    }

    private IEnumerable<SignedCheckpoint> Kept() => folder.Checkpoints().TakeLast(KeptLookedAt)
        .Select(size => folder.Read(PackPaths.CheckpointOf(size)) is { } bytes && SignedCheckpoint.Read(bytes, out var head) == CheckpointFault.None ? head : null).OfType<SignedCheckpoint>();

    private Dictionary<string, DateTimeOffset> Times(SignedCheckpoint head) =>
        NoteCheck.Of(head.Note, [.. policy.Witnesses.Select(witness => witness.Key)]) is NoteCheck.Holds { By: var held }
            ? policy.Witnesses.SelectMany(witness => held.Where(one => one.Key == witness.Key).Select(one => (witness.Name, At: DateTimeOffset.FromUnixTimeSeconds(one.Time!.Value))))
                .ToDictionary(seen => seen.Name, seen => seen.At)
            : [];
}
