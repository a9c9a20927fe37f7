using System.CommandLine;
using System.Globalization;
using System.Text;
using Gateway.Rules.Matching.Calibration;
using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.Matching.Trial;

namespace Gateway.Tool.Matching.Calibrate;

/// <summary><c>matching calibrate</c>: whether the probability that evidence stands for was what was so, as figures and as a page.</summary>
internal sealed class CalibrateCommand(TimeProvider clock)
{
    private readonly Option<int> _population = new("--population") { Description = "How many children are held. The weights speak of a national population: among fewer they look more careful than they are.", DefaultValueFactory = _ => 12_000_000 };
    private readonly Option<long> _questions = new("--questions") { Description = "How many look-ups, every second one about a child who is not held.", DefaultValueFactory = _ => 200_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed gives the same children and questions.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "The same figures on any number.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<DateOnly?> _made = new("--made") { Description = "The day that the report is of; today unless given." };
    private readonly Option<string> _out = new("--out") { Description = "The folder for calibration-DATE.json and calibration-DATE.html.", DefaultValueFactory = _ => "." };
    private readonly WeightsOption _weights = new();

    public Command Build()
    {
        var command = new Command("calibrate", "Says whether the probability that evidence stands for was what was so, over synthetic questions, in a JSON file and a page.")
        {
            _population, _questions, _seed, _threads, _made, _out, _weights.Option,
        };
        foreach (var option in (Option<int>[])[_population, _threads])
            option.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 1) result.AddError($"{option.Name} must be at least 1."); });
        _questions.Validators.Add(result => { if (result.GetValueOrDefault<long>() < 1) result.AddError("--questions must be at least 1."); });
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            Calibrate(parsed, cancel);
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

    private void Calibrate(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.InvocationConfiguration.Output;
        var made = parsed.GetValue(_made) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var path = Path.Combine(parsed.GetRequiredValue(_out), string.Create(CultureInfo.InvariantCulture, $"calibration-{made:yyyy-MM-dd}"));
        foreach (var file in (string[])[path + ".json", path + ".html"])
            if (File.Exists(file)) throw new RefusedException($"--out: {file} is there already. It is never overwritten.");
        var report = Report(parsed, made, output, cancel);
        NewFile.Write("--out", path + ".json", CalibrationFile.Write(report));
        NewFile.Write("--out", path + ".html", Encoding.UTF8.GetBytes(CalibrationPage.Of(report)));
        foreach (var band in report.Bands)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {CalibrationWords.Bits(band),-14} bits {band.Children,9:N0} promised {band.Predicted:F6} right {band.Share:F6} ({band.Low:F6} to {band.High:F6}) {CalibrationWords.Verdict(band.Verdict)}"));
        output.WriteLine(CalibrationWords.Opened(report));
        output.WriteLine($"Written: {path}.json and {path}.html");
    }

    private CalibrationReport Report(ParseResult parsed, DateOnly made, TextWriter output, CancellationToken cancel)
    {
        var (population, questions, seed, weights) = (parsed.GetValue(_population), parsed.GetValue(_questions), parsed.GetValue(_seed), _weights.Read(parsed));
        var draw = new FamilyDraw(FamilyBook.Embedded(), new FamilyRates(), seed, FamiliesCommand.AsOf);
        var tally = new AskTrial(clock, output, cancel) { Draw = draw, Parameters = weights, Seed = seed, Threads = parsed.GetValue(_threads) }.Run(population, questions);
        long Opened(TrialOutcome outcome) => tally.Count(true, outcome) + tally.Count(false, outcome);
        return new CalibrationReport(
            made, weights.Version, Convert.ToHexStringLower([.. weights.Hash]), population, questions, seed,
            Opened(TrialOutcome.SingleRight) + Opened(TrialOutcome.SingleWrong), Opened(TrialOutcome.SingleWrong), tally.Promised.Bands(),
            [.. draw.Book.Origins.Select((origin, at) => new CalibrationGroup(origin.Name, tally.Promised.Bands(at)))]);
    }
}
