using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Disclosure.Explain;

/// <summary>Could I be told this, and what would I need to say? With no child and nobody asked.</summary>
public sealed class AdviceTests
{
    private const string Path = "v1/advice";
    private static readonly TestChild Child = TestChild.Of(320);

    [Fact]
    public async Task It_says_what_goes_what_needs_a_reason_and_which_decisions_the_reason_may_name()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);

        var said = (await gateway.PostAsync(Path, "ed-treating-clinician", Asks("clinical-concern", "plan-flag", "plan-category"))).Is(200);

        Assert.Equal(("share", "justify"), (Outcome(said, "plan-flag"), Outcome(said, "plan-category")));
        Assert.Contains("discharge-or-keep", said.Json.GetProperty("whatToSay").EnumerateArray().Select(word => word.GetString()));
        Assert.StartsWith("Nobody was asked", said.Json.GetProperty("standing").GetString());
        Assert.NotEmpty(said.NumbersToRing);
    }

    [Fact]
    public async Task Nobody_is_asked_and_no_child_is_recorded()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);

        await gateway.PostAsync(Path, "nurse", Asks("unscheduled-care", "plan-flag"));

        Assert.Equal(0, gateway.AskedOfAnybody);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Decision));
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Search));
        Assert.Equal(("advice", null), (entry.Common.GetProperty("kind").GetString(), entry.Child));
    }

    [Fact]
    public async Task Without_an_involvement_it_is_refused_as_a_check_would_be()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        var asks = Asks("unscheduled-care", "plan-flag");
        asks["involved"] = false;

        var said = (await gateway.PostAsync(Path, "nurse", asks)).Is(200);

        Assert.Equal("refuse", Outcome(said, "plan-flag"));
        Assert.DoesNotContain("clinical-concern", said.Text);
    }

    [Theory]
    [InlineData("""{"items":["plan-flag"]}""", "purpose")]
    [InlineData("""{"purpose":"curiosity","items":["plan-flag"]}""", "purpose")]
    [InlineData("""{"purpose":"unscheduled-care"}""", "items")]
    [InlineData("""{"purpose":"unscheduled-care","items":["plan-flag","plan-flag"]}""", "items[1]")]
    [InlineData("""{"purpose":"unscheduled-care","items":["everything"]}""", "items[0]")]
    [InlineData("""{"purpose":"unscheduled-care","items":["plan-flag"],"ageYears":-1}""", "ageYears")]
    [InlineData("""{"purpose":"unscheduled-care","items":["plan-flag"],"involved":"yes"}""", "involved")]
    [InlineData("""{"purpose":"unscheduled-care","items":["plan-flag"],"child":{"nhsNumber":"9990000018"}}""", "child")]
    public async Task Each_fault_names_its_field(string body, string field)
    {
        await using var gateway = await GatewayHost.StartAsync(Child);

        Assert.Equal([field], (await gateway.SendAsync(HttpMethod.Post, Path, "nurse", body)).Is(400).Fields);
    }

    private static JsonObject Asks(string purpose, params string[] items) => new()
    {
        ["purpose"] = purpose,
        ["items"] = new JsonArray([.. items.Select(item => JsonValue.Create(item))]),
        ["involved"] = true,
    };

    private static string? Outcome(Answer answer, string item) => answer.Item(item).GetProperty("outcome").GetString();
}
