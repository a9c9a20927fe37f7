using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Gateway.Benchmarks.Drive;
using Gateway.Federation.Pointers;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Benchmarks.Pointers;

/// <summary>Six million attendances and 250,000 flags in the index of pointers: the memory, a look-up, and changes while it answers.</summary>
internal static class PointersRun
{
    private const int Departments = 200;
    private const int Councils = 152;
    private const int Attendances = 6_000_000;
    private const int Flags = 250_000;
    private const int Looks = 2_000_000;
    private const int KnownOfEach = 1_500;
    private const double MostMegabytes = 200;
    private const double MostNanoseconds = 1000;
    private const double LeastUpdates = 1000;

    // A child is listed by number and by description: two tokens for each.
    private const int TokensEach = 2;

    private static readonly DateTimeOffset Night = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    public static int Run()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (index, known) = Fill();
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before - (known.Length * sizeof(ulong))) / 1e6;
        Say($"{Attendances:N0} attendances and {Flags:N0} flags in {Departments + Councils} lists: {index.Pointers:N0} pointers with decoys, {megabytes:F0} MB (at most {MostMegabytes})");
        var there = Look(index, known);
        var away = Look(index, [.. Tokens(new Random(7), 1_000_000)]);
        Say($"a look-up in all lists at once: {there.Processor:F0} ns of the processor where one points, {away.Processor:F0} ns where none does (at most {MostNanoseconds}); by the clock {there.Clock:F0} and {away.Clock:F0} ns");
        var (due, beside) = Update(index, known, LeastUpdates);
        Say($"changes of one child each, {LeastUpdates:N0} a second due: {due:N0} a second; a look-up meanwhile {beside.Clock:F0} ns by the clock, {there.Clock:F0} ns without (at most {MostNanoseconds})");
        var (updates, meanwhile) = Update(index, known, double.PositiveInfinity);
        Say($"changes of one child each, as fast as they go: {updates:N0} a second (at least {LeastUpdates:N0}), a look-up meanwhile {meanwhile.Clock:F0} ns by the clock");
        var whole = Whole(index);
        Say($"a whole list of 30,000 in place of another: {whole:F0} ms");
        return megabytes <= MostMegabytes && Math.Max(Math.Max(there.Clock, away.Clock), beside.Clock) <= MostNanoseconds && due >= 0.99 * LeastUpdates && updates >= LeastUpdates ? 0 : 1;
    }

    private static (PointerIndex Index, ulong[] Known) Fill()
    {
        var (index, random, known) = (new PointerIndex(), new Random(1), new List<ulong>());
        for (var list = 1; list <= Departments + Councils; list++)
        {
            var count = TokensEach * (list <= Departments ? Attendances / Departments : Flags / Councils);
            var tokens = Tokens(random, count).ToArray();
            known.AddRange(tokens.Take(KnownOfEach));
            if (!index.Take(Move(list, 1, SubmissionKind.Whole, Decoys.FillUp(tokens)))) throw new InvalidOperationException();
        }

        return (index, [.. known]);
    }

    private static (double Processor, double Clock) Look(PointerIndex index, ulong[] tokens)
    {
        // The token is there: what is measured is the way to it in the index, which no two of them share.
        var one = new ulong[1];
        IReadOnlyList<ulong> Given(int epoch) => one;
        Func<int, IReadOnlyList<ulong>> given = Given;
        var (began, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        for (var at = 0; at < Looks; at++)
        {
            one[0] = tokens[at % tokens.Length];
            index.Look(given);
        }

        return ((Environment.CpuUsage.TotalTime - processor).TotalNanoseconds / Looks, Stopwatch.GetElapsedTime(began).TotalNanoseconds / Looks);
    }

    private static (double Updates, (double Processor, double Clock) Looked) Update(PointerIndex index, ulong[] known, double perSecond)
    {
        using var ended = new CancellationTokenSource();
        var (count, began) = (0L, Stopwatch.GetTimestamp());
        var writer = new Thread(() =>
        {
            PreciseSleep.BeginOnThisThread();
            var random = new Random(2);
            for (; !ended.IsCancellationRequested; count++)
            {
                if (double.IsFinite(perSecond)) PreciseSleep.Until(began + (long)(count * Stopwatch.Frequency / perSecond));
                Change(index, 1 + (int)(count % (Departments + Councils)), [.. Tokens(random, TokensEach)]);
            }
        });
        writer.Start();
        var looked = Look(index, known);
        ended.Cancel();
        writer.Join();
        return (count / Stopwatch.GetElapsedTime(began).TotalSeconds, looked);
    }

    private static void Change(PointerIndex index, int list, ImmutableArray<ulong> tokens)
    {
        if (!index.Take(Move(list, index.Of(Name(list))!.Taken.Sequence + 1, SubmissionKind.Change, tokens))) throw new InvalidOperationException();
    }

    private static double Whole(PointerIndex index)
    {
        var tokens = Decoys.FillUp([.. Tokens(new Random(3), TokensEach * (Attendances / Departments))]);
        var began = Stopwatch.GetTimestamp();
        index.Take(Move(1, index.Of(Name(1))!.Taken.Sequence + 1, SubmissionKind.Whole, tokens));
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static IEnumerable<ulong> Tokens(Random random, int count) => Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue));

    private static ListMove Move(int list, long sequence, SubmissionKind kind, ImmutableArray<ulong> tokens) => new(
        new ListHeld(Name(list), new ListTaken(sequence, Night, "", PointerKinds.Attendance), new ListStanding(Night, PointerKinds.Attendance, 0, 0), 1, 1, 0), "", kind, tokens);

    private static string Name(int list) => $"custodian-{list}";

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
