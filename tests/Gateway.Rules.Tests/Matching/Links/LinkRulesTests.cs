using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Matching.Links;

namespace Gateway.Rules.Tests.Matching.Links;

public sealed class LinkRulesTests
{
    [Fact]
    public void Only_a_confirmed_link_resolves() => Assert.Equal(
        [LinkStatus.ConfirmedByNumberAndDate, LinkStatus.ConfirmedByPerson],
        Enum.GetValues<LinkStatus>().Where(status => status.Resolves()));

    [Fact]
    public void A_doubt_is_settled_by_a_person_and_never_by_the_number_that_raised_it()
    {
        Assert.Null(LinkLife.Next(LinkStatus.Disputed, LinkStep.ConfirmByNumberAndDate));
        Assert.Equal(LinkStatus.ConfirmedByPerson, LinkLife.Next(LinkStatus.Disputed, LinkStep.ConfirmByPerson));
    }

    [Fact]
    public void What_is_withdrawn_stays_withdrawn() =>
        Assert.All(Enum.GetValues<LinkStep>(), step => Assert.Null(LinkLife.Next(LinkStatus.Withdrawn, step)));

    [Fact]
    public void Any_standing_link_can_be_doubted_and_withdrawn() => Assert.All(
        Enum.GetValues<LinkStatus>().Where(status => status.Resolves()),
        status => Assert.Equal((LinkStatus.Disputed, LinkStatus.Withdrawn), (LinkLife.Next(status, LinkStep.Dispute), LinkLife.Next(status, LinkStep.Withdraw))));

    [Fact]
    public void Whatever_was_merged_following_ends_and_ends_where_it_ended_before() =>
        Prop.ForAll<(byte From, byte To)[]>(merges =>
        {
            var redirects = new Redirects(merges.DistinctBy(m => m.From).Select(m => KeyValuePair.Create(Key(m.From), Key(m.To))));
            return Enumerable.Range(0, 256).All(n => redirects.Follow(redirects.Follow(Key((byte)n))) == redirects.Follow(Key((byte)n)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_merge_back_into_what_was_merged_is_seen_as_a_circle()
    {
        var redirects = new Redirects([KeyValuePair.Create(Key(1), Key(2)), KeyValuePair.Create(Key(2), Key(3))]);

        Assert.True(redirects.WouldCircle(Key(3), Key(1)));
        Assert.True(redirects.AreOne(Key(1), Key(3)));
        Assert.False(redirects.WouldCircle(Key(3), Key(4)));
    }

    [Fact]
    public void Two_people_are_two_people_of_two_agencies()
    {
        Assert.Equal(WhyNotAgree.SamePerson, TwoPeople.WhyNot("aldersham-council", "ann", "aldersham-council", "ann"));
        Assert.Equal(WhyNotAgree.SameAgency, TwoPeople.WhyNot("aldersham-council", "ann", "aldersham-council", "ben"));
        Assert.Null(TwoPeople.WhyNot("aldersham-council", "ann", "brackenford-council", "ann"));
    }

    [Fact]
    public void Each_thing_that_does_not_fit_is_found()
    {
        LinkedRecord[] records =
        [
            Record(1, 1, "nhs", "a", new(2016, 5, 14), 'F', "LF"), Record(2, 1, "nhs", "b", new(2016, 5, 15), 'M', "KN"), Record(3, 2, "nhs", "b"),
            .. Enumerable.Range(10, 9).Select(n => Record(n, 3, $"agency-{n}", "n")),
        ];

        Assert.Equal(Enum.GetValues<InconsistencyKind>(), Consistency.Of(records).Select(found => found.Kind).Order());
    }

    [Fact]
    public void What_is_unknown_or_does_not_stand_contradicts_nothing() => Assert.Empty(Consistency.Of(
    [
        Record(1, 1, "nhs", "a", new(2016, 5, 14), 'F'), Record(2, 1, "upn", "u"), Record(3, 1, "x", "y", sex: 'X'),
        Record(4, 1, "nhs", "b", new(2011, 1, 1), 'M') with { Status = LinkStatus.Disputed },
    ]));

    [Fact]
    public void The_findings_do_not_depend_on_the_order_of_the_records() =>
        Prop.ForAll<(byte Child, byte Number, bool Nhs)[], int>((rows, seed) =>
        {
            var records = rows.Select((row, at) => Record(at + 1, row.Child % 4, row.Nhs ? "nhs" : "upn", (row.Number % 4).ToString())).ToArray();
            var shuffled = records.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Lines(Consistency.Of(records)).SequenceEqual(Lines(Consistency.Of(shuffled)));

            static IEnumerable<string> Lines(IEnumerable<Inconsistency> found) => found.Select(one => $"{one.Kind} {string.Join(' ', one.Links)}");
        }).QuickCheckThrowOnFailure();

    private static ChildKey Key(byte n) => new(new Guid(n, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private static LinkedRecord Record(int link, int child, string authority, string number, DateOnly? born = null, char? sex = null, string? given = null) =>
        new(new Guid(link, 0, 0, new byte[8]), Key((byte)child), authority, number, LinkStatus.ConfirmedByPerson, born, sex, given);
}
