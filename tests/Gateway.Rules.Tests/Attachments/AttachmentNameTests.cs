using Gateway.Rules.Attachments;

namespace Gateway.Rules.Tests.Attachments;

/// <summary>What somebody else is shown of a name, and what kind it says.</summary>
public sealed class AttachmentNameTests
{
    [Theory]
    [InlineData("letter.pdf", "letter.pdf")]
    [InlineData("C:\\Users\\me\\letter.pdf", "letter.pdf")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("/home/me/letter.pdf", "letter.pdf")]
    [InlineData("a\r\nSet-Cookie: b.pdf", "a Set-Cookie: b.pdf")]
    [InlineData("a\0b\u0007.pdf", "ab.pdf")]
    [InlineData("photo\u202Egpj.exe", "photogpj.exe")]
    [InlineData("zero\u200Bwidth.png", "zerowidth.png")]
    [InlineData("  many   blanks .jpg ", "many blanks.jpg")]
    [InlineData("...hidden.pdf", "hidden.pdf")]
    [InlineData(".pdf", "file.pdf")]
    [InlineData("letter.pdf...", "letter.pdf")]
    [InlineData("naïve – „Brief“ 手紙.docx", "naïve – „Brief“ 手紙.docx")]
    [InlineData("\uD800half.pdf", "half.pdf")]
    [InlineData("", "file")]
    [InlineData("/", "file")]
    [InlineData(null, "file")]
    public void Name_has_no_path_and_nothing_that_cannot_be_seen(string? given, string shown) => Assert.Equal(shown, AttachmentName.Of(given));

    [Fact]
    public void Long_name_keeps_its_ending_and_no_half_of_a_letter()
    {
        var name = AttachmentName.Of(string.Concat(Enumerable.Repeat("😀", 80)) + ".pdf");
        Assert.EndsWith("😀.pdf", name, StringComparison.Ordinal);
        Assert.InRange(name.Length, AttachmentName.Longest - 1, AttachmentName.Longest);
        Assert.InRange(AttachmentName.Of(new string('a', 500)).Length, 1, AttachmentName.Longest);
        Assert.InRange(AttachmentName.Of("a." + new string('b', 500)).Length, 1, AttachmentName.Longest);
    }

    [Fact]
    public void Whatever_is_given_the_name_is_short_one_line_no_path_and_stays_as_it_is_when_named_again()
    {
        var random = new Random(7);
        for (var n = 0; n < 5_000; n++)
        {
            var given = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(4) == 0 ? (char)random.Next(char.MaxValue) : "/\\. .\u202E\tpdfa"[random.Next(11)])]);
            var name = AttachmentName.Of(given);
            Assert.InRange(name.Length, 1, AttachmentName.Longest);
            Assert.DoesNotContain(name, letter => char.IsControl(letter) || letter is '/' or '\\' or '\u202E');
            Assert.Equal(name, AttachmentName.Of(name));
        }
    }

    [Theory]
    [InlineData("a.pdf", AttachmentKind.Pdf), InlineData("a.PDF", AttachmentKind.Pdf), InlineData("a.docx", AttachmentKind.Word), InlineData("a.jpg", AttachmentKind.Jpg), InlineData("a.jpeg", AttachmentKind.Jpg), InlineData("a.b.png", AttachmentKind.Png)]
    [InlineData("a.doc", null), InlineData("a.docm", null), InlineData("a.xlsm", null), InlineData("a.xlsx", null), InlineData("a.svg", null), InlineData("a.pdf.exe", null), InlineData("a.html", null), InlineData("pdf.", null), InlineData("a", null)]
    public void Ending_says_one_of_four_kinds_or_nothing(string name, AttachmentKind? kind) => Assert.Equal(kind, AttachmentKinds.OfName(name));

    [Fact]
    public void Each_kind_begins_as_it_does_and_no_other_does()
    {
        var begins = new Dictionary<AttachmentKind, byte[]>
        {
            [AttachmentKind.Pdf] = [.. "%PDF-1.7\n%xxxxxxx"u8],
            [AttachmentKind.Word] = [.. "PK\u0003\u0004xxxxxxxxxxxx"u8],
            [AttachmentKind.Jpg] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0xxxxxx"u8],
            [AttachmentKind.Png] = [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 13, .. "IHDR"u8],
        };
        foreach (var kind in Enum.GetValues<AttachmentKind>())
        {
            foreach (var (other, first) in begins) Assert.Equal(kind == other, kind.Begins(first));
            Assert.False(kind.Begins([]));
            Assert.False(kind.Begins(begins[kind].AsSpan(0, 2)));
            Assert.False(kind.Begins([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0, 0, 0, 0, 0, 0, 0]));
            Assert.True(AttachmentKinds.TryRead(kind.Word(), out var read) && read == kind);
        }

        Assert.False(AttachmentKinds.TryRead("doc", out _));
        Assert.False(AttachmentKinds.TryRead(null, out _));
    }
}
