using System.Text.Json;
using Gateway.Hosting;
using Gateway.Rules.Attachments;

namespace Gateway.Referrals.Store;

/// <summary>What a file is: what it is called, and what somebody who opens it has to find.</summary>
/// <param name="Name">As <see cref="AttachmentName"/> lets it be shown.</param>
/// <param name="Parts">In how many parts its bytes are.</param>
internal sealed record AboutAttachment(string Name, AttachmentKind Kind, long Size, int Parts)
{
    public byte[] Bytes() => JsonBytes.Of(json =>
    {
        json.WriteString("name"u8, Name);
        json.WriteString("kind"u8, Kind.Word());
        json.WriteNumber("size"u8, Size);
        json.WriteNumber("parts"u8, Parts);
    });

    public static AboutAttachment Read(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return new AboutAttachment(
            root.GetProperty("name").GetString()!,
            AttachmentKinds.TryRead(root.GetProperty("kind").GetString(), out var kind) ? kind : throw new InvalidDataException("A stored kind of a file does not read."),
            root.GetProperty("size").GetInt64(), root.GetProperty("parts").GetInt32());
    }

    public override string ToString() => "(a file of a referral)";
}
