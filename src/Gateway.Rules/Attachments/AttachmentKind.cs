namespace Gateway.Rules.Attachments;

/// <summary>What may be attached to a referral (workflows, 1.2, task 5): "a PDF, Word document, JPG or PNG", and nothing else.</summary>
public enum AttachmentKind
{
    /// <summary>Portable Document Format.</summary>
    Pdf,

    /// <summary>A Word document without macros, as Office has written it since 2007.</summary>
    Word,

    /// <summary>A photograph.</summary>
    Jpg,

    /// <summary>A picture, mostly of a screen.</summary>
    Png,
}

/// <summary>The kinds by their words, endings and first bytes.</summary>
public static class AttachmentKinds
{
    private static readonly string[] Words = ["pdf", "docx", "jpg", "png"];

    /// <summary>As many bytes of a file as <see cref="Begins"/> looks at.</summary>
    public const int FirstBytes = 16;

    /// <summary>The kind as it stands on the wire: the ending that a name of this kind has.</summary>
    public static string Word(this AttachmentKind kind) => Words[(int)kind];

    /// <summary>The kind of a word of the wire.</summary>
    public static bool TryRead(string? word, out AttachmentKind kind)
    {
        kind = (AttachmentKind)Array.IndexOf(Words, word);
        return word is not null && kind >= 0;
    }

    /// <summary>The media type under which it is given out again.</summary>
    public static string MediaType(this AttachmentKind kind) => kind switch
    {
        AttachmentKind.Pdf => "application/pdf",
        AttachmentKind.Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        AttachmentKind.Jpg => "image/jpeg",
        _ => "image/png",
    };

    /// <summary>The kind that the ending of a name says; none where it says another, or nothing.</summary>
    public static AttachmentKind? OfName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name[(name.LastIndexOf('.') + 1)..].ToUpperInvariant() switch
        {
            "PDF" => AttachmentKind.Pdf,
            "DOCX" => AttachmentKind.Word,
            "JPG" or "JPEG" => AttachmentKind.Jpg,
            "PNG" => AttachmentKind.Png,
            _ => null,
        };
    }

    /// <summary>Whether a file begins as one of this kind does. A name alone says nothing, and of a Word document <see cref="WordParts"/> has to say more.</summary>
    public static bool Begins(this AttachmentKind kind, ReadOnlySpan<byte> first) => kind switch
    {
        AttachmentKind.Pdf => first.StartsWith("%PDF-"u8),
        AttachmentKind.Word => first.StartsWith("PK\u0003\u0004"u8),
        AttachmentKind.Jpg => first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
        AttachmentKind.Png => first.Length >= FirstBytes && first.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13]) && first[12..].StartsWith("IHDR"u8),
        _ => false,
    };
}
