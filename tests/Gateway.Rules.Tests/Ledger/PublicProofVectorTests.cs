using System.Text.Json;
using Gateway.Rules.Ledger;

namespace Gateway.Rules.Tests.Ledger;

/// <summary>
/// The vectors of transparency-dev/merkle, read from beside the repository where they are kept. A clone without them still
/// has the reference roots of <see cref="TreeTests"/>.
/// </summary>
public sealed class PublicProofVectorTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Inclusion_vectors_are_answered_as_published() => Each<Inclusion>("inclusion", v =>
        InclusionProof.Verify(unchecked((long)v.LeafIdx), unchecked((long)v.TreeSize), v.LeafHash ?? [], v.Proof ?? [], v.Root ?? []) != ProofFault.None == v.WantErr);

    [Fact]
    public void Consistency_vectors_are_answered_as_published() => Each<Consistency>("consistency", v =>
        ConsistencyProof.Verify(unchecked((long)v.Size1), unchecked((long)v.Size2), v.Proof ?? [], v.Root1 ?? [], v.Root2 ?? []) != ProofFault.None == v.WantErr);

    private static void Each<T>(string kind, Func<T, bool> agrees)
    {
        var files = Directory.GetFiles(PublicVectors.At($"rfc6962/testdata/{kind}"), "*.json", SearchOption.AllDirectories);
        Assert.Equal(98, files.Length);
        Assert.All(files, file => Assert.True(agrees(JsonSerializer.Deserialize<T>(File.ReadAllText(file), Web)!), file));
    }

    private sealed record Inclusion(ulong LeafIdx, ulong TreeSize, byte[]? Root, byte[]? LeafHash, byte[][]? Proof, bool WantErr);

    private sealed record Consistency(ulong Size1, ulong Size2, byte[]? Root1, byte[]? Root2, byte[][]? Proof, bool WantErr);
}
