using System.CommandLine;
using Gateway.Tool.Ledger.Checks;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>checkpoint FILE</c>: its form, the log's signature and the quorum.</summary>
internal sealed class CheckpointCommand
{
    private readonly Argument<FileInfo> _file = Given.File("FILE", "A signed checkpoint.");
    private readonly Option<FileInfo> _policy = Given.Policy(required: true);

    public Command Build()
    {
        var command = new Command("checkpoint", "Whether a checkpoint is signed by its log and cosigned by enough witnesses.") { _file, _policy };
        command.SetAction(parsed => Answer.Of(() => Check(parsed), null, parsed.InvocationConfiguration.Output));
        return command;
    }

    private Verdict Check(ParseResult parsed)
    {
        if (Given.ReadPolicy(parsed.GetRequiredValue(_policy), out var policy) is { } faulty) return faulty;
        return Given.ReadHead(parsed.GetRequiredValue(_file), policy!, out var head, out var judged) is { } refused
            ? refused
            : new Verdict.Holds(Words.Of(head!.Checkpoint), Words.Of(judged!));
    }
}
