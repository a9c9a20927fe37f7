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
        if (head.Log.Previous is not { } text) return Begins(head, entries, out _);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (SignedCheckpoint.Read(bytes, out var last) is var fault and not CheckpointFault.None) return new Verdict.Fails(Previous, $"its last checkpoint is none: {fault}");
        if (last!.Checkpoint.Origin == head.Log.Origin) return new Verdict.Fails(Previous, "it is this log");
        var judged = policy.Judge(last);
        if (!IsBelieved(judged, head.Log.First)) return new Verdict.Fails(Previous, Words.Of(judged));

        if (First(head, entries) is not { } first) return Verdict.Fails.At(0, "it is not there to commit to the previous log");
        return head.Log.First is { } opened && Opens(first, opened) && PreviousLog.IsNamed(last.Checkpoint, opened.Bytes)
            ? Begins(head, entries, out _)
            : Verdict.Fails.At(0, "it does not commit to the last checkpoint of the previous log");
    }

    /// <summary>The position of entry 0, which trails count from; where entry 0 does not say so the answer says why.</summary>
    public static Verdict.Fails? Begins(PackHead head, PackEntries entries, out long position)
    {
        position = 0;
        if (head.Log.First is not { } opened) return null;
        if (First(head, entries) is not { } first) return Verdict.Fails.At(0, "it is not there to say where the log begins");
        if (!Opens(first, opened)) return Verdict.Fails.At(0, $"what {PackPaths.Log} opens of it does not match its commitment");
        if (PreviousLog.BeginsAt(opened.Bytes) is not { } begins) return Verdict.Fails.At(0, "it does not say where the log begins");
        position = begins;
        return null;
    }

    // Of a damaged log the newest checkpoint counts, whether witnesses had seen it yet or not.
    private static bool IsBelieved(PolicyVerdict judged, FirstSection? first) =>
        judged is PolicyVerdict.Accepted or PolicyVerdict.UnknownOrigin || judged is PolicyVerdict.NoQuorum && first is { } opened && PreviousLog.WasLeft(opened.Bytes);

    private static Leaf? First(PackHead head, PackEntries entries) =>
        head.Size > 0 && entries.Leaf(0) is { } bytes && LeafFormat.Decode(bytes, out var first) == LeafFault.None ? first : null;

    private static bool Opens(Leaf first, FirstSection opened) => Commitment.Opens(first.CommonCommitment.Span, opened.Salt, opened.Bytes);
}
