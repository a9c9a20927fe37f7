using System.Text.Json;
using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Disclosure;

/// <summary>The bytes of an answer. They are hashed for the ledger first; the receipt is added when the ledger gave one.</summary>
internal static class WriteCheck
{
    // Between objects, neither of them empty, that go out as one with the members of both.
    private static readonly byte[] Comma = ","u8.ToArray();

    public static byte[] Body(CheckAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, CheckJson.Default.CheckAnswer);

    public static byte[] Body(RefusalAnswer refusal) => JsonSerializer.SerializeToUtf8Bytes(refusal, CheckJson.Default.RefusalAnswer);

    /// <summary>A problem (RFC 9457) that carries the whole of an answer or a refusal.</summary>
    public static Release AsProblem(LedgerReceipt receipt, byte[] body, string type, string title, int status, string detail, string origin)
    {
        var head = JsonBytes.Of(json =>
        {
            json.WriteString("type"u8, "urn:gateway:problem:" + type);
            json.WriteString("title"u8, title);
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            json.WriteString("origin"u8, origin);
        });
        return new Release(receipt, head.AsMemory(..^1), Comma, body.AsMemory(1..^1), Comma, Receipt(receipt).AsMemory(1));
    }

    public static Release WithReceipt(LedgerReceipt receipt, byte[] body) =>
        new(receipt, body.AsMemory(..^1), Comma, Receipt(receipt).AsMemory(1));

    private static byte[] Receipt(LedgerReceipt receipt) => JsonBytes.Of(json =>
    {
        json.WriteStartObject("receipt"u8);
        json.WriteString("ledger"u8, receipt.Log);
        json.WriteNumber("entry"u8, receipt.Index);
        json.WriteString("entryId"u8, receipt.EntryId);
        json.WriteString("leafHash"u8, Convert.ToHexStringLower(receipt.LeafHash.Span));
        json.WriteNumber("treeSize"u8, receipt.TreeSize);
        json.WriteString("treeHead"u8, Convert.ToHexStringLower(receipt.TreeHead.Span));
        json.WriteString("at"u8, receipt.At);
        json.WriteEndObject();
    });
}
