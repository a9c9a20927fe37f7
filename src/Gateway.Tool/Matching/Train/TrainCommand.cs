using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Matching.Linkage;
using Gateway.Rules.Matching.Linkage.Learn;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Matching.Evaluate;
using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Synthetic;

namespace Gateway.Tool.Matching.Train;

/// <summary><c>matching train</c>: learns what agreement is worth, without labels, and writes it down for a person to try.</summary>
internal sealed class TrainCommand(TimeProvider clock, bool interactive)
{
    private readonly TrainOptions _options = new();

    public Command Build()
    {
        var command = new Command("train", "Learns weights from two files of the same children, without labels, and writes a proposed file. It puts nothing in force.");
        foreach (var option in _options.All) command.Options.Add(option);
        _options.Population.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 1 or > 20_000_000) result.AddError("--population must be from 1 to 20 million."); });
        command.Validators.Add(result =>
        {
            var files = new[] { result.GetValue(_options.Left), result.GetValue(_options.Right), result.GetValue(_options.Columns) };
            if (result.GetValue(_options.Synthetic) ? files.Any(file => file is not null) : files.Any(file => file is null))
                result.AddError("Give --left, --right and --columns, or --synthetic.");
        });
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            Train(parsed, cancel);
            return MatchingCommands.Done;
        }
        catch (RefusedException refused)
        {
            error.WriteLine(Policy.Plain.Text(refused.Message));
            return MatchingCommands.WrongUsage;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return MatchingCommands.Stopped;
        }
    }

    private void Train(ParseResult parsed, CancellationToken cancel)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var made = parsed.GetValue(_options.Made) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var path = Path.Combine(parsed.GetRequiredValue(_options.Out), string.Create(CultureInfo.InvariantCulture, $"proposed-weights-{made:yyyy-MM-dd}.json"));
        // Before the work, and again by the file system when it is written.
        if (File.Exists(path)) throw new RefusedException($"--out: {path} is there already. Weights are never overwritten.");
        var set = TrainingSet.Of(parsed.GetValue(_options.Synthetic) ? Made(parsed, error, cancel) : Read(parsed));
        LearningOutcome outcome = null!;
        new EvaluateProgress(clock, error, interactive, cancel).While(step =>
            outcome = LearnEvidence.From(set.Records, EmbeddedMatching.Names(), done => step(LinkageStep.Learning, done)));
        if (outcome is not LearningOutcome.Learned(var evidence)) throw new RefusedException(((LearningOutcome.Refused)outcome).Why);
        var version = string.Create(CultureInfo.InvariantCulture, $"{made:yyyy-MM-dd}.learned");
        var (file, note) = ProposeWeights.From(EmbeddedMatching.PublishedWeights(), evidence, made, version, (set.Hash, set.Records.LeftCount, set.Records.RightCount));
        NewFile.Write("--out", path, file.Span);
        TrainReport.Write(output, path, note);
    }

    private LinkageRecords Made(ParseResult parsed, TextWriter error, CancellationToken cancel)
    {
        LinkageRecords? records = null;
        var population = parsed.GetValue(_options.Population);
        new ProgressReport(clock, error, false, interactive).While(population, made => records = new SyntheticSet(parsed.GetValue(_options.Seed)).Records(population, made, cancel));
        return records!;
    }

    private LinkageRecords Read(ParseResult parsed)
    {
        var map = ColumnMap.Read(parsed.GetRequiredValue(_options.Columns)!);
        var left = CsvFile.Read(parsed.GetRequiredValue(_options.Left)!, "--left");
        return new EvaluationFiles(left, CsvFile.Read(parsed.GetRequiredValue(_options.Right)!, "--right"), map).Records(parsed.GetValue(_options.DateFormat));
    }
}
