using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Tool.Matching.Calibrate;
using Gateway.Tool.Matching.Check;
using Gateway.Tool.Matching.Evaluate;
using Gateway.Tool.Matching.Growth;
using Gateway.Tool.Matching.Train;
using Gateway.Tool.Synthetic.Matching.Trial;

namespace Gateway.Tool.Matching;

/// <summary><c>matching</c>: how well the right child is found.</summary>
internal static class MatchingCommands
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
    public const int Stopped = 130;

    public const string Name = "matching";

    public static Command Matching(TimeProvider clock, bool interactive) => new(Name, "Finding the right child: measure how well it is done.")
    {
        new CalibrateCommand(clock).Build(),
        new CheckCommand(clock, interactive).Build(),
        new EvaluateCommand(clock, interactive).Build(),
        new GrowthCommand(clock, interactive).Build(),
        new TrainCommand(clock, interactive).Build(),
        new TrialCommand(clock).Build(),
    };

    /// <summary>True where what was typed is about matching.</summary>
    public static bool Owns(CommandResult typed)
    {
        for (SymbolResult? one = typed; one is not null; one = one.Parent)
            if (one is CommandResult { Command.Name: Name }) return true;
        return false;
    }
}
