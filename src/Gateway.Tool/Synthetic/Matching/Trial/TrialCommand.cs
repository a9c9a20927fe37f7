using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Tool.Matching;
using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary><c>matching trial</c>: look-ups with the errors of life over a synthetic population, and how often the answer was right.</summary>
internal sealed class TrialCommand(TimeProvider clock)
{
    public const int BarsHold = 0;
    public const int BarFails = 1;

    private readonly Option<int> _population = new("--population") { Description = "How many children are held.", DefaultValueFactory = _ => 100_000 };
    private readonly Option<long> _questions = new("--questions") { Description = "How many look-ups, every second one about a child who is not held.", DefaultValueFactory = _ => 20_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed gives the same children and questions.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "The same figures on any number.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<int> _show = new("--show-wrong") { Description = "How many wrong answers to print.", DefaultValueFactory = _ => 20 };
    private readonly WeightsOption _weights = new();

    public Command Build()
    {
        var command = new Command("trial", "Asks about synthetic children as people do, and says how often the answer was right.") { _population, _questions, _seed, _threads, _show, _weights.Option };
        command.SetAction((parsed, cancel) => Task.FromResult(RunOrRefuse(parsed, cancel)));
        return command;
    }

    private int RunOrRefuse(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            return Run(parsed, parsed.InvocationConfiguration.Output, cancel);
        }
        catch (RefusedException refused)
        {
            parsed.InvocationConfiguration.Error.WriteLine(refused.Message);
            return MatchingCommands.WrongUsage;
        }
    }

    private int Run(ParseResult parsed, TextWriter output, CancellationToken cancel)
    {
        var (seed, threads) = (parsed.GetValue(_seed), parsed.GetValue(_threads));
        var draw = new FamilyDraw(FamilyBook.Embedded(), new FamilyRates(), seed, FamiliesCommand.AsOf);
        var trial = new AskTrial(clock, output, cancel) { Draw = draw, Parameters = _weights.Read(parsed), Seed = seed, Threads = threads };
        return new TrialReport(trial.Run(parsed.GetValue(_population), parsed.GetValue(_questions)), draw.Book.Origins, output).Write(parsed.GetValue(_show)) ? BarsHold : BarFails;
    }
}
