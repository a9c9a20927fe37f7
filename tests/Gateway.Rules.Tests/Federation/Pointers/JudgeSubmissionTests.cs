using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Rules.Tests.Federation.Pointers;

public sealed class JudgeSubmissionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private static readonly string First = Hash("first");
    private static readonly ListTaken Taken = new(5, Now.AddMinutes(-10), First, PointerKinds.Plan);

    [Fact]
    public void Whole_list_a_change_and_the_same_again_are_taken()
    {
        Assert.Equal(SubmissionFault.None, Judge(null, Envelope(1, SubmissionKind.Whole, "first")));
        Assert.Equal(SubmissionFault.None, Judge(Taken, Envelope(6, SubmissionKind.Change, "more")));
        Assert.Equal(SubmissionFault.None, Judge(Taken, Envelope(6, SubmissionKind.Same, "")));
        Assert.Equal(SubmissionFault.None, Judge(Taken, Envelope(90, SubmissionKind.Whole, "second") with { Covers = PointerKinds.Care }));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Number_that_is_not_higher_is_refused(long sequence) =>
        Assert.Equal(SubmissionFault.Sequence, Judge(Taken, Envelope(sequence, SubmissionKind.Whole, "second")));

    [Theory]
    [InlineData(-5, SubmissionFault.None)]
    [InlineData(-6, SubmissionFault.Ahead)]
    [InlineData(10, SubmissionFault.None)]
    [InlineData(11, SubmissionFault.Behind)]
    [InlineData(600, SubmissionFault.Behind)]
    public void Time_that_is_ahead_or_behind_is_refused(int minutesAgo, SubmissionFault expected) =>
        Assert.Equal(expected, Judge(Taken, Envelope(6, SubmissionKind.Whole, "second") with { SignedAt = Now.AddMinutes(-minutesAgo) }));

    [Fact]
    public void Old_envelope_is_refused_also_where_there_is_no_list() =>
        Assert.Equal(SubmissionFault.Behind, Judge(null, Envelope(1, SubmissionKind.Whole, "first") with { SignedAt = Now.AddMinutes(-16) }));

    [Fact]
    public void Content_that_was_not_signed_is_refused()
    {
        Assert.Equal(SubmissionFault.Content, JudgeSubmission.Of(Taken, Envelope(6, SubmissionKind.Whole, "second"), Hash("third"), Now));
        Assert.Equal(SubmissionFault.Content, Judge(Taken, Envelope(6, SubmissionKind.Same, "something") with { List = First }));
    }

    [Fact]
    public void Change_that_was_lost_on_the_way_is_seen_when_the_list_is_signed_again()
    {
        var lost = Envelope(6, SubmissionKind.Change, "more");

        Assert.Equal(SubmissionFault.ListDiffers, Judge(Taken, Envelope(7, SubmissionKind.Same, "") with { List = lost.List }));
        Assert.Equal(SubmissionFault.ListDiffers, Judge(Taken, Envelope(7, SubmissionKind.Change, "later") with { List = ListHash.After(lost.List, SubmissionKind.Change, Hash("later"))! }));
    }

    [Theory]
    [InlineData(SubmissionKind.Change)]
    [InlineData(SubmissionKind.Same)]
    public void There_must_be_a_list_to_change_or_to_sign_again_and_it_speaks_of_no_more_than_before(SubmissionKind kind)
    {
        var content = kind == SubmissionKind.Same ? "" : "more";

        Assert.Equal(SubmissionFault.ListDiffers, Judge(null, Envelope(1, kind, content)));
        Assert.Equal(SubmissionFault.ListDiffers, Judge(Taken, Envelope(6, kind, content) with { Covers = PointerKinds.Plan | PointerKinds.Care }));
    }

    [Fact]
    public void In_whatever_order_submissions_come_the_number_and_the_time_never_go_back() => Prop
        .ForAll(Gen.Choose(1, 12).Select(sequence => (long)sequence).ListOf().ToArbitrary(), sequences =>
        {
            ListTaken? taken = null;
            foreach (var sequence in sequences)
            {
                var envelope = Envelope(sequence, SubmissionKind.Whole, "list " + sequence) with { SignedAt = Now.AddMinutes(sequence - 12) };
                if (Judge(taken, envelope) != SubmissionFault.None) continue;
                if (taken is not null && (envelope.Sequence <= taken.Sequence || envelope.SignedAt < taken.SignedAt)) return false;
                taken = new ListTaken(envelope.Sequence, envelope.SignedAt, envelope.List, envelope.Covers);
            }

            return sequences.Count == 0 || taken!.Sequence == sequences.Max();
        })
        .QuickCheckThrowOnFailure();

    private static SubmissionFault Judge(ListTaken? taken, ListEnvelope envelope) => JudgeSubmission.Of(taken, envelope, envelope.Content, Now);

    private static ListEnvelope Envelope(long sequence, SubmissionKind kind, string content) => new(
        "aldersham-csc", sequence, kind, Now, Hash(content), ListHash.After(First, kind, Hash(content))!, PointerKinds.Plan, 0);

    private static string Hash(string content) => ListHash.Of(Encoding.UTF8.GetBytes(content));
}
