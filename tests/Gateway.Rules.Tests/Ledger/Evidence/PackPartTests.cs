using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;

namespace Gateway.Rules.Tests.Ledger.Evidence;

public sealed class PackPartTests
{
    [Fact]
    public void Parts_lie_where_the_contract_says()
    {
        Assert.Equal("checkpoints/300", PackPaths.CheckpointOf(300));
        Assert.Equal("sealed/x001/234.p/7", PackPaths.Sealed(1234, 7));
    }

    [Fact]
    public void Sealed_sections_read_back_and_nothing_else_reads()
    {
        IReadOnlyList<ReadOnlyMemory<byte>>[] entries = [[new byte[] { 1, 2 }], [new byte[3], ReadOnlyMemory<byte>.Empty, new byte[SealedBundle.LongestSection]]];
        var bundle = SealedBundle.Write(entries);
        Assert.Equal([1, 3], SealedBundle.Read(bundle, 2)!.Select(e => e.Count));
        Assert.Equal([3, 0, SealedBundle.LongestSection], SealedBundle.Read(bundle, 2)![1].Select(s => s.Length));
        Assert.Equal("00010000000201020003", Convert.ToHexStringLower(bundle.AsSpan(0, 10)));
        Assert.Null(SealedBundle.Read(bundle, 1));
        Assert.Null(SealedBundle.Read(bundle, 3));
        Assert.Null(SealedBundle.Read(bundle.AsMemory(..^1), 2));
        Assert.Null(SealedBundle.Read(bundle.Append((byte)0).ToArray(), 2));
        Assert.Null(SealedBundle.Read(new byte[] { 0, 0 }, 1));
        Assert.Null(SealedBundle.Read(new byte[] { 0, 1, 0xff, 0xff, 0xff, 0xff }, 1));
        Assert.Throws<ArgumentException>(() => SealedBundle.Write([[]]));
        Assert.Throws<ArgumentException>(() => SealedBundle.Write([[new byte[SealedBundle.LongestSection + 1]]]));
    }

    [Fact]
    public void An_opened_section_has_one_spelling()
    {
        var line = Encoding.ASCII.GetString(new OpenedSection(12, 1, new byte[32], [0xfb, 0xef]).ToLine());
        Assert.Equal("""{"index":12,"section":1,"salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","bytes":"++8="}""", line);
        Assert.Equal(12, Read(line)!.Index);
        Assert.Null(Read(line.Replace("12", "012", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace("12", "-1", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace(",", ", ", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace("++8=", "++9=", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace("++8=", "", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace("\"section\":1", "\"section\":1,\"section\":1", StringComparison.Ordinal)));
        Assert.Null(Read(line.Replace("\"section\":1,", "", StringComparison.Ordinal)));
        Assert.Null(Read(""));
    }

    [Fact]
    public void The_longest_section_fits_its_line() =>
        Assert.InRange(new OpenedSection(long.MaxValue, int.MaxValue, new byte[32], new byte[64 * 1024]).ToLine().Length, 0, OpenedSection.LongestLine);

    [Fact]
    public void An_index_row_has_one_spelling()
    {
        var line = new IndexRow(12, new byte[32], 1).ToLine();
        Assert.Equal(12, IndexRow.Read(line)!.Index);
        Assert.Null(IndexRow.Read(new IndexRow(12, new byte[31], 1).ToLine()));
        Assert.Null(IndexRow.Read(new IndexRow(12, new byte[32], 0).ToLine()));
        Assert.Null(IndexRow.Read([.. line, (byte)' ']));
        Assert.InRange(new IndexRow(long.MaxValue, new byte[32], 65_535).ToLine().Length, 0, IndexRow.LongestLine);
    }

    [Theory]
    [InlineData("""{"origin":"a","format":"f","previous":null,"first":null,"scope":null}""", true)]
    [InlineData("""{"origin":"a","format":"f","previous":null,"first":null,"scope":{"kind":"child","entries":3}}""", true)]
    [InlineData("""{"origin":"a","format":"f","previous":null,"first":null}""", false)]
    [InlineData("""{"origin":"a","format":"f","previous":null,"first":null,"scope":null,"more":1}""", false)]
    [InlineData("""{"origin":"a","origin":"a","format":"f","previous":null,"first":null,"scope":null}""", false)]
    [InlineData("""{"origin":null,"format":"f","previous":null,"first":null,"scope":null}""", false)]
    [InlineData("""{"origin":"","format":"f","previous":null,"first":null,"scope":null}""", false)]
    [InlineData("""[]""", false)]
    [InlineData("", false)]
    public void A_log_is_described_by_all_members_and_no_other(string json, bool reads) =>
        Assert.Equal(reads, LogDescription.Read(Encoding.UTF8.GetBytes(json)) is not null);

    [Fact]
    public void The_previous_log_is_named_by_the_text_of_its_last_checkpoint()
    {
        var last = new Checkpoint("ledger.example/2025", 9, new byte[32]);
        byte[] Body(string member, Checkpoint named) => Encoding.ASCII.GetBytes($$"""{"{{member}}":"{{Convert.ToBase64String(PreviousLog.Digest(named))}}"}""");

        Assert.True(PreviousLog.IsNamed(last, Body("previousLog", last)));
        Assert.True(PreviousLog.IsNamed(last, [2, 0, .. Body("previousLog", last)]));
        Assert.False(PreviousLog.IsNamed(last, Body("previousLog", last with { Size = 10 })));
        Assert.False(PreviousLog.IsNamed(last, Body("previous", last)));
        Assert.False(PreviousLog.IsNamed(last, "{"u8));
        Assert.False(PreviousLog.IsNamed(last, "{\"previousLog\":5}"u8));
        Assert.False(PreviousLog.IsNamed(last, "[]"u8));
    }

    private static OpenedSection? Read(string line) => OpenedSection.Read(Encoding.ASCII.GetBytes(line));
}
