using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Matching.Index;
using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Matching.Growth;

/// <summary><c>matching growth</c>: builds indexes of several sizes and says of each what it costs to build, hold, restore and ask.</summary>
internal sealed class GrowthCommand(TimeProvider clock, bool interactive)
{
    private readonly Option<int[]> _sizes = new("--sizes")
    {
        Description = "How many children, one index after the other.",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [10_000, 100_000, 1_000_000, 12_000_000],
    };

    private readonly Option<int> _questions = new("--questions") { Description = "How many questions to each.", DefaultValueFactory = _ => 20_000 };
    private readonly Option<int> _threads = new("--threads") { Description = "How many ask at once in the second run.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public Command Build()
    {
        var command = new Command("growth", "Says what indexes of several sizes cost to build, hold, restore and ask. Times in milliseconds unless said.") { _sizes, _questions, _threads };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var output = parsed.InvocationConfiguration.Output;
        foreach (var size in parsed.GetValue(_sizes) ?? [])
        {
            One(parsed, size, output, cancel);
            GC.Collect();
        }

        return MatchingCommands.Done;
    }

    private void One(ParseResult parsed, int size, TextWriter output, CancellationToken cancel)
    {
        var book = FamilyBook.Embedded();
        var questions = new GrowthQuestions(book, size, parsed.GetValue(_questions));
        var padded = new PaddedIndex(FamiliesCommand.AsOf, 1, book) { Seen = questions.See };
        ChildrenIndexBuilder? builder = null;
        var began = clock.GetTimestamp();
        new ProgressReport(clock, parsed.InvocationConfiguration.Error, false, interactive).While(size, made => builder = padded.Gathered(size, made, cancel));
        var gathered = clock.GetElapsedTime(began);
        began = clock.GetTimestamp();
        var index = builder!.Build(clock.GetUtcNow());
        var built = clock.GetElapsedTime(began);
        builder = null;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size:N0} children: drawn and put in {gathered.TotalSeconds:F1} s, built in {built.TotalSeconds:F1} s, most memory {Peak()} MB"));
        Restored(ref index, output);
        Asked(index, questions, parsed.GetValue(_threads), output);
    }

    private void Restored(ref ChildrenIndex index, TextWriter output)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var to = File.Create(file)) index.WriteTo(to);
            index = null!;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true);
            var began = clock.GetTimestamp();
            using var from = File.OpenRead(file);
            index = ChildrenIndex.ReadFrom(from, EmbeddedMatching.Names(), EmbeddedMatching.Keys);
            var ready = clock.GetElapsedTime(began);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, true, true);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  snapshot {from.Length >> 20} MB, ready in {ready.TotalSeconds:F1} s, resident {Environment.WorkingSet >> 20} MB"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private void Asked(ChildrenIndex index, GrowthQuestions questions, int threads, TextWriter output)
    {
        var parameters = EmbeddedMatching.Parameters();
        Timing.Of(index, parameters, questions.All, FamiliesCommand.AsOf, threads, clock);
        output.WriteLine("                  median      p95      p99    p99.9     most  a second");
        output.WriteLine($"  1 thread      {Timing.Of(index, parameters, questions.All, FamiliesCommand.AsOf, 1, clock)}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {threads} threads     {Timing.Of(index, parameters, questions.All, FamiliesCommand.AsOf, threads, clock)}"));
        output.WriteLine($"  worst names   {Timing.Of(index, parameters, [.. GrowthQuestions.Worst()], FamiliesCommand.AsOf, 1, clock)}");
    }

    private static long Peak()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }
}
