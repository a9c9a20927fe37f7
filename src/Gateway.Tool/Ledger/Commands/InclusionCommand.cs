using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Checks;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>inclusion PROOF</c>: a receipt, from the leaf to the signed checkpoint.</summary>
internal sealed class InclusionCommand
{
    private readonly Argument<FileInfo> _proof = Given.File("PROOF", "A receipt: a tlog-proof file.");
    private readonly Option<FileInfo> _leaf = Given.OptionalFile("--leaf", "The leaf's bytes. Unless given, those in the receipt itself.");
    private readonly Option<FileInfo> _policy = Given.Policy(required: true);

    public Command Build()
    {
        var command = new Command("inclusion", "Whether a receipt shows that its entry is in the log.") { _proof, _leaf, _policy };
        command.SetAction(parsed => Answer.Of(() => Check(parsed), null, parsed.InvocationConfiguration.Output));
        return command;
    }

    private Verdict Check(ParseResult parsed)
    {
        if (Given.ReadPolicy(parsed.GetRequiredValue(_policy), out var policy) is { } faulty) return faulty;
        var (file, given) = (parsed.GetRequiredValue(_proof), parsed.GetValue(_leaf));
        if (TlogProof.Read(Given.Bytes(file, TlogProof.Longest), out var proof) is var fault and not TlogProofFault.None) return new Verdict.Fails(file.Name, $"it is not a receipt: {fault}");
        var leaf = given is null ? proof!.Extra.ToArray() : Given.Bytes(given, LeafFormat.MaximumLength);
        if (leaf.Length == 0) return new Verdict.Fails(file.Name, "it carries no leaf: give the leaf's file");
        return policy!.Judge(proof!.Checkpoint) is not PolicyVerdict.Accepted and var refused
            ? new Verdict.Fails("the checkpoint", Words.Of(refused))
            : Check(proof, leaf, policy.Judge(proof.Checkpoint));
    }

    private static Verdict Check(TlogProof proof, byte[] leaf, PolicyVerdict judged)
    {
        if (LeafFormat.Inspect(leaf) is var wrong and not LeafFault.None) return Verdict.Fails.At(proof.Index, $"it is not a leaf: {wrong}");
        if (proof.Verify(TreeHash.OfLeaf(leaf)) is var fault and not ProofFault.None) return Verdict.Fails.At(proof.Index, $"the proof does not lead from the leaf to the checkpoint: {fault}");
        return new Verdict.Holds(
            string.Create(CultureInfo.InvariantCulture, $"entry {proof.Index} is in the log"), Words.Of(proof.Checkpoint.Checkpoint), Words.Of(judged));
    }
}
