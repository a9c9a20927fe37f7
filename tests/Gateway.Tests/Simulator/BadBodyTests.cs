using System.Text.Json.Nodes;

namespace Gateway.Tests.Simulator;

public sealed class BadBodyTests
{
    public static TheoryData<string, string> Answers => new()
    {
        { "requestId", "\"not-a-uuid\"" }, { "requestId", "null" }, { "purpose", "\"curiosity\"" }, { "purpose", "1" }, { "items", "[]" },
        { "items", "[\"plan-flag\",\"plan-flag\"]" }, { "items", "[\"address\"]" }, { "items", "[\"PLAN-FLAG\"]" }, { "items", "\"plan-flag\"" },
        { "items", "[[\"plan-flag\"]]" }, { "since", "\"2025-02-29\"" }, { "since", "\"22/11/2025\"" }, { "since", "null" }, { "child", "[]" },
        { "child.nhsNumber", """{"nhsNumber":"9990000019","dateOfBirth":"2023-03-04"}""" },
        { "child.nhsNumber", """{"nhsNumber":"999 000 0018","dateOfBirth":"2023-03-04"}""" },
        { "child.nhsNumber", """{"nhsNumber":9990000018,"dateOfBirth":"2023-03-04"}""" },
        { "child.nhsNumber", """{"nhsNumber":"0000000000","dateOfBirth":"2023-03-04"}""" },
        { "child.nhsNumber", """{"dateOfBirth":"2023-03-04"}""" },
        { "child.dateOfBirth", """{"nhsNumber":"9990000018","dateOfBirth":"2023-3-4"}""" },
        { "child.dateOfBirth", """{"nhsNumber":"9990000018"}""" },
        { "child.nhsNumber", """{"nhsNumber":"9990000018","nhsNumber":"9990000018","dateOfBirth":"2023-03-04"}""" },
        { "child", """{"nhsNumber":"9990000018","dateOfBirth":"2023-03-04","name":"x"}""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Member_that_breaks_the_contract_is_named_and_not_repeated(string field, string value)
    {
        await using var simulated = await Simulated.StartAsync();
        var body = JsonNode.Parse(Simulated.Question("plan-flag"))!.AsObject();
        var member = field.Split('.')[0];
        body.Remove(member);
        var text = body.ToJsonString()[..^1] + $",\"{member}\":{value}}}";
        var problem = await simulated.AskAsync("aldersham-csc", "answers", text, 400);

        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.DoesNotContain("99900000", problem.GetRawText());
        Assert.Equal(0, simulated.Host.Asked("aldersham-csc"));
    }

    public static TheoryData<string> Malformed =>
    [
        "", "{", "null", "[]", "42", "\"text\"", Simulated.Question("plan-flag") + "{}", Simulated.Question("plan-flag")[..^1] + ",}",
        "{\"requestId\":\"\\ud800\"}", new string('[', 5000), "{\"child\":" + string.Concat(Enumerable.Repeat("{\"child\":", 500)) + "1",
        "// a note\n" + Simulated.Question("plan-flag"), "\ufeff" + Simulated.Question("plan-flag"),
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Body_that_is_not_the_one_object_is_refused(string body)
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("aldersham-csc", "answers", body, 400);
        await simulated.AskAsync("aldersham-council", "relationships", body, 400);
        await simulated.AskAsync("aldersham-council", "notices", body, 400);
    }

    [Theory]
    [InlineData("requestId")]
    [InlineData("purpose")]
    [InlineData("child")]
    [InlineData("items")]
    [InlineData("since")]
    public async Task Missing_member_is_named(string member)
    {
        await using var simulated = await Simulated.StartAsync();
        var body = JsonNode.Parse(Simulated.Question("plan-flag"))!.AsObject();
        body.Remove(member);
        var problem = await simulated.AskAsync("aldersham-csc", "answers", body.ToJsonString(), 400);
        Assert.Equal((member, $"{member} is missing."), (problem.GetProperty("field").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Unknown_member_is_refused_by_each_of_the_three()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("aldersham-csc", "answers", With(Simulated.Question("plan-flag")), 400);
        await simulated.AskAsync("aldersham-council", "relationships", With(Simulated.RelationshipQuestion("x", ["allocation"])), 400);
        await simulated.AskAsync("aldersham-council", "notices", With(Simulated.Notice(Guid.NewGuid())), 400);

        static string With(string body) => body[..^1] + ",\"note\":1}";
    }

    [Theory]
    [InlineData(65_536, 200)]
    [InlineData(65_537, 413)]
    [InlineData(1_000_000, 413)]
    public async Task Body_may_have_64_kibibytes(int length, int status)
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("aldersham-csc", "answers", Simulated.Question("plan-flag").PadRight(length), status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/jsonp")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_media_type_is_not_read(string mediaType)
    {
        await using var simulated = await Simulated.StartAsync();
        using var response = await simulated.SendAsync("aldersham-csc", "answers", Simulated.Question("plan-flag"), mediaType);
        Assert.Equal(415, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("answers/")]
    [InlineData("answer")]
    [InlineData("ANSWERS")]
    [InlineData("answers/9990000018")]
    public async Task Another_address_is_not_there(string path)
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("aldersham-csc", path, Simulated.Question("plan-flag"), 404);
    }

    [Fact]
    public async Task Another_method_is_told_the_right_one()
    {
        await using var simulated = await Simulated.StartAsync();
        using var response = await simulated.SendAsync(HttpMethod.Get, new Uri(simulated.Host.EndpointOf("aldersham-csc"), "v1/answers"), null);
        Assert.Equal((405, "POST"), ((int)response.StatusCode, response.Content.Headers.Allow.Single()));
    }
}
