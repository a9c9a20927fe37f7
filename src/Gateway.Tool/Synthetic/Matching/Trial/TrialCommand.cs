using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Matching;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.Matching.Questions;

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

    public Command Build()
    {
        var command = new Command("trial", "Asks about synthetic children as people do, and says how often the answer was right.") { _population, _questions, _seed, _threads, _show };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, parsed.InvocationConfiguration.Output, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, TextWriter output, CancellationToken cancel)
    {
        var (population, many, seed, threads) = (parsed.GetValue(_population), parsed.GetValue(_questions), parsed.GetValue(_seed), parsed.GetValue(_threads));
        var (tables, parameters) = (EmbeddedMatching.Names(), EmbeddedMatching.Parameters());
        var draw = new FamilyDraw(FamilyBook.Embedded(), new FamilyRates(), seed, FamiliesCommand.AsOf);
        var people = new TrialPeople(draw.Book);
        var index = Index(new Population(draw, population), new ChildrenIndexBuilder(tables, EmbeddedMatching.Keys), people, output, cancel);
        var began = clock.GetTimestamp();
        var tally = new TrialRun(index, parameters, people, draw, new QuestionDraw(draw, QuestionRates.Embedded()), seed).Ask(many, threads, Progress(many, output), cancel);
        Say(output, $"{many:N0} look-ups in {clock.GetElapsedTime(began).TotalSeconds:F1} s on {threads} threads, weights {parameters.Version}, seed {seed}, {Environment.WorkingSet >> 20} MB resident");
        return new TrialReport(tally, draw.Book.Origins, output).Write(parsed.GetValue(_show)) ? BarsHold : BarFails;
    }

    private ChildrenIndex Index(Population population, ChildrenIndexBuilder builder, TrialPeople people, TextWriter output, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        population.HandOver(1, children => people.Add(builder, children), cancel);
        var index = builder.Build(new DateTimeOffset(FamiliesCommand.AsOf, TimeOnly.MinValue, TimeSpan.Zero));
        Say(output, $"{people.Count:N0} children indexed in {clock.GetElapsedTime(began).TotalSeconds:F1} s");
        return index;
    }

    private Action<long> Progress(long many, TextWriter output)
    {
        var last = clock.GetTimestamp();
        return done =>
        {
            if (clock.GetElapsedTime(last) < TimeSpan.FromSeconds(5)) return;
            last = clock.GetTimestamp();
            Say(output, $"  {done:N0} of {many:N0} look-ups, {100 * done / many} %");
        };
    }

    private static void Say(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
