using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Audit;

namespace Gateway.Disclosure;

/// <summary>The bytes of an answer. They are hashed for the ledger first; the receipt is added when the ledger gave one.</summary>
internal static class WriteCheck
{
    public static byte[] Body(CheckAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, CheckJson.Default.CheckAnswer);

    public static byte[] Body(RefusalAnswer refusal) => JsonSerializer.SerializeToUtf8Bytes(refusal, CheckJson.Default.RefusalAnswer);

    /// <summary>A problem (RFC 9457) that carries the whole of an answer or a refusal.</summary>
    public static Release AsProblem(LedgerReceipt receipt, byte[] body, string type, string title, int status, string detail, string origin)
    {
        var head = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(head))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "urn:gateway:problem:" + type);
            json.WriteString("title"u8, title);
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            json.WriteString("origin"u8, origin);
            json.WriteEndObject();
        }

        return new Release(receipt, (byte[])[.. head.WrittenSpan[..^1], (byte)',', .. body.AsSpan(1, body.Length - 2), .. Receipt(receipt)]);
    }

    public static Release WithReceipt(LedgerReceipt receipt, byte[] body) =>
        new(receipt, (byte[])[.. body.AsSpan(0, body.Length - 1), .. Receipt(receipt)]);

    private static byte[] Receipt(LedgerReceipt receipt)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        buffer.Write(",\"receipt\":"u8);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ledger"u8, receipt.Log);
            json.WriteNumber("entry"u8, receipt.Index);
            json.WriteString("entryId"u8, receipt.EntryId);
            json.WriteString("leafHash"u8, Convert.ToHexStringLower(receipt.LeafHash.Span));
            json.WriteNumber("treeSize"u8, receipt.TreeSize);
            json.WriteString("treeHead"u8, Convert.ToHexStringLower(receipt.TreeHead.Span));
            json.WriteString("at"u8, receipt.At);
            json.WriteEndObject();
        }

        buffer.Write("}"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
