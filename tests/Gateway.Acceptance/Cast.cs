using System.Globalization;
using System.Text.Json;
using Gateway.Agencies;

namespace Gateway.Acceptance;

/// <summary>Somebody of the demonstration asks about somebody of the demonstration.</summary>
public sealed record Journey(string Name, string Practitioner, string Purpose, string NhsNumber, string DateOfBirth)
{
    public DateOnly Born => DateOnly.ParseExact(DateOfBirth, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The demonstration cast, by the names of its journeys.</summary>
internal sealed class Cast(string folder)
{
    private readonly Dictionary<string, Journey> _journeys = JsonSerializer
        .Deserialize<Journey[]>(File.ReadAllText(Path.Combine(folder, "cast.json")), JsonSerializerOptions.Web)!
        .ToDictionary(journey => journey.Name);

    /// <summary>The day of which it was made: what is said to be at an edge is a day past it once midnight has come.</summary>
    public DateOnly MadeOn { get; } = LondonTime.Day(DateTimeOffset.UtcNow);

    public Journey this[string name] => _journeys[name];
}
