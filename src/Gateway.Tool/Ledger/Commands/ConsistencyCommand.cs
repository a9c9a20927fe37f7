using System.CommandLine;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Checks;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>consistency OLD NEW</c> and <c>compare A B</c>: two checkpoints of one log, and whether they can be of one history.</summary>
internal sealed class ConsistencyCommand(string name, string description)
{
    private readonly Argument<FileInfo> _one = Given.File("ONE", "A signed checkpoint.");
    private readonly Argument<FileInfo> _other = Given.File("OTHER", "Another of the same log.");
    private readonly Option<FileInfo> _proof = Given.OptionalFile("--proof", "The proof from the smaller to the larger, a hash in base64 on each line.");
    private readonly Option<string?> _tiles = new("--tiles") { Description = "A pack, or a folder that has the larger tree's tile/ in it." };
    private readonly Option<FileInfo> _policy = Given.Policy(required: true);
    private readonly Option<string?> _evidence = Given.Evidence();

    public Command Build()
    {
        var command = new Command(name, description) { _one, _other, _proof, _tiles, _policy, _evidence };
        command.SetAction(parsed => Answer.Of(() => Check(parsed), parsed.GetValue(_evidence), parsed.InvocationConfiguration.Output));
        return command;
    }

    private Verdict Check(ParseResult parsed)
    {
        if (Given.ReadPolicy(parsed.GetRequiredValue(_policy), out var policy) is { } faulty) return faulty;
        if (Believed(parsed.GetRequiredValue(_one), policy!, out var one) is { } first) return first;
        if (Believed(parsed.GetRequiredValue(_other), policy!, out var other) is { } second) return second;
        if (ReadProof(parsed.GetValue(_proof), out var proof) is { } broken) return broken;
        if (name == "consistency" && one!.Checkpoint.Size > other!.Checkpoint.Size) return new Verdict.Fails(parsed.GetRequiredValue(_other).Name, "it is of a smaller tree than the one before it");
        if (parsed.GetValue(_tiles) is not { } folder) return Heads.Compare(one!, other!, proof, null);
        using var pack = Pack.Open(folder);
        var nodes = new PackTiles(pack, Math.Max(one!.Checkpoint.Size, other!.Checkpoint.Size)).Nodes();
        return Heads.Compare(one, other, null, nodes.Read);
    }

    /// <summary>To show a fork the log's own signature is enough: whoever forks would hardly show it to the witnesses.</summary>
    private static Verdict.Fails? Believed(FileInfo file, WitnessPolicy policy, out Rules.Ledger.Checkpoints.SignedCheckpoint? head) =>
        Given.ReadHead(file, policy, out head, out var judged) is { } refused && judged is not PolicyVerdict.NoQuorum ? refused : null;

    private static Verdict.Fails? ReadProof(FileInfo? file, out IReadOnlyList<byte[]>? proof)
    {
        proof = file is null ? null : HashLines.Read(Given.Bytes(file, HashLines.Longest));
        return file is not null && proof is null ? new Verdict.Fails(file.Name, "it is not a proof: at most 63 lines of 32 bytes in base64") : null;
    }
}
