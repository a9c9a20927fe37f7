using System.Buffers;
using System.Security.Cryptography;
using Gateway.Rules.Attachments;

namespace Gateway.Referrals.Attachments;

/// <summary>Takes a file in as it comes, and seals it part by part. What is too large is read to its end and not kept, so that whoever sends it hears why.</summary>
internal sealed class TakeBytes(AttachmentParts parts)
{
    public async Task<BytesTaken> RunAsync(Guid attachment, AttachmentKind kind, Stream content, CancellationToken stopping)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AttachmentParts.PartLength);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            for (var (size, number) = (0L, 0); ; number++)
            {
                var length = await content.ReadAtLeastAsync(buffer.AsMemory(0, AttachmentParts.PartLength), AttachmentParts.PartLength, throwOnEndOfStream: false, stopping);
                if (length == 0) return size == 0 ? BytesTaken.Not(AttachmentWords.Empty) : new BytesTaken(size, number, hash.GetHashAndReset());
                if (number == 0 && !kind.Begins(buffer.AsSpan(0, Math.Min(length, AttachmentKinds.FirstBytes)))) return await RestAsync(content, buffer, size + length, AttachmentWords.WrongKind, stopping);
                size += length;
                if (size > AddAttachment.Largest) return await RestAsync(content, buffer, size, AttachmentWords.TooLarge, stopping);
                hash.AppendData(buffer, 0, length);
                await parts.PutAsync(attachment, number, buffer.AsMemory(0, length), stopping);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>What is not kept is read all the same: the server ends it where it is beyond what a request may be.</summary>
    private static async Task<BytesTaken> RestAsync(Stream content, byte[] buffer, long size, string wrong, CancellationToken stopping)
    {
        while (await content.ReadAsync(buffer, stopping) is > 0 and var length) size += length;
        return BytesTaken.Not(size > AddAttachment.Largest ? AttachmentWords.TooLarge : wrong);
    }
}

/// <param name="Digest">Of all of it.</param>
internal sealed record BytesTaken(long Size, int Parts, byte[] Digest)
{
    /// <summary>None where it was taken.</summary>
    public string? Wrong { get; private init; }

    public static BytesTaken Not(string wrong) => new(0, 0, []) { Wrong = wrong };
}
