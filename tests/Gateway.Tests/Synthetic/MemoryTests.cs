using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Cast;

namespace Gateway.Tests.Synthetic;

/// <summary>Alone, because it weighs the whole process.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_number_of_children()
    {
        var (early, late) = (0L, 0L);
        var request = new GenerationRequest(200_000, 1, new AsOf(People.Day), Measurement: true, People.Geography(People.Day));
        var cast = DemonstrationCast.For(request.Geography, request.AsOf);

        new Generation(request, cast).Run(_ => { }, _ => { }, made =>
        {
            if (early == 0 && made >= 50_000) early = GC.GetTotalMemory(forceFullCollection: true);
            if (late == 0 && made >= 200_000) late = GC.GetTotalMemory(forceFullCollection: true);
        }, TestContext.Current.CancellationToken);

        Assert.InRange(late - early, -50_000_000, 4_000_000);
    }
}
