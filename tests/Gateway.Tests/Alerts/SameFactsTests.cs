using Gateway.Alerts;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Alerts;

/// <summary>What was refused for one purpose is not asked for another by way of another part of the same records.</summary>
public sealed class SameFactsTests
{
    private static readonly DateTimeOffset When = new(2026, 11, 23, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Item.AttendanceDates, Item.AttendanceSite, true)]
    [InlineData(Item.AttendanceComplaint, Item.AttendanceCount, true)]
    [InlineData(Item.PlanCategory, Item.PlanDates, true)]
    [InlineData(Item.PlanEnded, Item.PlanFlag, true)]
    [InlineData(Item.AbuseDetail, Item.AbuseMarker, true)]
    [InlineData(Item.School, Item.School, true)]
    [InlineData(Item.School, Item.GpRegistration, false)]
    [InlineData(Item.AttendanceDates, Item.PlanFlag, false)]
    [InlineData(Item.AbuseDetail, Item.AttendanceSite, false)]
    [InlineData(Item.Address, Item.School, false)]
    public void Other_part_of_the_same_records_for_another_purpose_is_seen(Item refused, Item asked, bool seen)
    {
        var walk = new Trail.Walk();
        walk.Take(1, When, (int)Purpose.Crime, 1 << (int)refused, stranger: false);

        Assert.Equal(seen, walk.AskedOtherwise(1, Question(Purpose.ImmediateProtection, asked)));
        Assert.False(walk.AskedOtherwise(1, Question(Purpose.Crime, asked)));
        Assert.False(walk.AskedOtherwise(2, Question(Purpose.ImmediateProtection, asked)));
    }

    private static CheckQuestion Question(Purpose purpose, Item item) =>
        new(new ChildAsked(ReferralNumber(), new DateOnly(2019, 3, 4)), purpose, [item], CheckQuestion.UsualDeadline);

    private static Rules.Identifiers.NhsNumber ReferralNumber() => Referrals.ReferralBed.NumberOf(0);
}
