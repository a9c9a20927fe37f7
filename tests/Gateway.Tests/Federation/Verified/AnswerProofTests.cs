using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Agencies;
using Gateway.Federation.Verified;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Federation.Verified;

/// <summary>An answer is believed only from the holder, only as it was sent, and only as the answer to this question.</summary>
public sealed class AnswerProofTests
{
    private static readonly byte[] Body = """{"items":[{"item":"plan-flag","state":"nothing-held"}]}"""u8.ToArray();
    private static readonly string Question = BodyDigest.Of("a question"u8);
    private static readonly Holder Csc = new("one-csc", [], VerifiedBy.DevelopmentSignature.Instance);
    private static readonly AnswerProof Proof = AnswerProof.Of(Csc);

    [Fact]
    public void Answer_of_the_holder_to_this_question_is_believed() => Assert.Null(Proof.Against(Body, Sign(), Question));

    [Fact]
    public void D6_AnswerToAnEarlierQuestion_IsNotOfThisQuestion() =>
        Assert.Equal(Doubt.NotOfThisQuestion, Proof.Against(Body, Sign(question: BodyDigest.Of("an earlier question"u8)), Question));

    [Fact]
    public void D6_AnswerThatAnotherCustodianSigned_IsNotBelieved()
    {
        Assert.Equal(Doubt.KeyUnknown, Proof.Against(Body, Sign(holder: "two-csc"), Question));
        Assert.Equal(Doubt.NotOfThisQuestion, Proof.Against(Body, Sign(holder: "two-csc", keyId: "one-csc"), Question));
    }

    [Fact]
    public void D6_AnswerWithoutASignature_IsUnsigned()
    {
        Assert.Equal(Doubt.NotSigned, Proof.Against(Body, default(AnswerSignature) with { Digest = "", Input = "", Signature = "" }, Question));
        Assert.Equal(Doubt.NotSigned, Proof.Against(Body, Sign() with { Signature = "" }, Question));
        Assert.Equal(Doubt.NotSigned, Proof.Against(Body, Sign() with { Input = "" }, Question));
    }

    [Fact]
    public void D6_AnswerThatWasChangedOnTheWay_IsNotBelievedWhateverIsDoneToItsDigest()
    {
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("nothing-held", "held"));
        Assert.Equal(Doubt.Changed, Proof.Against(changed, Sign(), Question));
        Assert.Equal(Doubt.NotOfThisQuestion, Proof.Against(changed, Sign() with { Digest = BodyDigest.Of(changed) }, Question));
    }

    [Fact]
    public void D6_HolderOfWhomNoKeyIsKnown_IsNeverBelieved()
    {
        var nobody = AnswerProof.Of(Csc with { VerifiedBy = VerifiedBy.Nobody.Instance });
        Assert.Equal(Doubt.KeyUnknown, nobody.Against(Body, Sign(), Question));
        Assert.Equal(Doubt.NotSigned, nobody.Against(Body, new AnswerSignature("", "", ""), Question));
    }

    // Whatever an attacker leaves out of what is signed could be changed.
    [Theory]
    [InlineData("\"content-digest\";req", "")]
    [InlineData("\"content-digest\" ", "")]
    [InlineData("\"@status\" ", "")]
    [InlineData("ecdsa-p256-sha256", "hmac-sha256")]
    [InlineData("ecdsa-p256-sha256", "none")]
    [InlineData("alg=\"ecdsa-p256-sha256\"", "alg=\"ecdsa-p256-sha256\";tag=\"x\"")]
    [InlineData("created=", "expires=")]
    [InlineData("answer=", "other=")]
    [InlineData("keyid=\"one-csc\"", "keyid=\"one-csc\"\n")]
    public void D6_SignatureOverLessOrOtherwise_IsUnreadable(string what, string with)
    {
        var given = Sign();
        Assert.Equal(Doubt.Unreadable, Proof.Against(Body, given with { Input = given.Input.Replace(what, with) }, Question));
    }

    [Fact]
    public void D6_AnyCharacterChangedInWhatVouches_IsNotBelieved() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(0, 2).ToArbitrary(), Gen.Choose(0, 10_000).ToArbitrary(), Gen.Choose(33, 126).ToArbitrary(),
        (which, at, character) =>
        {
            var given = Sign();
            var text = which switch { 0 => given.Digest, 1 => given.Input, _ => given.Signature };
            var place = at % text.Length;
            var changed = text[..place] + (char)character + text[(place + 1)..];
            var damaged = which switch { 0 => given with { Digest = changed }, 1 => given with { Input = changed }, _ => given with { Signature = changed } };
            return changed == text || Proof.Against(Body, damaged, Question) is not null;
        }));

    // A decoder passes over the bits that no byte uses, so each of these texts is the same signature to it: one of them is the holder's.
    [Fact]
    public void D6_SignatureInAnyOtherTextThanItsOwn_IsUnreadable()
    {
        var given = Sign();
        var (before, last, after) = (given.Signature[..^4], given.Signature[^4], given.Signature[^3..]);
        var others = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".Where(other => other != last);
        Assert.All(others, other => Assert.NotNull(Proof.Against(Body, given with { Signature = $"{before}{other}{after}" }, Question)));
        Assert.Equal(60, others.Count(other => Proof.Against(Body, given with { Signature = $"{before}{other}{after}" }, Question) is Doubt.Unreadable));
    }

    // A question without an id in its body is the same body each time: the id is signed beside it.
    [Fact]
    public void D6_AnswerToAnEarlierQuestionWithTheSameBody_IsNotBelieved()
    {
        var (asked, earlier) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Null(Proof.Against(Body, Sign(request: asked), Question, asked));
        Assert.Equal(Doubt.NotOfThisQuestion, Proof.Against(Body, Sign(request: earlier), Question, asked));
        Assert.Equal(Doubt.Unreadable, Proof.Against(Body, Sign(), Question, asked));
        Assert.Equal(Doubt.Unreadable, Proof.Against(Body, Sign(request: asked), Question));
    }

    [Fact]
    public void C17_KeysOverlapAndTheOldOneIsRefusedOnceItIsGone()
    {
        using var old = RSA.Create(2048);
        using var young = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var both = AnswerProof.Of(Csc with { VerifiedBy = new VerifiedBy.Signature($"{{\"keys\":[{Jwk(old, "old")},{Jwk(young, "young")}]}}") });
        var one = AnswerProof.Of(Csc with { VerifiedBy = new VerifiedBy.Signature($"{{\"keys\":[{Jwk(young, "young")}]}}") });
        var byOld = Sign("old", "rsa-v1_5-sha256", bytes => old.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        var byYoung = Sign("young", "ecdsa-p256-sha256", bytes => young.SignData(bytes, HashAlgorithmName.SHA256));

        Assert.Null(both.Against(Body, byOld, Question));
        Assert.Null(both.Against(Body, byYoung, Question));
        Assert.Null(one.Against(Body, byYoung, Question));
        Assert.Equal(Doubt.KeyUnknown, one.Against(Body, byOld, Question));
        // A key of one kind does not vouch under the name of another.
        Assert.NotNull(both.Against(Body, Sign("old", "ecdsa-p256-sha256", bytes => old.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), Question));
    }

    private static AnswerSignature Sign(string holder = "one-csc", string? keyId = null, string? question = null, Guid? request = null)
    {
        using var key = DevelopmentAnswerKey.Of(holder);
        return Sign(keyId ?? holder, "ecdsa-p256-sha256", bytes => key.SignData(bytes, HashAlgorithmName.SHA256), question, request);
    }

    private static AnswerSignature Sign(string keyId, string algorithm, Func<byte[], byte[]> sign, string? question = null, Guid? request = null)
    {
        var given = $"(\"@status\" \"content-digest\" \"content-digest\";req{(request is null ? "" : " \"x-request-id\";req")});created=1795313400;keyid=\"{keyId}\";alg=\"{algorithm}\"";
        var digest = BodyDigest.Of(Body);
        var signed = $"\"@status\": 200\n\"content-digest\": {digest}\n\"content-digest\";req: {question ?? Question}\n{(request is { } id ? $"\"x-request-id\";req: {id}\n" : "")}\"@signature-params\": {given}";
        return new AnswerSignature(digest, "answer=" + given, $"answer=:{Convert.ToBase64String(sign(Encoding.ASCII.GetBytes(signed)))}:");
    }

    private static string Jwk(RSA key, string id)
    {
        var given = key.ExportParameters(false);
        return $"{{\"kty\":\"RSA\",\"kid\":\"{id}\",\"n\":\"{Base64UrlEncoder.Encode(given.Modulus)}\",\"e\":\"{Base64UrlEncoder.Encode(given.Exponent)}\"}}";
    }

    private static string Jwk(ECDsa key, string id)
    {
        var given = key.ExportParameters(false);
        return $"{{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"{id}\",\"x\":\"{Base64UrlEncoder.Encode(given.Q.X)}\",\"y\":\"{Base64UrlEncoder.Encode(given.Q.Y)}\"}}";
    }
}
