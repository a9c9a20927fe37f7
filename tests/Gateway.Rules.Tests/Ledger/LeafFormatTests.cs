using System.Runtime.CompilerServices;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

public sealed class LeafFormatTests
{
    private static readonly LeafVectors Vectors = LeafVectors.Read();

    public static TheoryData<string> Names => new(Vectors.Leaves.Select(v => v.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_vector_reads_as_it_did_on_the_first_day(string name)
    {
        var vector = Vectors.Leaves.Single(v => v.Name == name);
        var bytes = Convert.FromHexString(vector.Leaf);

        var fault = LeafFormat.Decode(bytes, out var leaf);

        Assert.Equal(vector.Fault, fault.ToString());
        Assert.Equal(vector.Fields is null, leaf is null);
        if (leaf is null) return;
        Assert.Equal(vector.Fields!.ToLeaf(), leaf);
        Assert.Equal(bytes, LeafFormat.Encode(vector.Fields.ToLeaf()));
        Assert.Equal(vector.LeafHash, Convert.ToHexStringLower(TreeHash.OfLeaf(bytes)));
    }

    [Fact]
    public void Label_is_the_one_the_vectors_were_made_for() => Assert.Equal(LeafFormat.Label, Vectors.Label);

    [Fact]
    public void Frozen_commitments_open_and_no_other_salt_opens_them()
    {
        Assert.NotEmpty(Vectors.Commitments);
        foreach (var (salt, section, commitment) in Vectors.Commitments.Select(c => c.Bytes()))
        {
            Assert.True(Commitment.Opens(commitment, salt, section));
            salt[31] ^= 1;
            Assert.False(Commitment.Opens(commitment, salt, section));
        }
    }

    [Fact]
    public void Every_leaf_reads_back_as_it_was_written() => Check.QuickThrowOnFailure(Prop.ForAll(
        Leaves.Any,
        leaf => LeafFormat.Decode(LeafFormat.Encode(leaf), out var read) == LeafFault.None && leaf.Equals(read)));

    [Fact]
    public void Whatever_can_be_read_writes_back_to_the_same_bytes() => Check.QuickThrowOnFailure(Prop.ForAll(
        Leaves.Damaged,
        bytes => LeafFormat.Decode(bytes, out var leaf) != LeafFault.None || LeafFormat.Encode(leaf!).SequenceEqual(bytes)));

    [Fact]
    public void Any_bytes_at_all_are_answered_with_a_value() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => LeafFormat.Decode(bytes, out var leaf) == LeafFault.None == leaf is not null));

    [Fact]
    public void Every_shorter_and_every_longer_form_is_refused() => Check.QuickThrowOnFailure(Prop.ForAll(
        Leaves.Any,
        leaf =>
        {
            var bytes = LeafFormat.Encode(leaf);
            return Enumerable.Range(0, bytes.Length).All(n => LeafFormat.Inspect(bytes.AsSpan(0, n)) != LeafFault.None)
                && LeafFormat.Inspect([.. bytes, 0]) == LeafFault.TrailingBytes;
        }));

    [Fact]
    public void Largest_leaf_fits_a_tile_and_one_section_more_does_not()
    {
        Assert.InRange(LeafFormat.Length(LeafFormat.MaximumSections), LeafFormat.MaximumLength - 31, LeafFormat.MaximumLength);
        var leaf = Leaves.With(LeafFormat.MaximumSections);
        Assert.Equal(LeafFault.None, LeafFormat.Inspect(LeafFormat.Encode(leaf)));
        Assert.Throws<ArgumentException>(() => LeafFormat.Encode(Leaves.With(LeafFormat.MaximumSections + 1)));
        Assert.Equal(LeafFault.TooLong, LeafFormat.Inspect(new byte[LeafFormat.MaximumLength + 1]));
    }

    [Fact]
    public void Section_zero_is_the_common_one_and_children_count_from_one()
    {
        var leaf = Leaves.With(3);
        Assert.Equal(leaf.CommonCommitment, leaf.Commitment(0));
        Assert.Equal(leaf.SectionCommitments[64..96], leaf.Commitment(3));
    }
}

internal sealed record LeafVectors(string Label, LeafVector[] Leaves, CommitmentVector[] Commitments)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static LeafVectors Read([CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<LeafVectors>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "leaf-vectors.json")), Web)!;
}

internal sealed record LeafVector(string Name, string Fault, string Leaf, string? LeafHash, LeafFields? Fields);

internal sealed record CommitmentVector(string Salt, string Section, string Commitment)
{
    public (byte[] Salt, byte[] Section, byte[] Commitment) Bytes() =>
        (Convert.FromHexString(Salt), Convert.FromHexString(Section), Convert.FromHexString(Commitment));
}

internal sealed record LeafFields(
    byte Type, long TimeMilliseconds, Guid EntryId, Guid InteractionId, ushort ActorClass, byte Outcome, string PolicyHash, string CommonCommitment, string[] SectionCommitments)
{
    public Leaf ToLeaf() => new(
        Type, TimeMilliseconds, EntryId, InteractionId, ActorClass, Outcome,
        Convert.FromHexString(PolicyHash), Convert.FromHexString(CommonCommitment), Convert.FromHexString(string.Concat(SectionCommitments)));
}
