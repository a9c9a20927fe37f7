using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class ControlTests
{
    [Fact]
    public async Task Behaviour_is_set_listed_and_put_back_while_it_runs()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.ControlAsync(HttpMethod.Put, "agencies/brook-street-ed", """{"delayMilliseconds":5,"fault":"unknown-state","staleMinutes":7}""", 204);
        Assert.Contains(
            """{"id":"brook-street-ed","agency":"alder-valley-nhs-trust","delayMilliseconds":5,"fault":"unknown-state","staleMinutes":7}""",
            (await simulated.ControlAsync(HttpMethod.Get, "agencies")).GetRawText());

        await simulated.ControlAsync(HttpMethod.Delete, "agencies", null, 204);
        Assert.DoesNotContain("unknown-state", (await simulated.ControlAsync(HttpMethod.Get, "agencies")).GetRawText());
        Assert.Contains("nothing-held", await simulated.SaysAsync("brook-street-ed", "attendance-count"));
    }

    [Fact]
    public async Task Every_fault_has_its_word()
    {
        await using var simulated = await Simulated.StartAsync();
        string[] words =
        [
            "none", "silent", "reset", "refuse", "error", "html", "truncated", "wrong-schema", "unknown-state", "duplicate-members", "missing-item",
            "drip", "reset-body", "endless", "redirect", "wrong-request", "wrong-signature", "unsigned", "replayed", "clock-ahead", "leave-alone", "gzip-bomb", "withheld", "maintenance", "busy",
        ];
        Assert.Equal(Enum.GetValues<Fault>().Length, words.Length);
        foreach (var word in words) await simulated.ControlAsync(HttpMethod.Put, "agencies/dunmere-csc", $$"""{"fault":"{{word}}"}""", 204);
    }

    [Theory]
    [InlineData("agencies/dunmere-csc", """{"fault":"sulk"}""", 400)]
    [InlineData("agencies/dunmere-csc", """{"delayMilliseconds":-1}""", 400)]
    [InlineData("agencies/dunmere-csc", """{"delayMilliseconds":600001}""", 400)]
    [InlineData("agencies/dunmere-csc", """{"staleMinutes":-1}""", 400)]
    [InlineData("agencies/dunmere-csc", """{"delay":1}""", 400)]
    [InlineData("agencies/dunmere-csc", "nothing", 400)]
    [InlineData("agencies/farrowdale-csc", "{}", 404)]
    [InlineData("agencies/", "{}", 404)]
    public async Task What_cannot_be_set_is_refused(string path, string body, int status)
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.ControlAsync(HttpMethod.Put, path, body, status);
    }

    [Fact]
    public async Task Questions_are_counted_by_who_was_asked()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.AskAsync("brook-street-ed", "answers", Simulated.Question("attendance-count"));
        await simulated.AskAsync("brook-street-ed", "answers", Simulated.Question("attendance-count"));
        await simulated.AskAsync("alder-valley-nhs-trust", "relationships", Simulated.RelationshipQuestion("x", ["encounter"]));
        var asked = await simulated.ControlAsync(HttpMethod.Get, "asked");

        Assert.Equal(2, asked.GetProperty("custodians").GetProperty("brook-street-ed").GetInt64());
        Assert.Equal(0, asked.GetProperty("custodians").GetProperty("aldersham-general-ed").GetInt64());
        Assert.Equal(1, asked.GetProperty("relationships").GetProperty("alder-valley-nhs-trust").GetInt64());
    }
}
