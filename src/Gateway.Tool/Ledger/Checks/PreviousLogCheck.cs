using System.Text;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>That entry 0 commits to the last checkpoint of the log before, and that the policy believes that checkpoint where it knows its log.</summary>
internal static class PreviousLogCheck
{
    private const string Previous = "the previous log";

    public static Verdict.Fails? Run(PackHead head, WitnessPolicy policy, PackEntries entries)
    {
        if (head.Log.Previous is not { } text) return null;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (SignedCheckpoint.Read(bytes, out var last) is var fault and not CheckpointFault.None) return new Verdict.Fails(Previous, $"its last checkpoint is none: {fault}");
        if (last!.Checkpoint.Origin == head.Log.Origin) return new Verdict.Fails(Previous, "it is this log");
        if (policy.Judge(last) is not (PolicyVerdict.Accepted or PolicyVerdict.UnknownOrigin) and var refused) return new Verdict.Fails(Previous, Words.Of(refused));

        if (head.Size == 0 || entries.Leaf(0) is not { } bytesOfFirst || LeafFormat.Decode(bytesOfFirst, out var first) != LeafFault.None)
            return Verdict.Fails.At(0, "it is not there to commit to the previous log");
        return head.Log.First is { } opened
            && Commitment.Opens(first!.CommonCommitment.Span, opened.Salt, opened.Bytes)
            && PreviousLog.IsNamed(last.Checkpoint, opened.Bytes)
                ? null
                : Verdict.Fails.At(0, "it does not commit to the last checkpoint of the previous log");
    }
}
