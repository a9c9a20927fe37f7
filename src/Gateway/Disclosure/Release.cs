using System.Collections.Immutable;
using Gateway.Audit;

namespace Gateway.Disclosure;

/// <summary>
/// Bytes that may leave, part after part, with the receipt of the entry that says so. There is no other way to write an answer or a refusal:
/// the endpoint takes a <see cref="Release"/>, and only a ledger receipt makes one.
/// </summary>
public sealed class Release
{
    public Release(LedgerReceipt receipt, params ImmutableArray<ReadOnlyMemory<byte>> parts)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        (Receipt, Parts) = (receipt, parts);
    }

    public LedgerReceipt Receipt { get; }

    public ImmutableArray<ReadOnlyMemory<byte>> Parts { get; }

    public int Length => Parts.Sum(part => part.Length);
}
