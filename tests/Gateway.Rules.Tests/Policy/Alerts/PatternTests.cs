using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Alerts;

namespace Gateway.Rules.Tests.Policy.Alerts;

public sealed class PatternTests
{
    private const string Reason = "The burn does not fit the account that the parents gave us at triage.";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private static readonly PolicyLimits Limits = Repository.Policy.LimitsAt(Now);

    [Theory]
    [InlineData("the BURN does not fit the account that the parents gave us, at triage", true)]
    [InlineData("The burn does not fit the account that the parents gave us at triage tonight", true)]
    [InlineData("The burn (4) does not fit the account that the parents gave at triage 02:10", true)]
    [InlineData("The fracture does not match the story told by the uncle on arrival", false)]
    [InlineData("gave us at triage that the parents account fit the does not burn", false)]
    [InlineData("", false)]
    public void Reasons_are_alike_but_for_little_things(string other, bool alike) => Assert.Equal(alike, NearlyTheSame.Are(Reason, other));

    [Fact]
    public void Likeness_has_no_order_and_every_reason_is_like_itself() => Prop.ForAll<NonNull<string>, NonNull<string>>((one, other) =>
        NearlyTheSame.Are(one.Get, other.Get) == NearlyTheSame.Are(other.Get, one.Get) && NearlyTheSame.Are(one.Get, one.Get)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(3, 29, false), InlineData(4, 29, true), InlineData(4, 30, false), InlineData(40, 31, false)]
    public void Fifth_alike_within_thirty_days_counts(int earlier, int daysAgo, bool repeated) =>
        Assert.Equal(repeated, BreakGlassPattern.Of([.. Enumerable.Repeat((Now.AddDays(-daysAgo), Reason), earlier)], Reason, Now, Limits).Repeated);

    [Theory]
    [InlineData(19, 59, false), InlineData(20, 59, true), InlineData(20, 60, false)]
    public void After_twenty_within_an_hour_it_is_too_many(int earlier, int minutesAgo, bool tooMany) =>
        Assert.Equal(tooMany, BreakGlassPattern.Of([.. Enumerable.Range(0, earlier).Select(n => (Now.AddMinutes(-minutesAgo), $"{(char)('a' + n)} reason of its own"))], "another", Now, Limits).TooMany);

    [Fact]
    public void Sample_is_one_in_twenty_and_always_the_same()
    {
        Guid[] decisions = [.. Enumerable.Range(0, 100_000).Select(n => new Guid(n, 7, 9, [1, 2, 3, 4, 5, 6, 7, 8]))];

        var taken = decisions.Count(decision => ReadSample.Takes(decision, 20));

        Assert.InRange(taken, 4_700, 5_300);
        Assert.Equal(taken, decisions.Count(decision => ReadSample.Takes(decision, 20)));
    }
}
