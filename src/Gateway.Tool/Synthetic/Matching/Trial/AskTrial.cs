using System.Globalization;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Weights;
using Gateway.Tool.Matching;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.Matching.Questions;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>Indexes a synthetic population, asks about it, and says how far it is.</summary>
internal sealed class AskTrial(TimeProvider clock, TextWriter output, CancellationToken cancel)
{
    public required FamilyDraw Draw { get; init; }

    public required MatchingParameters Parameters { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The same figures on any number.</summary>
    public required int Threads { get; init; }

    public Tally Run(int children, long questions)
    {
        var people = new TrialPeople(Draw.Book);
        var index = Index(new Population(Draw, children), people);
        var began = clock.GetTimestamp();
        var tally = new TrialRun(index, Parameters, people, Draw, new QuestionDraw(Draw, QuestionRates.Embedded()), Seed).Ask(questions, Threads, Progress(questions), cancel);
        Say($"{questions:N0} look-ups in {clock.GetElapsedTime(began).TotalSeconds:F1} s on {Threads} threads, weights {Parameters.Version}, seed {Seed}, {Environment.WorkingSet >> 20} MB resident");
        return tally;
    }

    private ChildrenIndex Index(Population population, TrialPeople people)
    {
        var began = clock.GetTimestamp();
        var builder = new ChildrenIndexBuilder(EmbeddedMatching.Names(), EmbeddedMatching.Keys);
        population.HandOver(1, children => people.Add(builder, children), cancel);
        var index = builder.Build(new DateTimeOffset(FamiliesCommand.AsOf, TimeOnly.MinValue, TimeSpan.Zero));
        Say($"{people.Count:N0} children indexed in {clock.GetElapsedTime(began).TotalSeconds:F1} s");
        return index;
    }

    private Action<long> Progress(long many)
    {
        var last = clock.GetTimestamp();
        return done =>
        {
            if (clock.GetElapsedTime(last) < TimeSpan.FromSeconds(5)) return;
            last = clock.GetTimestamp();
            Say($"  {done:N0} of {many:N0} look-ups, {100 * done / many} %");
        };
    }

    private void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
