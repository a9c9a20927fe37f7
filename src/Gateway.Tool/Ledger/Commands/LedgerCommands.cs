using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>ledger verify</c>: whether the ledger is what it says, from files and public keys alone.</summary>
internal static class LedgerCommands
{
    public const int Holds = 0;
    public const int Fails = 1;
    public const int WrongUsage = 2;
    public const int Fork = 3;
    public const int Stopped = 130;

    public const string Name = "ledger";

    public static Command Ledger() => new(Name, "The audit ledger, seen from outside.")
    {
        new Command("verify", "Checks files of the ledger. Ends with 0 only where everything holds, 1 where something does not, 2 where the command is wrong, 3 where the log has two histories.")
        {
            new CheckpointCommand().Build(),
            new InclusionCommand().Build(),
            new ConsistencyCommand("consistency", "Whether the tree of one checkpoint extends the other's.").Build(),
            new FullCommand().Build(),
            new PackCommand("open", "Whether the sections that a pack opens match their commitments, and these the checkpoint.", PackCommand.Open).Build(),
            new PackCommand("subject", "Whether a pack opens one child's, practitioner's or agency's trail whole.", PackCommand.Subject).Build(),
            new ConsistencyCommand("compare", "Whether two checkpoints, from whomever, can be of one history.").Build(),
            new PackCommand("index", "Whether the search index of a key holder's pack has every row and no other.", PackCommand.Index).Build(),
        },
    };

    /// <summary>True where what was typed is about the ledger.</summary>
    public static bool Owns(CommandResult typed)
    {
        for (SymbolResult? one = typed; one is not null; one = one.Parent)
            if (one is CommandResult { Command.Name: Name }) return true;
        return false;
    }
}
