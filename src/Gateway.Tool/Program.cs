using System.CommandLine;
using System.CommandLine.Invocation;
using Gateway.Tool.Ledger.Commands;
using Gateway.Tool.Matching;
using Gateway.Tool.Policy;
using Gateway.Tool.Synthetic;
using Spectre.Console;

namespace Gateway.Tool;

/// <summary>The command line: what an auditor or engineer can run without the service.</summary>
public sealed class Program
{
    private Program() { }

    public static Task<int> Main(string[] args)
    {
        var interactive = AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;
        return RunAsync(args, TimeProvider.System, interactive, new InvocationConfiguration());
    }

    internal static async Task<int> RunAsync(string[] args, TimeProvider clock, bool interactive, InvocationConfiguration streams, CancellationToken cancel = default)
    {
        var parsed = Commands(clock, interactive).Parse(args);
        if (parsed.Action is ParseErrorAction refusal) refusal.ShowHelp = false;
        var code = await parsed.InvokeAsync(streams, cancel);
        var owned = PolicyCommands.Owns(parsed.CommandResult) || LedgerCommands.Owns(parsed.CommandResult)
            || MatchingCommands.Owns(parsed.CommandResult);
        return parsed.Errors.Count > 0 && owned ? PolicyCommands.WrongUsage : code;
    }

    private static RootCommand Commands(TimeProvider clock, bool interactive) =>
        new("Tools for people who run or audit the gateway.")
        {
            GenerateCommand.Synthetic(clock, interactive),
            PolicyCommands.Policy(clock, interactive),
            LedgerCommands.Ledger(),
            MatchingCommands.Matching(clock, interactive),
        };
}
