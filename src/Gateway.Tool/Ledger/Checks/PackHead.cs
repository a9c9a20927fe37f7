using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>What a pack says it is, and its signed checkpoint.</summary>
/// <param name="Log">What log it is of.</param>
/// <param name="Checkpoint">The checkpoint of the whole pack.</param>
/// <param name="Judged">The policy's word on it: it is believed.</param>
internal sealed record PackHead(LogDescription Log, SignedCheckpoint Checkpoint, PolicyVerdict.Accepted Judged)
{
    public long Size => Checkpoint.Checkpoint.Size;

    /// <summary>Reads both files and holds them against each other and the policy.</summary>
    public static Verdict.Fails? Read(Pack pack, WitnessPolicy policy, out PackHead? head)
    {
        head = null;
        if (pack.Read(PackPaths.Log, LogDescription.Longest) is not { } description) return NotThere(PackPaths.Log);
        if (LogDescription.Read(description) is not { } log) return new Verdict.Fails(PackPaths.Log, "it is not the description of a log");
        if (log.Format != LeafFormat.Label) return new Verdict.Fails(PackPaths.Log, $"its leaves are not {LeafFormat.Label}");
        if (pack.Read(PackPaths.Checkpoint, Rules.Ledger.Notes.Note.LongestNote) is not { } bytes) return NotThere(PackPaths.Checkpoint);

        if (Heads.Read(bytes, PackPaths.Checkpoint, policy, out var signed, out var judged) is { } refused) return refused;
        if (signed!.Checkpoint.Origin != log.Origin) return new Verdict.Fails(PackPaths.Checkpoint, $"it is of another log than {PackPaths.Log} says");
        head = new PackHead(log, signed, (PolicyVerdict.Accepted)judged!);
        return null;
    }

    private static Verdict.Fails NotThere(string path) => new(path, "it is not there");
}
