using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>What the simulator serves is what contracts/openapi/custodian.v1.json says, word for word.</summary>
public sealed class ContractTests
{
    private static readonly JsonElement Document = Contracts.Json("openapi/custodian.v1.json");
    private static readonly JsonSchema Schema = new(Document);

    private static JsonElement Schemas => Document.GetProperty("components").GetProperty("schemas");

    [Fact]
    public void Every_example_obeys_its_schema()
    {
        var checkedExamples = 0;
        foreach (var (schema, example) in Examples(Document.GetProperty("paths")))
        {
            Assert.Empty(Schema.Check(example, schema));
            checkedExamples++;
        }
        Assert.Equal(16, checkedExamples);
    }

    [Fact]
    public async Task Every_example_request_gets_the_success_that_its_path_declares()
    {
        await using var simulated = await Simulated.StartAsync();
        foreach (var path in Document.GetProperty("paths").EnumerateObject())
        {
            var post = path.Value.GetProperty("post");
            var success = post.GetProperty("responses").EnumerateObject().Single(response => response.Name.StartsWith('2'));
            var schema = success.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString()!;
            foreach (var (_, example) in Examples(post.GetProperty("requestBody")))
            {
                var answer = await simulated.AskAsync("aldersham-council", path.Name["/v1/".Length..], example.GetRawText(), int.Parse(success.Name));
                Assert.Empty(Schema.Check(answer, schema));
            }
        }
    }

    [Fact]
    public async Task Every_item_held_by_every_custodian_obeys_the_schema_and_is_held()
    {
        await using var simulated = await Simulated.StartAsync();
        var items = Words("Item");
        var heldSomewhere = new HashSet<string>();
        foreach (var custodian in Custodians)
        {
            simulated.Hold(custodian, custodian == "eastholt-csc" ? Full with { Plan = new(["neglect"], new DateOnly(2025, 1, 1), new DateOnly(2026, 1, 1)) } : Full);
            var answer = await simulated.AskAsync(custodian, "answers", Simulated.Question(items));
            Assert.Empty(Schema.Check(answer, "#/components/schemas/AnswerResponse"));
            Assert.Equal(items, answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
            heldSomewhere.UnionWith(answer.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("state").GetString() == "held")
                .Select(item => item.GetProperty("item").GetString()!));
        }
        Assert.Equal(items.Order(), heldSomewhere.Order());
    }

    [Fact]
    public async Task Every_purpose_and_relationship_type_of_the_contract_is_understood_and_no_other()
    {
        await using var simulated = await Simulated.StartAsync();
        foreach (var purpose in Words("Purpose").Append("curiosity"))
        {
            var body = Simulated.Question("plan-flag").Replace("unscheduled-care", purpose);
            await simulated.AskAsync("aldersham-csc", "answers", body, purpose == "curiosity" ? 400 : 200);
        }
        foreach (var type in Words("RelationshipType").Append("friendship"))
        {
            var answer = await simulated.AskAsync(
                "aldersham-council", "relationships", Simulated.RelationshipQuestion("x", [type]), type == "friendship" ? 400 : 200);
            if (type != "friendship") Assert.Empty(Schema.Check(answer, "#/components/schemas/RelationshipResponse"));
        }
    }

    [Fact]
    public async Task Confirmed_relationship_of_every_type_obeys_the_schema()
    {
        await using var simulated = await Simulated.StartAsync();
        foreach (var type in Words("RelationshipType"))
        {
            simulated.Host.AddRelationship(new("aldersham-council", "worker", Simulated.Number, Simulated.Born, type, "R-" + type, Simulated.Now.AddDays(-1)));
            var answer = await simulated.AskAsync("aldersham-council", "relationships", Simulated.RelationshipQuestion("worker", [type]));
            Assert.Empty(Schema.Check(answer, "#/components/schemas/RelationshipResponse"));
            Assert.Equal("R-" + type, answer.GetProperty("relationship").GetProperty("reference").GetString());
        }
    }

    [Theory]
    [InlineData("application/json", "{}", "answers", 400)]
    [InlineData("text/plain", "{}", "answers", 415)]
    [InlineData("application/json", "{}", "questions", 404)]
    public async Task Every_refusal_is_a_problem_of_the_contract(string mediaType, string body, string question, int status)
    {
        await using var simulated = await Simulated.StartAsync();
        using var response = await simulated.SendAsync("aldersham-csc", question, body, mediaType);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Simulated.Cancellation)).RootElement;
        Assert.Empty(Schema.Check(problem, "#/components/schemas/Problem"));
    }

    [Fact]
    public async Task Members_that_the_contract_requires_are_those_that_the_simulator_requires()
    {
        await using var simulated = await Simulated.StartAsync();
        (string Schema, string Question, string Body)[] requests =
        [
            ("AnswerRequest", "answers", Simulated.Question("plan-flag")),
            ("RelationshipRequest", "relationships", Simulated.RelationshipQuestion("x", ["allocation"])),
            ("Notice", "notices", Simulated.Notice(Guid.NewGuid())),
            ("ListRequest", "pointers", $$"""{"requestId":"{{Guid.NewGuid()}}","after":0,"list":null}"""),
        ];
        foreach (var request in requests)
        {
            var members = JsonNode.Parse(request.Body)!.AsObject().Select(member => member.Key).ToList();
            Assert.Equal(Schemas.GetProperty(request.Schema).GetProperty("required").EnumerateArray().Select(name => name.GetString()), members);
            foreach (var member in members)
            {
                var body = JsonNode.Parse(request.Body)!.AsObject();
                body.Remove(member);
                await simulated.AskAsync("aldersham-council", request.Question, body.ToJsonString(), 400);
            }
        }
    }

    private static CustodianFacts Full => new()
    {
        Plan = new(["neglect", "physical", "sexual", "emotional"], new DateOnly(2026, 5, 14)),
        LeadSocialWorker = new("Grace Adeyemi", "North team", "020 7946 0800"),
        LookedAfter = new("care-order", new DateOnly(2026, 1, 1)),
        UnbornPlan = new(new DateOnly(2027, 1, 9)),
        SiblingOnPlan = true,
        Registered = true,
        OnRoll = true,
        Attendances = [new("ENC-ü\"1", Simulated.Now.AddMilliseconds(-1234), "Cut <hand>", true, "Sent home", true)],
        Incidents = [new("INC-1", Simulated.Now.AddDays(-1))],
    };

    private static IEnumerable<string> Custodians => Contracts.Json("register/demonstration.json").GetProperty("agencies").EnumerateArray()
        .SelectMany(agency => agency.GetProperty("custodians").EnumerateArray())
        .Where(custodian => custodian.GetProperty("connected").GetBoolean()).Select(custodian => custodian.GetProperty("id").GetString()!);

    private static string[] Words(string schema) => [.. Schemas.GetProperty(schema).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!)];

    private static IEnumerable<(string Schema, JsonElement Example)> Examples(JsonElement from)
    {
        if (from.ValueKind != JsonValueKind.Object) return [];
        var inner = from.EnumerateObject().SelectMany(member => Examples(member.Value));
        if (!from.TryGetProperty("examples", out var examples)) return inner;
        var schema = from.GetProperty("schema").GetProperty("$ref").GetString()!;
        return examples.EnumerateObject().Select(example => (schema, example.Value.GetProperty("value")));
    }
}
