using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

public sealed class PeopleFileTests : IDisposable
{
    private const string Record = """
        {"nhsNumber":"9990000018","dateOfBirth":"2023-03-04","facts":{"aldersham-csc":{"plan":{"categories":["neglect"],"start":"2026-05-14","end":null},"leadSocialWorker":{"name":"Grace Adeyemi","team":"North","telephone":"01632 960800"},"lookedAfter":{"legalBasis":"care-order","since":"2026-01-01","until":null},"unbornPlan":{"due":"2027-01-01"},"siblingOnPlan":true},"aldersham-general-ed":{"attendances":[{"reference":"ENC-1","arrivedAt":"2026-09-30T22:41:00Z","complaint":"Fall","injury":true,"outcome":"Sent home","leftBeforeSeen":false,"sensitive":false}]},"millpond-surgery-list":{"registered":true},"st-oswins-primary-roll":{"onRoll":true},"northshire-police-records":{"incidents":[{"reference":"INC-1","at":"2026-10-01T20:00:00Z"}]}}}
        """;

    private const string Relationship = """
        {"agency":"alder-valley-nhs-trust","practitioner":"*","nhsNumber":"9990000018","dateOfBirth":"2023-03-04","type":"encounter","reference":"ENC-9","startedAt":"2026-11-22T01:52:00Z","endedAt":null,"site":"aldersham-general-ed"}
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("people-");

    [Fact]
    public async Task Line_of_each_file_is_answered_from_by_everybody_whom_it_names()
    {
        Write("records.ndjson", Record);
        Write("relationships.ndjson", Relationship);
        await using var simulated = await Simulated.StartAsync(people: folder.FullName);

        Assert.Contains("\"held\"", await simulated.SaysAsync("aldersham-csc", "plan-flag"));
        Assert.Contains("Grace Adeyemi", await simulated.SaysAsync("aldersham-csc", "lead-social-worker"));
        Assert.Contains("ENC-1", await simulated.SaysAsync("aldersham-general-ed", "attendance-count"));
        Assert.Contains("Millpond", await simulated.SaysAsync("millpond-surgery-list", "gp-registration"));
        Assert.Contains("Oswin", await simulated.SaysAsync("st-oswins-primary-roll", "school"));
        Assert.Contains("1", await simulated.SaysAsync("northshire-police-records", "abuse-marker"));
        var answer = await simulated.AskAsync("alder-valley-nhs-trust", "relationships", Simulated.RelationshipQuestion("nurse-okafor", ["encounter"]));
        Assert.Equal("ENC-9", answer.GetProperty("relationship").GetProperty("reference").GetString());
        Assert.Equal(0, simulated.Host.LinesLeftOut);
    }

    [Fact]
    public async Task Blank_lines_and_a_last_line_without_its_end_are_read()
    {
        Write("records.ndjson", "\r\n" + Record.Trim() + "\r\n\n" + Record.Trim().Replace("9990000018", Simulated.Unheard));
        await using var simulated = await Simulated.StartAsync(people: folder.FullName);
        Assert.Contains("\"held\"", await simulated.SaysAsync("aldersham-csc", "plan-flag", Simulated.Question("plan-flag", Simulated.Unheard)));
    }

    [Fact]
    public async Task Line_about_nobody_of_this_register_is_left_out_and_counted()
    {
        Write("records.ndjson", Record.Trim() + "\n" + """{"nhsNumber":"9990000026","dateOfBirth":"2023-03-04","facts":{"elsewhere-csc":{"siblingOnPlan":true}}}""");
        Write("relationships.ndjson", Relationship.Replace("alder-valley-nhs-trust", "elsewhere-trust"));
        await using var simulated = await Simulated.StartAsync(people: folder.FullName);
        Assert.Equal(2, simulated.Host.LinesLeftOut);
    }

    [Theory]
    [InlineData("9990000018", "9990000019", "nhsNumber")]
    [InlineData("\"registered\"", "\"registred\"", "facts")]
    [InlineData("neglect", "unkindness", "plan.categories")]
    [InlineData("care-order", "court-order", "lookedAfter.legalBasis")]
    [InlineData("2023-03-04", "1823-03-04", "dateOfBirth")]
    [InlineData("\"facts\":{", "\"facts\":{{", "facts")]
    public async Task Line_that_does_not_read_stops_the_start_and_is_named_but_not_repeated(string right, string wrong, string named)
    {
        Write("records.ndjson", "\n" + Record.Trim().Replace(right, wrong));
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => Simulated.StartAsync(people: folder.FullName));
        Assert.Contains("records.ndjson line 2", fault.Message);
        Assert.Contains(named, fault.Message);
        Assert.DoesNotContain("99900000", fault.ToString());
        Assert.DoesNotContain("-03-04", fault.ToString());
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(folder.FullName, file), text);
}
