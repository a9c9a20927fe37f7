using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Tool.Policy.Compare;

namespace Gateway.Tool.Policy;

/// <summary><c>policy</c>: hold a policy to its cases, explain a decision, see what another policy would change.</summary>
internal static class PolicyCommands
{
    public const int Passed = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Stopped = 130;

    public const string Name = "policy";

    public static Command Policy(TimeProvider clock, bool interactive) => new(Name, "The sharing policy: check it, explain it, compare two versions.")
    {
        new CheckCommand().Build(),
        new ExplainCommand(interactive).Build(),
        new CompareCommand(clock, interactive).Build(),
    };

    /// <summary>True where what was typed is about a policy.</summary>
    public static bool Owns(CommandResult typed)
    {
        for (SymbolResult? one = typed; one is not null; one = one.Parent)
            if (one is CommandResult { Command.Name: Name }) return true;
        return false;
    }

    public static Option<string?> PolicyOption() => new("--policy") { Description = "The policy's folder. contracts/policy here or in a folder above unless given." };
}
