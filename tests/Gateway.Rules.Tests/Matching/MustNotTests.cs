using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Rules.Matching.Cases;

namespace Gateway.Rules.Tests.Matching;

/// <summary>A case that would open what it says must not be opened fails, whatever else it calls right.</summary>
public sealed class MustNotTests
{
    [Theory]
    [InlineData("T01", "SINGLE", true)]
    [InlineData("T01", "SINGLE for A", true)]
    [InlineData("T01", "return A alone", true)]
    [InlineData("T01", "open A on the number alone", true)]
    [InlineData("T01", "list or count them", true)]
    [InlineData("T01", "SINGLE for B", false)]
    [InlineData("T01", "", false)]
    [InlineData("T80", "reveal that a record exists", false)]
    [InlineData("T02", "run the search", false)]
    public void Words_of_a_case_are_held_to_its_answer(string id, string mustNot, bool fails)
    {
        var form = Form(id);
        form["must_not"] = mustNot;
        // The answer itself is called right, so that only the words can fail it; and no child of the case is the right one.
        if (fails) (form["expect"], form["child"], form["also_ok"]) = ("NOT_FOUND", null, new JsonArray("SINGLE"));
        var differences = Run(form).Where(line => line.StartsWith("must not", StringComparison.Ordinal));

        Assert.Equal(fails, differences.Any());
    }

    [Fact]
    public void Answer_that_tells_whether_somebody_is_held_fails()
    {
        var form = Form("T01");
        (form["must_not"], form["expect"], form["child"], form["also_ok"]) = ("reveal that the number exists", "NOT_FOUND", null, new JsonArray("SINGLE"));

        Assert.Contains(Run(form), line => line.Contains("without its children the answer is another one", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("surprise", "surprise")]
    [InlineData("query.surprise", "surprise")]
    [InlineData("index.surprise", "surprise")]
    [InlineData("sealed.surprise", "surprise")]
    public void Case_with_an_unknown_member_is_refused_and_the_member_is_named(string at, string member)
    {
        var form = Form("T68");
        var inside = at.Split('.') switch
        {
            ["query", _] => form["query"]!.AsObject(),
            ["index", _] => form["index"]![0]!.AsObject(),
            ["sealed", _] => form["index"]![0]!["sealed"]!.AsObject(),
            _ => form,
        };
        inside[member] = 1;

        Assert.Contains(member, Assert.IsType<MatchingCaseReading.Faulty>(ReadMatchingCase.From(form.ToJsonString())).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Source_without_a_name_is_refused()
    {
        var form = Form("T79");
        form["query"]!["sources_down"] = new JsonArray(" ");

        Assert.Contains("sources_down", Assert.IsType<MatchingCaseReading.Faulty>(ReadMatchingCase.From(form.ToJsonString())).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_that_are_down_stay_with_the_case() =>
        Assert.Equal(["children-social-care"], Assert.IsType<MatchingCaseReading.Valid>(ReadMatchingCase.From(Form("T79").ToJsonString())).Case.SourcesDown);

    private static ImmutableArray<string> Run(JsonObject form) => CheckMatchingCase.Differences(
        Held.Index(), Held.Parameters, Assert.IsType<MatchingCaseReading.Valid>(ReadMatchingCase.From(form.ToJsonString())).Case, Held.Population, Held.Today);

    private static JsonObject Form(string id) => File.ReadLines(Held.In("cases.jsonl")).Select(line => JsonNode.Parse(line)!.AsObject()).Single(form => form["id"]!.GetValue<string>() == id);
}
