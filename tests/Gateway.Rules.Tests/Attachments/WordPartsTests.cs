using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gateway.Rules.Attachments;

namespace Gateway.Rules.Tests.Attachments;

/// <summary>A Word document is one that has its parts, says so, and carries nothing that runs. Nothing is unpacked to find out but one list.</summary>
public sealed class WordPartsTests
{
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string MainWithMacros = "application/vnd.ms-word.document.macroEnabled.main+xml";

    [Theory]
    [InlineData(WordFound.Word, Main, "word/media/image1.png", "word/embeddings/Microsoft_Excel_Worksheet.xlsx", "docProps/app.xml")]
    [InlineData(WordFound.Macros, Main, "word/vbaProject.bin")]
    [InlineData(WordFound.Macros, Main, "word/VBAPROJECT.BIN")]
    [InlineData(WordFound.Macros, Main, "word/vbaData.xml")]
    [InlineData(WordFound.Macros, Main, "word/activeX/activeX1.xml")]
    [InlineData(WordFound.Macros, Main, "word\\embeddings\\oleObject1.bin")]
    [InlineData(WordFound.Macros, Main, "word/embeddings/Sheet.xlsm")]
    [InlineData(WordFound.Macros, Main, "word/embeddings/old.doc")]
    [InlineData(WordFound.Macros, MainWithMacros)]
    [InlineData(WordFound.Macros, "APPLICATION/VND.MS-WORD.DOCUMENT.MACROENABLED.MAIN+XML")]
    [InlineData(WordFound.NotWord, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")]
    public void Document_is_what_its_parts_say(WordFound found, string type, params string[] more) => Assert.Equal(found, Look(Zip([("[Content_Types].xml", Types(type)), ("word/document.xml", "<d/>"), .. more.Select(name => (name, "x"))])));

    [Fact]
    public void Zip_that_is_no_document_is_none()
    {
        Assert.Equal(WordFound.NotWord, Look(Zip([("a.txt", "x")])));
        Assert.Equal(WordFound.NotWord, Look(Zip([("[Content_Types].xml", Types(Main)), ("xl/workbook.xml", "<d/>")])));
        Assert.Equal(WordFound.NotWord, Look(Zip([("word/document.xml", "<d/>")])));
        // Two that two readers could take for the one.
        Assert.Equal(WordFound.NotWord, Look(Zip([("[Content_Types].xml", Types(Main)), ("[content_types].xml", Types(MainWithMacros)), ("word/document.xml", "<d/>")])));
        Assert.Equal(WordFound.NotWord, Look(Zip([("[Content_Types].xml", "<Types><!DOCTYPE"), ("word/document.xml", "<d/>")])));
        Assert.Equal(WordFound.NotWord, Look(Zip([("[Content_Types].xml", $"<!DOCTYPE t [<!ENTITY a \"b\">]>{Types(Main)}"), ("word/document.xml", "<d/>")])));
        Assert.Equal(WordFound.NotWord, Look(Encoding.ASCII.GetBytes("PK\u0003\u0004 and nothing more")));
        Assert.Equal(WordFound.NotWord, Look([]));
    }

    [Fact]
    public void List_that_would_unpack_to_more_than_is_read_makes_it_none_and_any_other_part_may_claim_what_it_likes()
    {
        var bomb = Zip([("[Content_Types].xml", Types(Main) + new string(' ', 20_000_000)), ("word/document.xml", "<d/>")]);
        Assert.True(bomb.Length < 100_000);
        Assert.Equal(WordFound.NotWord, Look(bomb));
        Assert.Equal(WordFound.Word, Look(Zip([("[Content_Types].xml", Types(Main)), ("word/document.xml", new string('0', 50_000_000))])));
    }

    [Fact]
    public void Directory_that_lies_is_none()
    {
        var good = Zip([("[Content_Types].xml", Types(Main)), ("word/document.xml", "<d/>")]);
        var end = good.Length - 22;
        // More parts than there are, another place, another disk, the form for large files, bytes before and after.
        Assert.Equal(WordFound.NotWord, Look(With(good, end + 8, 3, end + 10, 3)));
        Assert.Equal(WordFound.NotWord, Look(With(good, end + 8, 1, end + 10, 1)));
        Assert.Equal(WordFound.NotWord, Look(With(good, end + 16, 1)));
        Assert.Equal(WordFound.NotWord, Look(With(good, end + 4, 1)));
        Assert.Equal(WordFound.NotWord, Look(With(good, end + 8, ushort.MaxValue, end + 10, ushort.MaxValue)));
        Assert.Equal(WordFound.NotWord, Look([.. "MZ"u8, .. good]));
        Assert.Equal(WordFound.NotWord, Look([.. good, .. "more"u8]));
        Assert.Equal(WordFound.NotWord, Look(Zip([("[Content_Types].xml", Types(Main)), ("word/document.xml", "<d/>"), .. Enumerable.Range(0, ZipDirectory.MostParts).Select(n => ($"word/{n}", ""))])));
        Assert.Equal(WordFound.Word, Look(good));
    }

    [Fact]
    public void Damaged_at_any_byte_it_is_judged_and_never_a_fault()
    {
        var (good, random) = (Zip([("[Content_Types].xml", Types(Main)), ("word/document.xml", "<d/>"), ("word/vbaProject.bin", "x")]), new Random(11));
        for (var n = 0; n < 3_000; n++)
        {
            var damaged = (byte[])good.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--) damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            if (random.Next(5) == 0) damaged = damaged[..random.Next(damaged.Length)];
            Look(damaged);
        }
    }

    // As the gateway does it, in memory.
    private static WordFound Look(byte[] zip)
    {
        if (ZipDirectory.Find(zip.AsSpan(Math.Max(0, zip.Length - ZipDirectory.TailLength)), zip.Length) is not { } directory) return WordFound.NotWord;
        if (directory.Parts(Range(zip, directory.Offset, directory.Length)) is not { } parts) return WordFound.NotWord;
        if (WordParts.Look(parts) is not WordFound.Word and var not) return not;
        var types = parts.Single(part => string.Equals(part.Name, WordParts.Types, StringComparison.OrdinalIgnoreCase));
        return types.Content(Range(zip, types.Offset, ZipPart.HeaderLength)) is { } at ? WordParts.Look(Range(zip, at, (int)Math.Min(types.Packed, WordParts.LongestTypes + 1)), types.Method) : WordFound.NotWord;
    }

    private static byte[] Range(byte[] zip, long offset, int length) => offset >= zip.Length ? [] : zip[(int)offset..(int)Math.Min(zip.Length, offset + length)];

    private static byte[] With(byte[] zip, params int[] changes)
    {
        var changed = (byte[])zip.Clone();
        foreach (var change in changes.Chunk(2)) BinaryPrimitives.WriteUInt16LittleEndian(changed.AsSpan(change[0]), (ushort)change[1]);
        return changed;
    }

    private static string Types(string main) => $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"{main}\"/></Types>";

    private static byte[] Zip((string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }

        return stream.ToArray();
    }
}
