using System.Text;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Checks;

/// <summary>That the pack of a log is of the one that the next log names as the one before it, up to and with the checkpoint that is named.</summary>
internal static class ChainCheck
{
    private const string Previous = "the previous log";

    public static Verdict Run(Pack newer, Pack older, WitnessPolicy policy)
    {
        if (PackHead.Read(newer, policy, out var next) is { } unread) return unread;
        if (PackHead.Read(older, policy, out var before) is { } refused) return refused;
        if (next!.Log.Previous is not { } text || SignedCheckpoint.Read(Encoding.UTF8.GetBytes(text), out var last) != CheckpointFault.None)
            return new Verdict.Fails(Previous, "the next log names no checkpoint of it");
        return Heads.Compare(last!, before!.Checkpoint, null, new PackTiles(older, before.Size).Nodes().Read) is var verdict and not Verdict.Holds
            ? verdict
            : new Verdict.Holds($"{next.Log.Origin} goes on from {before.Log.Origin}");
    }
}
