using System.Text.Json;
using Gateway.Audit.Publishing;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Simulator;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Hosting;

/// <summary>The published contract of the service. Every answer of every test is held to it in <see cref="Published"/>.</summary>
public sealed class ContractTests
{
    private static readonly JsonElement Contract = Contracts.Json("openapi/gateway.v1.json");

    [Fact]
    public async Task Every_route_of_the_service_is_in_it_and_no_other()
    {
        var logs = Path.GetTempFileName();
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(TestChild.Of(80))
        {
            // As a witness too: nothing of the witness is served elsewhere.
            More = new Dictionary<string, string> { ["Witness:Signer"] = SignerKey.Make(), ["Witness:Name"] = "contract", ["Witness:Logs"] = logs, ["Witness:Store"] = logs + ".db" },
        });
        File.Delete(logs);

        var served = gateway.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => ((string[])["v1", "health", "development", "ledger", "witness"]).Contains(endpoint.RoutePattern.RawText!.TrimStart('/').Split('/')[0]))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method.ToLowerInvariant()} /{endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":guid", "").Replace(":int", "").Replace("**", "")}"));
        var published = Contract.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => $"{method.Name} {path.Name}"));

        Assert.Equal(published.Order(), served.Distinct().Order());
    }

    [Fact]
    public void Its_words_are_the_words_of_the_wire()
    {
        Assert.Equal(ItemWords.All.Select(item => item.Word()), Words("Item"));
        Assert.Equal(Enum.GetValues<Purpose>().Select(purpose => purpose.Word()), Words("Purpose"));
        Assert.Equal(Enum.GetValues<Outcome>().Select(outcome => outcome.Word()), Words("Outcome"));
        Assert.Equal(Enum.GetValues<Because>().Select(because => because.Word()).Distinct(), Words("Because"));
    }

    [Fact]
    public void Every_reference_and_example_in_it_holds()
    {
        var schemas = Contract.GetProperty("components").GetProperty("schemas");
        foreach (var reference in References(Contract)) Assert.True(schemas.TryGetProperty(reference.Split('/')[^1], out _), reference);
        var example = Contract.GetProperty("paths").GetProperty("/v1/checks").GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/json").GetProperty("examples").GetProperty("triage").GetProperty("value");
        Assert.Empty(new JsonSchema(Contract).Check(example, "#/components/schemas/CheckRequest"));
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private static IEnumerable<string> Words(string schema) =>
        Contract.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!);
}
