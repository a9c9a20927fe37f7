using System.Security.Cryptography;
using System.Text.Json;

namespace Gateway.Rules.Tests.Ledger;

/// <summary>What sealing and search tokens rest on is the platform's: held here to the public vectors.</summary>
public sealed class PlatformVectorTests
{
    [Fact]
    public void Hmac_is_answered_as_published() => Assert.All(PublicVectors.Wycheproof("hmac_sha256_test.json"), v =>
    {
        var tag = HMACSHA256.HashData(v.Case.Hex("key"), v.Case.Hex("msg")).AsSpan(0, v.Group.Number("tagSize") / 8);
        Assert.Equal(v.Case.IsValid(), tag.SequenceEqual(v.Case.Hex("tag")));
    });

    [Fact]
    public void Hkdf_is_answered_as_published() => Assert.All(PublicVectors.Wycheproof("hkdf_sha256_test.json"), v =>
    {
        byte[] Derived() => HKDF.DeriveKey(HashAlgorithmName.SHA256, v.Case.Hex("ikm"), v.Case.Number("size"), v.Case.Hex("salt"), v.Case.Hex("info"));
        if (v.Case.IsValid()) Assert.Equal(v.Case.Hex("okm"), Derived());
        else Assert.Throws<ArgumentOutOfRangeException>(Derived);
    });

    [Fact]
    public void Aes_gcm_is_answered_as_published_with_the_nonce_and_tag_that_sealing_uses() => Assert.All(
        PublicVectors.Wycheproof("aes_gcm_test.json").Where(v => v.Group.Number("ivSize") == 96 && v.Group.Number("tagSize") == 128),
        v => Assert.Equal(v.Case.IsValid(), Opens(v.Case)));

    [Fact]
    public void Essential_answers_stand_here_too()
    {
        Assert.Equal(
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
            Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"), "Hi There"u8)));
        Assert.Equal(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            Convert.ToHexStringLower(HKDF.DeriveKey(
                HashAlgorithmName.SHA256, Convert.FromHexString(string.Concat(Enumerable.Repeat("0b", 22))), 42,
                Convert.FromHexString("000102030405060708090a0b0c"), Convert.FromHexString("f0f1f2f3f4f5f6f7f8f9"))));
    }

    private static bool Opens(JsonElement one)
    {
        using var aes = new AesGcm(one.Hex("key"), 16);
        var plain = new byte[one.Hex("ct").Length];
        try
        {
            aes.Decrypt(one.Hex("iv"), one.Hex("ct"), one.Hex("tag"), plain, one.Hex("aad"));
            return plain.SequenceEqual(one.Hex("msg"));
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
