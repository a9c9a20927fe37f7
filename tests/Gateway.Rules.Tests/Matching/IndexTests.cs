using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Tests.Matching;

/// <summary>However an index came to hold who it holds, it answers the same.</summary>
public sealed class IndexTests
{
    private static readonly Lazy<ChildrenIndex> Everybody = new(Held.Index);

    [Fact]
    public void The_order_in_which_children_come_changes_no_answer() =>
        Same(Everybody.Value, Held.Index(Held.Children.OrderBy(child => child.Ordinal * 7919L % 104_729)));

    [Fact]
    public void Any_number_of_threads_gives_the_same_answers()
    {
        var questions = Enumerable.Range(0, 2_000).Select(Asking.Any).ToArray();
        var alone = questions.Select(question => Everybody.Value.For(question).Told()).ToArray();
        var together = questions.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(question => Everybody.Value.For(question).Told()).ToArray();
        Assert.Equal(alone, together);
    }

    [Fact]
    public void A_snapshot_read_again_answers_the_same()
    {
        var index = Held.Index(Held.Children.Where(child => child.Ordinal % 10 != 0));
        index.Update(Held.Children.Where(child => child.Ordinal % 40 == 0), [], [3, 5, 7], Held.AsOf);
        var again = Read(Bytes(index));
        Same(index, again);
        Assert.Equal((index.Children, index.AsOf, index.Changes), (again.Children, again.AsOf, again.Changes));
    }

    [Fact]
    public void Children_put_in_later_are_as_if_they_had_been_there_from_the_beginning()
    {
        var index = Held.Index(Held.Children.Where(child => child.Ordinal % 3 != 0));
        foreach (var some in Held.Children.Where(child => child.Ordinal % 3 == 0).Chunk(700)) index.Update(some, [], [], Held.AsOf);
        Same(Everybody.Value, index);
    }

    [Fact]
    public void Children_who_were_other_before_are_as_if_they_had_been_so_from_the_beginning()
    {
        var before = Held.Children.Select(child => child.Ordinal % 5 == 0 ? Held.Children[(child.Ordinal + 1) % Held.Population] with { Ordinal = child.Ordinal, Numbers = [] } : child);
        var index = Held.Index(before);
        foreach (var some in Held.Children.Where(child => child.Ordinal % 5 == 0).Chunk(900)) index.Update(some, [], [], Held.AsOf);
        Same(Everybody.Value, index);
    }

    [Fact]
    public void Children_who_are_taken_out_are_as_if_they_had_never_been_there()
    {
        var index = Held.Index();
        index.Update([], [], Held.Children.Where(child => child.Ordinal % 4 == 1).Select(child => child.Ordinal), Held.AsOf);
        Same(Held.Index(Held.Children.Where(child => child.Ordinal % 4 != 1)), index);
    }

    [Fact]
    public async Task A_question_sees_all_of_an_update_or_nothing()
    {
        var index = Held.Index();
        IndexedChild[] twins =
        [
            new(Held.Population, new DateOnly(2020, 2, 2), [new("Bronwyth", "Quennellow", "ZA1 1AA")]),
            new(Held.Population + 1, new DateOnly(2020, 2, 2), [new("Bronwyth", "Quennellow", "ZA1 1AA")]),
        ];
        using var stop = new CancellationTokenSource();
        var asker = Task.Run(() =>
        {
            var seen = new HashSet<int>();
            while (!stop.IsCancellationRequested) seen.Add(index.For(Asking.About(twins[0])).Trail.ConsideredCount);
            return seen;
        }, TestContext.Current.CancellationToken);
        for (var i = 0; i < 30; i++)
        {
            index.Update(twins, [], [], Held.AsOf);
            index.Update([], [], twins.Select(twin => twin.Ordinal), Held.AsOf);
        }

        await stop.CancelAsync();
        Assert.Subset(new HashSet<int> { 0, 2 }, await asker);
    }

    [Fact]
    public void A_snapshot_cut_short_anywhere_is_refused()
    {
        var bytes = Bytes(Small());
        Prop.ForAll(Gen.Choose(0, bytes.Length - 1).ToArbitrary(), length => Assert.Throws<SnapshotDamagedException>(() => Read(bytes[..length]))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_snapshot_with_one_bit_turned_is_refused()
    {
        var bytes = Bytes(Small());
        Prop.ForAll(Gen.Choose(0, bytes.Length * 8 - 1).ToArbitrary(), bit =>
        {
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<SnapshotDamagedException>(() => Read(damaged));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_snapshot_with_more_behind_it_is_refused() =>
        Assert.Throws<SnapshotDamagedException>(() => Read([.. Bytes(Small()), 0]));

    [Fact]
    public void A_snapshot_made_with_other_keys_is_refused()
    {
        var others = new IndexKeys("sixteen bytes 01"u8, "sixteen bytes 02"u8);
        Assert.Throws<SnapshotDamagedException>(() => ChildrenIndex.ReadFrom(new MemoryStream(Bytes(Small())), Held.Tables, others));
    }

    [Fact]
    public void An_index_of_nobody_finds_nobody() =>
        Assert.Same(MatchingAnswer.NotFound.Instance, Held.Index([]).For(Asking.Any(9)).Answer);

    private static ChildrenIndex Small()
    {
        var index = Held.Index(Held.Children.Take(40));
        index.Update(Held.Children.Skip(40).Take(3), [], [1], Held.AsOf);
        return index;
    }

    private static void Same(ChildrenIndex one, ChildrenIndex other)
    {
        for (var seed = 0; seed < 1_500; seed++) Assert.Equal(one.For(Asking.Any(seed)).Told(), other.For(Asking.Any(seed)).Told());
    }

    private static byte[] Bytes(ChildrenIndex index)
    {
        using var stream = new MemoryStream();
        index.WriteTo(stream);
        return stream.ToArray();
    }

    private static ChildrenIndex Read(byte[] bytes) => ChildrenIndex.ReadFrom(new MemoryStream(bytes), Held.Tables, Held.Keys);
}
