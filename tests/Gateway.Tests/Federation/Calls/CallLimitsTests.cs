using Gateway.Federation.Calls;

namespace Gateway.Tests.Federation.Calls;

public sealed class CallLimitsTests
{
    [Fact]
    public void Limits_that_are_documented_can_be_worked_with() => Assert.Empty(new CallLimits().Faults);

    [Fact]
    public void Limit_that_cannot_be_worked_with_is_named_with_its_range()
    {
        Assert.Equal(["Federation:Calls:AttemptMilliseconds must be from 10 to 10000."], new CallLimits { AttemptMilliseconds = 60_000 }.Faults);
        Assert.Equal(["Federation:Calls:FairMilliseconds must be from 1 to 1200."], new CallLimits { FairMilliseconds = 5000 }.Faults);
        Assert.Equal(2, new CallLimits { AtOnce = 0, BreakAfter = 1 }.Faults.Length);
        Assert.NotEmpty(new CallLimits { ExtraShare = double.NaN }.Faults);
    }
}
