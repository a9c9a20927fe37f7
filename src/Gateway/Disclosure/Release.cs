using Gateway.Audit;

namespace Gateway.Disclosure;

/// <summary>
/// Bytes that may leave, with the receipt of the entry that says so. There is no other way to write an answer or a refusal:
/// the endpoint takes a <see cref="Release"/>, and only a ledger receipt makes one.
/// </summary>
public sealed class Release
{
    public Release(LedgerReceipt receipt, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        (Receipt, Body) = (receipt, body);
    }

    public LedgerReceipt Receipt { get; }

    public ReadOnlyMemory<byte> Body { get; }
}
