using System.Runtime.CompilerServices;
using Gateway.Data;
using Gateway.Referrals.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Referrals.Attachments;

/// <summary>The bytes of files as they are in the store, a part after the other: no more than one is ever open in memory.</summary>
internal sealed class AttachmentParts(IDbContextFactory<GatewayContext> contexts, SealReferrals seal)
{
    public const int PartLength = 256 * 1024;

    public async Task PutAsync(Guid attachment, int number, ReadOnlyMemory<byte> content, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        db.Add(ReferralAttachmentPart.Of(attachment, number, seal.Part(attachment, number, content.Span)));
        await db.SaveChangesAsync(stopping);
    }

    /// <summary>All of them, in order.</summary>
    /// <exception cref="InvalidDataException">One is not there.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> AllAsync(Guid attachment, int parts, [EnumeratorCancellation] CancellationToken stopping)
    {
        for (var number = 0; number < parts; number++) yield return await OneAsync(attachment, number, stopping);
    }

    /// <summary>Some bytes from anywhere: at most as many as there are.</summary>
    public async Task<byte[]> RangeAsync(Guid attachment, long size, long offset, int length, CancellationToken stopping)
    {
        if (offset < 0 || offset >= size) return [];
        var into = new byte[(int)Math.Min(length, size - offset)];
        for (var written = 0; written < into.Length;)
        {
            var part = await OneAsync(attachment, (int)((offset + written) / PartLength), stopping);
            var from = (int)((offset + written) % PartLength);
            var some = Math.Min(part.Length - from, into.Length - written);
            part.AsSpan(from, some).CopyTo(into.AsSpan(written));
            written += some;
        }

        return into;
    }

    /// <summary>Of these files, with their rows.</summary>
    public static async Task DeleteOfAsync(GatewayContext db, IReadOnlyCollection<Guid> referrals)
    {
        await db.Set<ReferralAttachmentPart>().Where(part => db.Set<ReferralAttachment>().Any(one => one.Id == part.Attachment && referrals.Contains(one.Referral))).ExecuteDeleteAsync();
        await db.Set<ReferralAttachment>().Where(one => referrals.Contains(one.Referral)).ExecuteDeleteAsync();
    }

    public static Task<int> DeleteAsync(GatewayContext db, Guid attachment) => db.Set<ReferralAttachmentPart>().Where(part => part.Attachment == attachment).ExecuteDeleteAsync();

    private async Task<byte[]> OneAsync(Guid attachment, int number, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var part = await db.Set<ReferralAttachmentPart>().AsNoTracking().SingleOrDefaultAsync(one => one.Attachment == attachment && one.Number == number, stopping);
        return part is null ? throw new InvalidDataException("A part of a file is not there.") : seal.Open(part);
    }
}
