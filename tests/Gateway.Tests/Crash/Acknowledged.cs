using System.Text.Json;

namespace Gateway.Tests.Crash;

/// <summary>A question to which an answer or a refusal came, whole, with a receipt.</summary>
internal sealed record Acknowledged(Question Question, int Status, long Entry, Guid EntryId, string LeafHash, long TreeSize, string TreeHead)
    : Promised(Entry, EntryId, LeafHash, TreeSize, TreeHead)
{
    /// <summary>Null where the body carries no full receipt: nothing was acknowledged.</summary>
    public static Acknowledged? Read(Question question, int status, JsonElement body)
    {
        if (!body.TryGetProperty("receipt", out var receipt) || !receipt.TryGetProperty("treeHead", out var head)) return null;
        return new Acknowledged(
            question, status, receipt.GetProperty("entry").GetInt64(), receipt.GetProperty("entryId").GetGuid(),
            receipt.GetProperty("leafHash").GetString()!, receipt.GetProperty("treeSize").GetInt64(), head.GetString()!);
    }
}
