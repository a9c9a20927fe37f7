using System.Text.Json.Nodes;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Deploy;

public sealed class DemonstrationTests
{
    private static readonly JsonNode Register = Read("contracts", "register", "demonstration.json");

    [Fact]
    public void Demonstration_asks_only_for_items_that_exist() =>
        Assert.All(Questions().SelectMany(question => question!["items"]!.AsArray()), item => Assert.True(ItemWords.TryRead((string?)item, out _), $"{item}"));

    [Fact]
    public void Demonstration_asks_only_as_people_the_register_knows()
    {
        var words = Register["agencies"]!.AsArray().SelectMany(agency => agency!["issuer"]?["roles"]?.AsObject().Select(role => role.Key) ?? []).ToHashSet();
        Assert.All(Questions(), question => Assert.Contains((string)question!["roleWord"]!, words));
    }

    // The containers share one network namespace because of this.
    [Fact]
    public void Every_endpoint_of_the_demonstration_is_on_loopback() =>
        Assert.All(Endpoints(Register), endpoint => Assert.Equal("127.0.0.1", new Uri(endpoint).Host));

    private static JsonArray Questions() => Read("deploy", "demonstration-questions.json").AsArray();

    private static IEnumerable<string> Endpoints(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "endpoint" ? [(string)member.Value!] : Endpoints(member.Value)),
        JsonArray entries => entries.SelectMany(Endpoints),
        _ => [],
    };

    private static JsonNode Read(params string[] path) => JsonNode.Parse(File.ReadAllText(Repository.At(path)))!;
}
