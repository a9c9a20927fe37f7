using Gateway.Audit;
using Gateway.Disclosure;

namespace Gateway.Tests.Disclosure;

/// <summary>A retry gets the same bytes for a minute, and nothing of an answer stays in memory after it.</summary>
public sealed class KeptAnswersTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 22, 3, 1, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_kept_is_read_back_byte_for_byte_in_whatever_block_it_lies()
    {
        var answers = new KeptAnswers();
        var random = new Random(3);
        var made = Enumerable.Range(0, 400).Select(i => Made(random.Next(1, 20_000), (byte)i)).Append(Made((2 * KeptAnswers.BlockLength) + 1, 7)).ToList();

        var kept = made.ConvertAll(reply => answers.Keep(reply, Until));

        for (var i = 0; i < made.Count; i++)
        {
            var read = answers.Read(kept[i])!;
            Assert.Equal(Bytes(made[i]), Bytes(read));
            Assert.Equal((made[i].Status, made[i].ContentType, made[i].Completeness), (read.Status, read.ContentType, read.Completeness));
            Assert.Same(made[i].Release.Receipt, read.Release.Receipt);
        }
    }

    [Fact]
    public void When_its_time_is_over_an_answer_is_wiped_and_a_later_one_in_another_block_stays()
    {
        var answers = new KeptAnswers();
        var first = answers.Keep(Made(KeptAnswers.BlockLength, 1), Until);
        var second = answers.Keep(Made(KeptAnswers.BlockLength, 2), Until.AddSeconds(1));
        var memory = first.Block.Bytes;

        answers.Sweep(Until.AddTicks(-1));
        Assert.NotNull(answers.Read(first));
        answers.Sweep(Until);

        Assert.Null(answers.Read(first));
        Assert.True(memory.AsSpan().IndexOfAnyExcept((byte)0) < 0, "The bytes of an answer stay in memory.");
        Assert.NotNull(answers.Read(second));
    }

    [Fact]
    public void A_block_that_is_used_again_never_gives_another_child_s_answer()
    {
        var answers = new KeptAnswers();
        var mine = answers.Keep(Made(KeptAnswers.BlockLength, 1), Until);
        answers.Sweep(Until);
        var theirs = answers.Keep(Made(KeptAnswers.BlockLength, 2), Until.AddMinutes(1));

        Assert.Same(mine.Block.Bytes, theirs.Block.Bytes);
        Assert.Null(answers.Read(mine));
        Assert.Equal(2, Bytes(answers.Read(theirs)!)[0]);
    }

    [Fact]
    public void Beyond_the_limit_the_oldest_are_let_go_and_the_newest_stay()
    {
        var answers = new KeptAnswers(mostBlocks: 3);
        var kept = Enumerable.Range(1, 5).Select(i => answers.Keep(Made(KeptAnswers.BlockLength, (byte)i), Until)).ToList();

        Assert.Equal([false, false, true, true, true], kept.Select(one => answers.Read(one) is not null));
    }

    private static Reply Made(int length, byte fill)
    {
        var receipt = new LedgerReceipt("log", Guid.NewGuid(), Guid.NewGuid(), fill, new byte[32], fill + 1, new byte[32], Until);
        var body = new byte[length];
        Array.Fill(body, fill);
        return new Reply("Answered", new Release(receipt, body.AsMemory(0, length / 2), body.AsMemory(length / 2)), 200, "application/json", $"complete; answered={fill}; expected=1");
    }

    private static byte[] Bytes(Reply reply) => [.. reply.Release.Parts.SelectMany(part => part.ToArray())];
}
