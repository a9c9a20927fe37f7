using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Audit.Sealing;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>An entry on its way, and the caller who waits for it. All but the completion belongs to the writer's thread.</summary>
internal sealed class PendingAppend : TaskCompletionSource<AppendResult>
{
    private readonly CancellationToken _cancellation;

    /// <param name="entry">What is to be recorded.</param>
    /// <param name="keys">A key for each child's section, in the entry's order.</param>
    /// <param name="cancellation">Who gives up is let go; see <see cref="IsAbandoned"/>.</param>
    public PendingAppend(LedgerEntry entry, ReadOnlySpan<SubjectKey> keys, CancellationToken cancellation)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        (Entry, _cancellation) = (entry, cancellation);
        Sections = new PendingSection[1 + keys.Length];
        Sections[0] = new PendingSection(entry.Common.Bytes, null, Of(entry.Common.Of));
        for (var i = 0; i < keys.Length; i++)
            Sections[i + 1] = new PendingSection(entry.Sections[i].Bytes, keys[i], [Subject.Child(entry.Sections[i].Child)]);
        // A random order: the place of a commitment in the leaf says nothing about which child it is.
        if (keys.Length > 1) RandomNumberGenerator.Shuffle(Sections.AsSpan(1));
    }

    public LedgerEntry Entry { get; }

    /// <summary>In the leaf's order, the common one first.</summary>
    public PendingSection[] Sections { get; }

    public bool IsAbandoned => _cancellation.IsCancellationRequested;

    public Guid EntryId { get; set; }

    /// <summary>32 bytes for each section, the common one first.</summary>
    public Memory<byte> Commitments { get; set; }

    public byte[] LeafHash { get; set; } = [];

    public Leaf ToLeaf(long timeMilliseconds) => new(
        (byte)Entry.Type,
        timeMilliseconds,
        EntryId,
        Entry.InteractionId,
        (ushort)Entry.ActorClass,
        (byte)Entry.Outcome,
        Entry.PolicyHash,
        Commitments[..TreeHash.Length],
        Commitments[TreeHash.Length..]);

    private static ImmutableArray<Subject> Of(Actor? actor) => actor switch
    {
        null => [],
        { Practitioner: null } => [Subject.Agency(actor.Agency)],
        { Practitioner: { } practitioner } => [Subject.Practitioner(actor.Agency, practitioner), Subject.Agency(actor.Agency)],
    };
}
