using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

public sealed class SectionTrailTests
{
    private static readonly Trail Child = new(TrailKind.Child, 3, 5, 0x0102030405060708);

    [Fact]
    public void Header_of_a_childs_section_has_these_bytes()
    {
        var header = Written([Child]);
        Assert.Equal("0201" + "01" + "0003" + "0000000000000005" + "0102030405060708", Convert.ToHexString(header));
    }

    [Fact]
    public void Header_of_a_common_section_has_these_bytes()
    {
        var header = Written([new(TrailKind.Practitioner, 1, 1, null), new(TrailKind.Agency, 1, 2, 0)]);
        Assert.Equal(
            "0202" + "02" + "0001" + "0000000000000001" + "FFFFFFFFFFFFFFFF" + "03" + "0001" + "0000000000000002" + "0000000000000000",
            Convert.ToHexString(header));
    }

    [Fact]
    public void Section_on_no_trail_has_a_header_of_two_bytes() => Assert.Equal("0200", Convert.ToHexString(Written([])));

    [Fact]
    public void Whatever_can_be_written_reads_back_with_the_body_behind_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Trails, Gen.Choose(0, 40).ToArbitrary(), (trails, length) =>
        {
            byte[] section = [.. Written([.. trails]), .. new byte[length]];
            return SectionTrail.Read(section, out var read, out var body) == TrailFault.None
                && read.SequenceEqual(trails) && section.Length - body == length;
        }));

    [Fact]
    public void Every_cut_header_is_refused()
    {
        var header = Written([Child, new(TrailKind.Practitioner, 1, 1, null)]);
        for (var length = 0; length < header.Length; length++)
            Assert.Equal(TrailFault.Truncated, SectionTrail.Read(header.AsSpan(0, length), out _, out _));
    }

    [Theory]
    [InlineData("7B22", TrailFault.UnknownVersion)]
    [InlineData("0100", TrailFault.UnknownVersion)]
    [InlineData("0204", TrailFault.TooMany)]
    [InlineData("020100000100000000000000010000000000000000", TrailFault.BadKind)]
    [InlineData("02010400010000000000000001FFFFFFFFFFFFFFFF", TrailFault.BadKind)]
    [InlineData("02010100000000000000000001FFFFFFFFFFFFFFFF", TrailFault.OutOfRange)]
    [InlineData("02010100010000000000000000FFFFFFFFFFFFFFFF", TrailFault.OutOfRange)]
    [InlineData("02010100018000000000000001FFFFFFFFFFFFFFFF", TrailFault.OutOfRange)]
    [InlineData("02010100010000000000000002FFFFFFFFFFFFFFFE", TrailFault.OutOfRange)]
    [InlineData("02010100010000000000000002FFFFFFFFFFFFFFFF", TrailFault.BrokenLink)]
    [InlineData("020101000100000000000000010000000000000000", TrailFault.BrokenLink)]
    [InlineData("02020200010000000000000001FFFFFFFFFFFFFFFF0200010000000000000001FFFFFFFFFFFFFFFF", TrailFault.BadKind)]
    [InlineData("02020300010000000000000001FFFFFFFFFFFFFFFF0200010000000000000001FFFFFFFFFFFFFFFF", TrailFault.BadKind)]
    public void Each_fault_has_its_name(string hex, TrailFault expected)
    {
        Assert.Equal(expected, SectionTrail.Read(Convert.FromHexString(hex), out var trails, out var body));
        Assert.Empty(trails);
        Assert.Equal(0, body);
    }

    [Fact]
    public void Trails_that_could_not_be_read_are_not_written()
    {
        Assert.Throws<ArgumentException>(() => Written([Child with { Ordinal = 1 }]));
        Assert.Throws<ArgumentException>(() => Written([Child with { Previous = null }]));
        Assert.Throws<ArgumentException>(() => Written([Child, Child]));
        Assert.Throws<ArgumentException>(() => Written([Child with { Epoch = 0 }]));
    }

    private static byte[] Written(ReadOnlySpan<Trail> trails)
    {
        var bytes = new byte[SectionTrail.Length(trails.Length)];
        Assert.Equal(bytes.Length, SectionTrail.Write(trails, bytes));
        return bytes;
    }

    private static Arbitrary<ImmutableArray<Trail>> Trails => (
        from kinds in Gen.SubListOf(TrailKind.Child, TrailKind.Practitioner, TrailKind.Agency)
        from ordinals in Gen.Frequency((1, Gen.Constant(1L)), (3, Gen.Choose(2, int.MaxValue).Select(o => (long)o << 20))).ArrayOf(3)
        from previous in Gen.Choose(0, int.MaxValue).Select(i => (long)i << 32).ArrayOf(3)
        from epoch in Gen.Choose(1, ushort.MaxValue)
        select kinds.Select((kind, i) => new Trail(kind, (ushort)epoch, ordinals[i], ordinals[i] == 1 ? null : previous[i])).ToImmutableArray()).ToArbitrary();
}
