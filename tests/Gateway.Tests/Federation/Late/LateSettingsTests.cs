using Gateway.Federation.Late;

namespace Gateway.Tests.Federation.Late;

public sealed class LateSettingsTests
{
    [Fact]
    public void Distances_grow_and_stay_under_a_minute()
    {
        var settings = new LateSettings();
        var distances = Enumerable.Range(0, 40).Select(settings.After).ToArray();

        Assert.Equal([1, 2, 4, 8, 16, 32, 45, 45], distances.Take(8).Select(distance => distance.TotalSeconds));
        Assert.All(distances, distance => Assert.InRange(distance, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(59)));
    }

    [Fact]
    public void What_cannot_be_worked_with_is_named()
    {
        Assert.Empty(new LateSettings().Faults);
        Assert.Equal(
            ["Federation:Late:Minutes must be from 0 to 60.", "Federation:Late:AtOnce must be from 1 to 64."], new LateSettings { Minutes = 61, AtOnce = 0 }.Faults);
    }
}
