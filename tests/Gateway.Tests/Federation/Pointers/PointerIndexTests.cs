using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Federation.Pointers;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Tests.Federation.Pointers;

/// <summary>The index in memory: whatever a list says now points, and no look-up sees the time of one list beside the tokens of another.</summary>
public sealed class PointerIndexTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);

    // A mark in the tag and few parts, so that parts are full and tags agree.
    private static readonly Gen<ulong> Tokens = Gen.Choose(0, 40).Select(n => ((ulong)(uint)(n % 3) << 52) | ((uint)n * 7u));

    private static readonly Gen<(int List, SubmissionKind Kind, ulong[] Tokens)> Moves =
        from list in Gen.Choose(1, 3)
        from kind in Gen.Elements(SubmissionKind.Whole, SubmissionKind.Change, SubmissionKind.Same)
        from tokens in Tokens.ArrayOf()
        select (list, kind, kind == SubmissionKind.Same ? [] : tokens);

    [Fact]
    public void What_a_list_says_now_points_and_what_a_whole_list_left_out_does_not() => Prop
        .ForAll(Moves.ListOf().ToArbitrary(), moves =>
        {
            var (index, model, sequence) = (new PointerIndex(), new Dictionary<int, HashSet<ulong>>(), 0L);
            foreach (var (list, kind, tokens) in moves)
            {
                var known = index.Of(Name(list));
                var taken = index.Take(Move(list, ++sequence, kind, known?.Taken.List, tokens));
                if (taken != (kind == SubmissionKind.Whole || known is not null)) return false;
                if (!taken) continue;
                if (kind == SubmissionKind.Whole) model[list] = [.. tokens];
                else model[list].UnionWith(tokens);
            }

            var all = moves.SelectMany(move => move.Tokens).Distinct().ToArray();
            return model.All(pair => all.All(token => index.Look(_ => [token]).Points(Name(pair.Key)) == pair.Value.Contains(token)))
                && index.Pointers == model.Sum(pair => pair.Value.Count);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Move_that_was_made_for_another_state_is_not_taken()
    {
        var index = new PointerIndex();
        Assert.False(index.Take(Move(1, 1, SubmissionKind.Change, null, [1])));
        Assert.True(index.Take(Move(1, 2, SubmissionKind.Whole, null, [1])));
        Assert.False(index.Take(Move(1, 4, SubmissionKind.Change, "another", [2])));
        Assert.True(index.Take(Move(1, 1, SubmissionKind.Whole, null, [])));
        Assert.Equal(2, index.Of(Name(1))!.Taken.Sequence);
        Assert.True(index.Look(_ => [1]).Points(Name(1)));
    }

    [Fact]
    public void List_that_was_dropped_is_old_and_still_points()
    {
        var index = new PointerIndex();
        index.Take(Move(1, 1, SubmissionKind.Whole, null, [1]));
        index.Drop(Name(1));
        Assert.True(index.Look(_ => [1]).Points(Name(1)));
        Assert.Equal(new ListSays.AskLive(NotByList.Stale), JudgeList.Of(index.Of(Name(1))!.Standing, new AskedOfList(PointerKinds.Plan, false, false, true, true, false), Night));
    }

    // Even numbers have the child in their list, odd ones do not: who sees an even number and no pointer would say "nothing held" of a child with a plan.
    [Fact]
    public async Task No_look_up_sees_the_state_of_one_list_beside_the_tokens_of_another()
    {
        var index = new PointerIndex();
        index.Take(Move(1, 2, SubmissionKind.Whole, null, [77]));
        using var ended = new CancellationTokenSource();
        using var begun = new CountdownEvent(2);
        var looking = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var seen = 0L;
            for (; !ended.IsCancellationRequested; seen++)
            {
                var looked = index.Look(_ => [77]);
                if (seen == 0) begun.Signal();
                if (looked.Of(Name(1))!.Taken.Sequence % 2 == 0 && !looked.Points(Name(1))) return -1;
            }

            return seen;
        })).ToArray();

        begun.Wait(TestContext.Current.CancellationToken);
        for (var sequence = 3L; sequence < 3000; sequence++) index.Take(Move(1, sequence, SubmissionKind.Whole, null, sequence % 2 == 0 ? [77, 78] : [78]));
        await ended.CancelAsync();

        Assert.All(await Task.WhenAll(looking), seen => Assert.True(seen > 0));
    }

    private static string Name(int list) => $"custodian-{list}";

    private static ListMove Move(int list, long sequence, SubmissionKind kind, string? before, ulong[] tokens) => new(
        new ListHeld(Name(list), new ListTaken(sequence, Night, $"list {sequence}", PointerKinds.Plan), new ListStanding(Night, PointerKinds.Plan, 0, 0), 1, sequence, 0),
        before, kind, ImmutableArray.Create(tokens));
}
