using System.Security.Cryptography;
using System.Text;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Notes.Ecdsa;
using Gateway.Rules.Ledger.Notes.EdDsa;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Rules.Tests.Ledger.Witnessing;

/// <summary>A log with an old and a new key, and four witnesses, with keys made from their numbers.</summary>
internal static class Cast
{
    public const string Origin = "ledger.example/2026";

    public static DateTimeOffset Noon { get; } = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    public static NoteSigner OldKey { get; } = new Ed25519Signer(Origin, Seed(1));

    public static NoteSigner NewKey { get; } = new EcdsaSigner(Origin, P256Key(2));

    public static Cosigner[] Witnesses { get; } =
    [
        new Ed25519Cosigner("one.example", Seed(11)), new EcdsaCosigner("two.example", P256Key(12)),
        new Ed25519Cosigner("three.example", Seed(13)), new Ed25519Cosigner("four.example", Seed(14)),
    ];

    public static string WitnessLine(int number) => $"witness w{number} {Witnesses[number - 1].Verifier.Text}\n";

    public static WitnessPolicy Policy(string text) =>
        Assert.IsType<WitnessPolicyReading.Valid>(WitnessPolicyReader.Read(Encoding.UTF8.GetBytes(text))).Policy;

    public static Checkpoint At(long size) => new(Origin, size, SHA256.HashData(BitConverter.GetBytes(size)));

    /// <summary>The same checkpoint with the cosignatures of these witnesses, by number from 1.</summary>
    public static SignedCheckpoint By(this SignedCheckpoint head, params int[] witnesses) =>
        head.With(witnesses.Select(w => Witnesses[w - 1].Cosign(head.Note.Text.Span, Noon)));

    private static byte[] Seed(byte number) => [.. Enumerable.Repeat(number, 32)];

    private static ECDsa P256Key(byte number)
    {
        var key = ECDsa.Create();
        key.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = Seed(number) });
        return key;
    }
}
