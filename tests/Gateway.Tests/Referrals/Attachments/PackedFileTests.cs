using Gateway.Tests.Hosting;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>A file that would fill a disk once it is unpacked. What is allocated is counted, so that nothing runs beside it.</summary>
[Collection(nameof(TimedAlone))]
public sealed class PackedFileTests
{
    [Fact]
    public async Task Word_document_that_would_fill_a_disk_is_never_unpacked()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        // A gigabyte, packed a thousand times smaller: its directory claims it, and nothing of it is looked at.
        var bomb = Bomb();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await bed.AddedAsync(draft, bomb);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 200_000_000);
    }

    private static TestFile Bomb()
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            Put("[Content_Types].xml", "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"u8.ToArray(), 1);
            Put("word/document.xml", new byte[1024 * 1024], 1024);

            void Put(string name, byte[] piece, int times)
            {
                using var part = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.Fastest).Open();
                for (var n = 0; n < times; n++) part.Write(piece);
            }
        }

        return new TestFile("long.docx", packed.ToArray());
    }
}
