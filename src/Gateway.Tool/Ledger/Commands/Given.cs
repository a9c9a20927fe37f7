using System.CommandLine;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Checks;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Commands;

/// <summary>What the subcommands are given in the same way.</summary>
internal static class Given
{
    public static Option<FileInfo> Policy(bool required) => new Option<FileInfo>("--policy")
    {
        Description = "Whom to believe: a tlog-policy file of your own, not the pack's.",
        Required = required,
    }.AcceptExistingOnly();

    public static Option<string?> Evidence() => new("--evidence") { Description = "A folder for both checkpoints where the log has two histories." };

    public static Option<FileInfo> OptionalFile(string name, string description) => new Option<FileInfo>(name) { Description = description }.AcceptExistingOnly();

    public static Argument<FileInfo> File(string name, string description) => new Argument<FileInfo>(name) { Description = description }.AcceptExistingOnly();

    public static byte[] Bytes(FileInfo file, long limit)
    {
        using var stream = file.OpenRead();
        return BoundedReading.Whole(stream, limit, file.Name);
    }

    /// <summary>The policy of a file, or why it is none.</summary>
    public static Verdict.Fails? ReadPolicy(FileInfo file, out WitnessPolicy? policy)
    {
        var reading = WitnessPolicyReader.Read(Bytes(file, WitnessPolicyReader.Longest));
        policy = (reading as WitnessPolicyReading.Valid)?.Policy;
        return reading is WitnessPolicyReading.Faulty faulty ? new Verdict.Fails($"line {faulty.Line} of the policy", faulty.Why) : null;
    }

    /// <summary>The checkpoint of a file, believed by a policy, or why it is none.</summary>
    public static Verdict.Fails? ReadHead(FileInfo file, WitnessPolicy policy, out SignedCheckpoint? head, out PolicyVerdict? judged) =>
        Heads.Read(Bytes(file, Note.LongestNote), file.Name, policy, out head, out judged);
}
