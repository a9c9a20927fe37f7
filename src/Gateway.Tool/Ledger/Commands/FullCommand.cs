using System.CommandLine;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Checks;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>full PACK</c>: every entry hashed again.</summary>
internal sealed class FullCommand
{
    private readonly Argument<string> _pack = new("PACK") { Description = "An evidence pack: a folder or a zip archive." };
    private readonly Option<FileInfo> _policy = Given.Policy(required: true);
    private readonly Option<FileInfo> _since = Given.OptionalFile("--since", "A checkpoint that you kept: only what came after it is hashed, and it must be of the same history.");
    private readonly Option<int> _tolerance = new("--tolerance") { Description = "By how many seconds an entry's time may differ from what witnesses saw.", DefaultValueFactory = _ => 60 };
    private readonly Option<string[]> _before = new("--before") { Description = "The pack of the log before, and of the one before that: the whole chain is checked.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
    private readonly Option<string?> _evidence = Given.Evidence();

    public Command Build()
    {
        var command = new Command("full", "Whether every entry, tile and checkpoint of a pack holds.") { _pack, _policy, _since, _before, _tolerance, _evidence };
        _tolerance.Validators.Add(given => { if (given.GetValueOrDefault<int>() < 0) given.AddError("--tolerance is 0 or more seconds."); });
        command.SetAction(parsed => Answer.Of(() => Check(parsed), parsed.GetValue(_evidence), parsed.InvocationConfiguration.Output));
        return command;
    }

    private Verdict Check(ParseResult parsed)
    {
        if (Given.ReadPolicy(parsed.GetRequiredValue(_policy), out var policy) is { } faulty) return faulty;
        SignedCheckpoint? since = null;
        if (parsed.GetValue(_since) is { } kept && Given.ReadHead(kept, policy!, out since, out _) is { } refused) return refused;
        using var pack = Pack.Open(parsed.GetRequiredValue(_pack));
        var verdict = Full(parsed, pack, policy!, since);
        var newer = pack;
        foreach (var path in parsed.GetValue(_before) ?? [])
        {
            if (verdict is not Verdict.Holds holds) break;
            var older = Pack.Open(path);
            verdict = Before(parsed, older, newer, policy!, holds);
            if (newer != pack) newer.Dispose();
            newer = older;
        }

        if (newer != pack) newer.Dispose();
        return verdict;
    }

    private Verdict Before(ParseResult parsed, Pack older, Pack newer, WitnessPolicy policy, Verdict.Holds holds)
    {
        var whole = Full(parsed, older, policy, null);
        if (whole is not Verdict.Holds of) return whole;
        return ChainCheck.Run(newer, older, policy) switch
        {
            Verdict.Holds chained => new Verdict.Holds([.. holds.What, .. chained.What, .. of.What]),
            var broken => broken,
        };
    }

    private Verdict Full(ParseResult parsed, Pack pack, WitnessPolicy policy, SignedCheckpoint? since) =>
        new FullCheck(pack, policy, TimeSpan.FromSeconds(parsed.GetValue(_tolerance))).Run(since);
}
