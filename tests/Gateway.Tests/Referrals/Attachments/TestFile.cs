using System.IO.Compression;
using System.Text;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>Files of each kind, as small as they may be.</summary>
internal sealed record TestFile(string Name, byte[] Bytes)
{
    public static TestFile Pdf(string text = "Textmark", string name = "letter.pdf") => new(name, Encoding.ASCII.GetBytes($"%PDF-1.4\n{text}\n%%EOF\n"));

    public static TestFile PdfOf(int length) => new("large.pdf", [.. "%PDF-1.4\n"u8, .. new byte[length - 9]]);

    public static TestFile WithVirus => Pdf(TestScanner.Virus, "virus.pdf");

    public static TestFile Png => new("screen.PNG", [0x89, .. "PNG\r\n\u001A\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);

    public static TestFile Jpg => new("photo.jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]);

    public static TestFile Word(string name = "early help assessment.docx", params (string Name, byte[] Bytes)[] more)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            // As LibreOffice writes it: the list comes last.
            foreach (var (part, bytes) in more.Prepend(("word/document.xml", "<d/>"u8.ToArray())).Append(("[Content_Types].xml", Encoding.UTF8.GetBytes(Types))))
            {
                using var entry = zip.CreateEntry(part).Open();
                entry.Write(bytes);
            }
        }

        return new TestFile(name, stream.ToArray());
    }

    private const string Types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
}
