using System.IO.Compression;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>The files of one version in one piece, as they are kept in the store.</summary>
internal static class PackedPolicy
{
    public static byte[] Of(PolicyFiles files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in PolicyFiles.Names)
            {
                using var file = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                file.Write(files[name].Span);
            }

        return packed.ToArray();
    }

    /// <summary>The version of this hash, or null where what is kept is not it.</summary>
    public static PolicyBundle? Read(byte[] packed, ReadOnlySpan<byte> hash)
    {
        using var archive = new ZipArchive(new MemoryStream(packed));
        if (PolicyFiles.Names.Any(name => archive.GetEntry(name) is null)) return null;
        return PolicyReader.Read(PolicyFiles.From(name => Bytes(archive, name))) is PolicyReading.Valid { Policy: var policy } && policy.Hash.Span.SequenceEqual(hash) ? policy : null;
    }

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        using var file = archive.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
