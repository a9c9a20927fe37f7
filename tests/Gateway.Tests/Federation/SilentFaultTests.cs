using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation;

/// <summary>What is waited for to the deadline, and no longer.</summary>
[Collection(nameof(TimedAlone))]
public sealed class SilentFaultTests
{
    [Fact]
    public Task A2_SilentCustodian_IsNotKnown() => FaultTests.IsNotKnownAsync("timed-out", Fault.Silent);

    [Fact]
    public Task B4_AnswerThatDrips_IsNotKnown() => FaultTests.IsNotKnownAsync("timed-out", Fault.Drip);
}
