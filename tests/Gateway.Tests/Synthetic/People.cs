using System.Globalization;
using System.Text.Json;
using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Cast;
using Gateway.Tool.Synthetic.People;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tests.Synthetic;

/// <summary>A generation kept in memory, for looking at.</summary>
internal sealed record People(GenerationRequest Request, DemonstrationCast Cast, List<Child> Children, List<Relationship> Relationships)
{
    public static readonly DateOnly Day = new(2026, 11, 22);

    public IEnumerable<Child> Random => Children.Skip(Cast.Children.Count);

    public static People Of(int children, ulong seed = 1, DateOnly? asOf = null, bool measurement = false)
    {
        var day = asOf ?? Day;
        var request = new GenerationRequest(children, seed, new AsOf(day), measurement, Geography(day));
        var people = new People(request, DemonstrationCast.For(request.Geography, request.AsOf), [], []);
        new Generation(request, people.Cast).Run(people.Children.Add, people.Relationships.Add, _ => { }, TestContext.Current.CancellationToken);
        return people;
    }

    public static Geography Geography(DateOnly day)
    {
        using var folder = new TemporaryFolder();
        var read = GeographyFiles.Read(TestRegister.WriteTo(folder.Path), null, folder.Path, day);
        return Assert.IsType<GeographyRead.Ready>(read).Geography;
    }

    public static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement);

    public static DateOnly Date(JsonElement line, string member) =>
        DateOnly.ParseExact(line.GetProperty(member).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
