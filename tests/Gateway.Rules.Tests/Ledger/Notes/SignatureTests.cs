using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Notes.EdDsa;

namespace Gateway.Rules.Tests.Ledger.Notes;

public sealed class SignatureTests
{
    private static readonly byte[] Seed = Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    // Wycheproof's second P-256 key, of its cases 5 to 15.
    private static readonly byte[] WycheproofKey = Convert.FromHexString(
        "3059301306072a8648ce3d020106082a8648ce3d030107034200042927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e");

    public static TheoryData<string> Kinds => ["ecdsa", "ed25519"];

    [Fact]
    public void Ed25519_of_the_standard_signs_and_verifies()
    {
        Assert.True(Ed25519.IsAvailable);
        var key = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        var signature = Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        Assert.Equal(key, Ed25519.PublicKey(Seed));
        Assert.Equal(signature, Ed25519.Sign(Seed, []));
        Assert.True(Ed25519.Verifies(key, [], signature));
        Assert.True(ManagedEd25519.Verifies(key, [], signature));
        Assert.False(Ed25519.Verifies(key, [0], signature));
        Assert.False(ManagedEd25519.Verifies(key, [0], signature));
        Assert.False(Ed25519.Verifies(key, [], signature.AsSpan(1)));
        Assert.False(Ed25519.Verifies(key.AsSpan(1), [], signature));
    }

    [Fact]
    public void Ed25519_vectors_are_answered_as_published_by_both_ways_of_verifying() => Assert.All(PublicVectors.Wycheproof("ed25519_test.json"), v =>
    {
        var (key, message, signature) = (v.Group.GetProperty("publicKey").Hex("pk"), v.Case.Hex("msg"), v.Case.Hex("sig"));
        Assert.Equal(v.Case.IsValid(), Ed25519.Verifies(key, message, signature));
        Assert.Equal(v.Case.IsValid(), ManagedEd25519.Verifies(key, message, signature));
    });

    [Fact]
    public void P256_vectors_are_answered_as_published() => Assert.All(PublicVectors.Wycheproof("ecdsa_secp256r1_sha256_test.json"), v =>
        Assert.Equal(v.Case.IsValid(), P256.Verifies(v.Group.Hex("publicKeyDer"), v.Case.Hex("msg"), v.Case.Hex("sig"))));

    [Theory]
    [InlineData("304502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db", true)]
    [InlineData("304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1802204cd60b855d442f5b3c7b11eb6c4e0ae7525fe710fab9aa7c77a67f79e6fadd76", true)]
    [InlineData("304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180220b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db", false)]
    [InlineData("30814502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db", false)]
    [InlineData("30460221002ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db", false)]
    [InlineData("304502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db00", false)]
    [InlineData("3006020101020101", false)]
    [InlineData("", false)]
    public void A_P256_signature_has_one_spelling(string signature, bool holds) =>
        Assert.Equal(holds, P256.Verifies(WycheproofKey, Convert.FromHexString("313233343030"), Convert.FromHexString(signature)));

    [Fact]
    public void A_key_on_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => new EcdsaSigner("log.example", other));
        Assert.Throws<ArgumentException>(() => new EcdsaVerifier("log.example", other.ExportSubjectPublicKeyInfo()));
        Assert.False(P256.Verifies(other.ExportSubjectPublicKeyInfo(), "m"u8, other.SignData("m"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_a_key_signs_its_text_form_verifies(string kind)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        NoteSigner signer = kind == "ecdsa" ? new EcdsaSigner("log.example", ecdsa) : new Ed25519Signer("log.example", Seed);
        var note = new Note("text\n"u8.ToArray(), [signer.Sign("text\n"u8)]);

        Assert.Equal(NoteFault.None, Note.Read(note.ToBytes(), out var read));
        Assert.Equal(VerifierKeyFault.None, VerifierKey.Read(signer.Verifier.Text, out var key));
        Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(read!, [key!]));
        Assert.IsType<NoteCheck.BadSignature>(NoteCheck.Of(read! with { Text = "tent\n"u8.ToArray() }, [key!]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_cosignature_carries_its_time_and_covers_it(string kind)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Cosigner cosigner = kind == "ecdsa" ? new EcdsaCosigner("witness.example", ecdsa) : new Ed25519Cosigner("witness.example", Seed);
        var signature = cosigner.Cosign("text\n"u8, DateTimeOffset.FromUnixTimeSeconds(1_679_315_147));

        Assert.Equal(VerifierKeyFault.None, VerifierKey.Read(cosigner.Verifier.Text, out var key));
        var held = Assert.IsType<NoteCheck.Holds>(NoteCheck.Of(new Note("text\n"u8.ToArray(), [signature]), [key!]));
        Assert.Equal(1_679_315_147, held.By[0].Time);

        var later = signature.Bytes.ToArray();
        later[7]++;
        Assert.False(key!.Verifies("text\n"u8, later));
        Assert.False(key.Verifies("text\n"u8, signature.Bytes.Span[..8]));
        Assert.True(key.Verifies("text\n"u8, signature.Bytes.Span));
        Assert.Throws<ArgumentOutOfRangeException>(() => cosigner.Cosign("text\n"u8, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void The_specification_s_own_cosignature_has_its_time()
    {
        var line = NoteSignature.Parse("— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==")!;
        Assert.Equal(1_679_315_147, CosignatureVerifier.Time(line.Bytes.Span));
        Assert.Equal(8 + Ed25519.SignatureLength, line.Bytes.Length);
    }

    [Fact]
    public void One_key_has_another_id_for_each_way_of_signing()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        NoteVerifier[] keys = [new EcdsaSigner("a", ecdsa).Verifier, new EcdsaCosigner("a", ecdsa).Verifier, new Ed25519Signer("a", Seed).Verifier, new Ed25519Cosigner("a", Seed).Verifier];
        Assert.Equal(4, keys.Select(k => k.KeyId).Distinct().Count());
    }

    [Fact]
    public void The_messages_that_are_signed_cannot_be_taken_for_each_other()
    {
        var (log, witness) = (new Ed25519Signer("a", Seed), new Ed25519Cosigner("a", Seed));
        var cosigned = witness.Cosign("text\n"u8, DateTimeOffset.FromUnixTimeSeconds(5));
        Assert.True(log.Verifier.Verifies(Encoding.ASCII.GetBytes("cosignature/v1\ntime 5\ntext\n"), cosigned.Bytes.Span[8..]));
        Assert.False(log.Verifier.Verifies("text\n"u8, cosigned.Bytes.Span[8..]));
    }
}
