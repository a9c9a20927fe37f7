using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Matching.Cases;
using Gateway.Rules.Matching.Index;
using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Policy;
using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Matching.Check;

/// <summary><c>matching check FILE</c>: every case of a file among so many synthetic children, each failure with what was expected and what is.</summary>
internal sealed class CheckCommand(TimeProvider clock, bool interactive)
{
    private readonly Argument<string> _file = new("FILE") { Description = "The cases, a JSON object a line; contracts/matching/cases.jsonl is one such file." };
    private readonly Option<int> _population = new("--population") { Description = "How many synthetic children there are beside those of a case.", DefaultValueFactory = _ => 100_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed gives the same children.", DefaultValueFactory = _ => 1 };
    private readonly Option<DateOnly> _asOf = new("--as-of") { Description = "The day of the questions, for ages.", DefaultValueFactory = _ => FamiliesCommand.AsOf };
    private readonly WeightsOption _weights = new();

    public Command Build()
    {
        _population.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 0) result.AddError("--population must not be negative."); });
        var command = new Command("check", "Runs cases. Ends with 0 where all pass, 1 where one fails, 2 where one cannot be read or the command is wrong.") { _file, _population, _seed, _asOf, _weights.Option };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var read = CaseLines.Of(File.ReadLines(parsed.GetRequiredValue(_file)));
            foreach (var fault in read.Faults) error.WriteLine(Plain.Text(fault));
            if (read is { Cases.IsEmpty: true, Faults.IsEmpty: true }) error.WriteLine("There is no case in it.");
            // What cannot be read did not pass.
            var failed = read.Cases.IsEmpty ? 0 : Failed(parsed, read, output, error, cancel);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read.Cases.Length - failed} passed, {failed + read.Faults.Length} failed"));
            if (!read.Faults.IsEmpty || read.Cases.IsEmpty) return MatchingCommands.WrongUsage;
            return failed == 0 ? MatchingCommands.Done : MatchingCommands.Failed;
        }
        catch (RefusedException refused)
        {
            error.WriteLine(Plain.Text(refused.Message));
            return MatchingCommands.WrongUsage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"The cases cannot be read: {Plain.Text(e.Message)}");
            return MatchingCommands.WrongUsage;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return MatchingCommands.Stopped;
        }
    }

    private int Failed(ParseResult parsed, CaseLines read, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var (asOf, parameters) = (parsed.GetValue(_asOf), _weights.Read(parsed));
        var (index, free) = Index(parsed, read, error, cancel);
        var failed = 0;
        foreach (var one in read.Cases)
        {
            cancel.ThrowIfCancellationRequested();
            var differences = CheckMatchingCase.Differences(index, parameters, one, free, asOf);
            if (differences.IsEmpty) continue;
            failed++;
            output.WriteLine($"FAIL {Plain.Text(one.Id)}: {Plain.Text(one.Title)}");
            foreach (var difference in differences) output.WriteLine($"  {Plain.Text(difference)}");
        }

        return failed;
    }

    private (ChildrenIndex Index, int Free) Index(ParseResult parsed, CaseLines read, TextWriter error, CancellationToken cancel)
    {
        var (children, book) = (parsed.GetValue(_population), FamilyBook.Embedded());
        var bystanders = new Bystanders(read.Cases, EmbeddedMatching.Names());
        var padded = new PaddedIndex(parsed.GetValue(_asOf), parsed.GetValue(_seed), book) { LeftOut = child => bystanders.IsAskedFor(book, child) };
        ChildrenIndex? index = null;
        new ProgressReport(clock, error, false, interactive).While(children, made => index = padded.Build(children, made, cancel));
        return (index!, padded.Children);
    }
}
