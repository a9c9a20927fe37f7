using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

internal static class Leaves
{
    private static readonly Gen<byte> Byte = Gen.Choose(0, 255).Select(i => (byte)i);

    private static readonly Gen<Leaf> Generator =
        from codes in Gen.Choose(1, 255).Two()
        from time in Gen.Choose(0, int.MaxValue).Select(s => s * 100_000L)
        from ids in Bytes(16).Two()
        from actor in Gen.Choose(0, 65_535)
        from hashes in Bytes(64)
        from sections in Gen.Choose(0, 6)
        from commitments in Bytes(32 * sections)
        select new Leaf(
            (byte)codes.Item1, time, new Guid(ids.Item1), new Guid(ids.Item2), (ushort)actor, (byte)codes.Item2,
            hashes.AsMemory(0, 32), hashes.AsMemory(32), commitments);

    public static Arbitrary<Leaf> Any => Generator.ToArbitrary();

    /// <summary>A leaf's bytes with one of them changed.</summary>
    public static Arbitrary<byte[]> Damaged => (
        from leaf in Generator
        from at in Gen.Choose(0, LeafFormat.Length(leaf.Sections) - 1)
        from value in Byte
        select Change(LeafFormat.Encode(leaf), at, value)).ToArbitrary();

    public static Leaf With(int sections) => new(
        3, 1, Guid.Empty, Guid.Empty, 2, 1, new byte[32], new byte[32], Enumerable.Range(0, 32 * sections).Select(i => (byte)i).ToArray());

    private static Gen<byte[]> Bytes(int count) => Byte.ArrayOf(count);

    private static byte[] Change(byte[] bytes, int at, byte value)
    {
        bytes[at] = value;
        return bytes;
    }
}
