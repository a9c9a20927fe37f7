using Gateway.Rules.Attachments;

namespace Gateway.Referrals.Attachments;

/// <summary>Whether a file is what its name says. Of a Word document its parts are looked at where they are kept; nothing is unpacked but the list of what they are.</summary>
internal sealed class TellKind(AttachmentParts parts)
{
    /// <summary>What is wrong with it; none where nothing is.</summary>
    public async Task<string?> WhatIsWrongAsync(Guid attachment, AttachmentKind kind, long size, CancellationToken stopping) =>
        kind != AttachmentKind.Word ? null : await WordAsync(attachment, size, stopping) switch
        {
            WordFound.Word => null,
            WordFound.Macros => AttachmentWords.HasMacros,
            _ => AttachmentWords.WrongKind,
        };

    private async Task<WordFound> WordAsync(Guid attachment, long size, CancellationToken stopping)
    {
        var tail = Math.Max(0, size - ZipDirectory.TailLength);
        if (ZipDirectory.Find(await ReadAsync(tail, ZipDirectory.TailLength), size) is not { } directory) return WordFound.NotWord;
        if (directory.Parts(await ReadAsync(directory.Offset, directory.Length)) is not { } found) return WordFound.NotWord;
        if (WordParts.Look(found) is not WordFound.Word and var not) return not;
        var types = found.Single(part => string.Equals(part.Name.Replace('\\', '/').TrimStart('/'), WordParts.Types, StringComparison.OrdinalIgnoreCase));
        if (types.Packed > WordParts.LongestTypes || types.Content(await ReadAsync(types.Offset, ZipPart.HeaderLength)) is not { } at) return WordFound.NotWord;
        return WordParts.Look(await ReadAsync(at, (int)types.Packed), types.Method);

        Task<byte[]> ReadAsync(long offset, int length) => parts.RangeAsync(attachment, size, offset, length, stopping);
    }
}
