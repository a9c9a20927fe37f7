namespace Gateway.Rules.Ledger;

/// <summary>
/// One entry as an auditor may see it: coded facts and commitments, nothing that names anybody.
/// The format is called <c>gateway-ledger/leaf/v1</c>; <see cref="LeafFormat"/> gives its bytes. Immutable; equality is by value.
/// </summary>
/// <param name="Type">The kind of entry, from 1 to 255; 0 is never assigned. <c>contracts/audit-events.md</c> lists the codes.</param>
/// <param name="TimeMilliseconds">UTC milliseconds since 1970, from 0 to 253,402,300,799,999 (the end of the year 9999); never lower than the entry's before it.</param>
/// <param name="EntryId">UUIDv7 made by the gateway, unique in the log; its 16 bytes stand in network order.</param>
/// <param name="InteractionId">Joins the entries of one question.</param>
/// <param name="ActorClass">The kind of the asker's agency, from 0 to 65,535; 0 is the gateway itself.</param>
/// <param name="Outcome">The coded outcome, from 1 to 255; 0 is never assigned.</param>
/// <param name="PolicyHash">32 bytes: the public hash of the policy version in force; all zero where no policy was applied.</param>
/// <param name="CommonCommitment">32 bytes: the commitment to the common section.</param>
/// <param name="SectionCommitments">32 bytes for each child's section, in random order, one after the other; at most <see cref="LeafFormat.MaximumSections"/> of them.</param>
public sealed record Leaf(
    byte Type,
    long TimeMilliseconds,
    Guid EntryId,
    Guid InteractionId,
    ushort ActorClass,
    byte Outcome,
    ReadOnlyMemory<byte> PolicyHash,
    ReadOnlyMemory<byte> CommonCommitment,
    ReadOnlyMemory<byte> SectionCommitments)
{
    /// <summary>How many children's sections the entry has.</summary>
    public int Sections => SectionCommitments.Length / TreeHash.Length;

    /// <summary>The commitment of a section. Section 0 is the common one; the children's count from 1.</summary>
    public ReadOnlyMemory<byte> Commitment(int section) =>
        section == 0 ? CommonCommitment : SectionCommitments.Slice((section - 1) * TreeHash.Length, TreeHash.Length);

    /// <inheritdoc/>
    public bool Equals(Leaf? other) =>
        other is not null
        && (Type, TimeMilliseconds, EntryId, InteractionId, ActorClass, Outcome)
            == (other.Type, other.TimeMilliseconds, other.EntryId, other.InteractionId, other.ActorClass, other.Outcome)
        && PolicyHash.Span.SequenceEqual(other.PolicyHash.Span)
        && CommonCommitment.Span.SequenceEqual(other.CommonCommitment.Span)
        && SectionCommitments.Span.SequenceEqual(other.SectionCommitments.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(EntryId, TimeMilliseconds, Type);
}
