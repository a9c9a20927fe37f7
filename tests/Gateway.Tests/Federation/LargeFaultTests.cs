using Gateway.Simulator;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Federation;

/// <summary>Answers that would fill the memory. What is allocated is counted for the whole process, so that nothing runs beside them.</summary>
[Collection(nameof(TimedAlone))]
public sealed class LargeFaultTests
{
    // The gateway and its agencies together: each body alone would be without end, or a gigabyte.
    private const long Most = 48L * 1024 * 1024;

    [Fact]
    public Task B5_AnswerWithoutEnd_IsNotKnownAndTakesNoMemory() => TakesNoMemoryAsync(Fault.Endless);

    [Fact]
    public Task B6_CompressedBomb_IsNotKnownAndTakesNoMemory() => TakesNoMemoryAsync(Fault.GzipBomb);

    private static async Task TakesNoMemoryAsync(Fault fault) => Assert.InRange(await FaultTests.IsNotKnownAsync("rejected-unverified", fault), 0, Most);
}
