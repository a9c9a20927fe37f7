using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Gateway.Data;
using Gateway.Federation.Uploads.Store;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Federation.Uploads.Reading;

/// <summary>The bytes of a file as they came, part by part; each is wiped when the next is read.</summary>
internal sealed class ReadParts(IDbContextFactory<GatewayContext> contexts, SealUploads seal)
{
    /// <exception cref="CryptographicException">A part is gone, or was changed.</exception>
    public async IAsyncEnumerable<byte[]> OfAsync(Upload upload, Action<byte[]>? seen, [EnumeratorCancellation] CancellationToken stopping)
    {
        for (var at = 0L; at < upload.Size;)
        {
            var part = await OneAsync(upload.Id, at, stopping);
            seen?.Invoke(part);
            yield return part;
            at += part.Length;
            CryptographicOperations.ZeroMemory(part);
        }
    }

    private async Task<byte[]> OneAsync(Guid upload, long at, CancellationToken stopping)
    {
        await using var db = await contexts.CreateDbContextAsync(stopping);
        var row = await db.Set<UploadPart>().AsNoTracking().SingleOrDefaultAsync(part => part.Upload == upload && part.At == at, stopping);
        return row is null ? throw new CryptographicException("A part is gone.") : seal.Open(row);
    }
}
