using System.Text.Json;
using Gateway.Audit;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;
using static Gateway.Tests.Federation.Uploads.TestUpload;

namespace Gateway.Tests.Federation.Uploads;

/// <summary>A council without an API uploads its file over HTTP, and a check answers from it.</summary>
public sealed class UploadTests(UploadBed bed) : IClassFixture<UploadBed>
{
    private static readonly string[] Plans = ["plan-flag", "plan-category", "plan-dates", "lead-social-worker", "looked-after", "plan-ended"];

    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task File_is_sent_previewed_and_applied_and_a_check_answers_from_it(string store)
    {
        var (gateway, upload) = await bed.AtAsync(store);
        var (planned, cared, wrong, nobody) = (UploadBed.Child(1000), UploadBed.Child(1001), UploadBed.Child(1002), UploadBed.Child(1003));
        var misspelt = Plan(wrong, "REF-9");
        misspelt["givenNames"] = "Somebody";
        var asOf = gateway.Clock.GetUtcNow();

        var checkedFile = await upload.SendAsync(Csv(Plan(planned), Ended(planned, "2026-10-01"), Care(cared), misspelt), 4, "csv");

        Assert.Equal(("checked", "CPF03", 3, 1), checkedFile.Short());
        var returned = Assert.Single(await upload.RecordsAsync());
        Assert.Equal((4, 5, "REF-9", "CPR03"), (returned.GetProperty("record").GetInt32(), returned.GetProperty("line").GetInt32(), returned.Text("reference"), returned.Text("code")));
        Assert.Contains("first name", returned.Text("hint"));
        Assert.Equal(("not-known", "no-reply"), Row(await gateway.CheckAsync(planned, "plan-flag")));

        // A preview says the same and applies nothing.
        Assert.Equal("checking", (await upload.PreviewAsync()).Is(200).Json.Text("state"));
        await upload.CheckAsync();
        Assert.Equal(("checked", "CPF03", 3, 1), (await upload.ProgressAsync()).Short());
        Assert.Equal("not-known", Row(await gateway.CheckAsync(planned, "plan-flag")).Said);

        Assert.Equal("applied", (await upload.ApplyAsync()).Is(200).Json.Text("state"));

        gateway.Involve("aldersham-council", "allocation", planned);
        var answer = (await gateway.AskAsync(new Question(planned, Plans) { Asker = "csc-social-worker", Purpose = "section-47" })).Is(200);
        Assert.Equal(["yes", "yes", "yes", "yes", "yes"], Plans.Where(item => item != "looked-after").Select(answer.Says));
        Assert.Equal(["emotional", "neglect"], answer.Item("plan-category").GetProperty("value").GetProperty("categories").EnumerateArray().Select(category => category.GetString()));
        Assert.Equal("2026-03-02", answer.Item("plan-dates").GetProperty("value").Text("on"));
        Assert.Equal("Teammark, north", answer.Item("lead-social-worker").GetProperty("value").Text("team"));
        var source = answer.Source(UploadBed.Custodian);
        Assert.Equal(("held", "file"), (source.Text("answer"), source.Text("spoke")));
        Assert.Matches("^Its file of 22 November( 2026)?,? (at )?[0-9:]+ has information", source.Text("words"));
        Assert.InRange(source.GetProperty("asOf").GetDateTimeOffset(), asOf.AddSeconds(-1), gateway.Clock.GetUtcNow());
        Assert.Equal("yes", (await gateway.CheckAsync(cared, "looked-after")).Is(200).Says("looked-after"));
        Assert.Equal(("not-known", "not-matched"), Row(await gateway.CheckAsync(wrong, "plan-flag")));
        Assert.Equal(("nothing-held", null), Row(await gateway.CheckAsync(nobody, "plan-flag", "plan-category", "looked-after", "plan-ended")));
        Assert.Equal(0, gateway.Asked(UploadBed.Custodian));

        var disclosed = (await gateway.Entries.OfAsync(EntryType.Disclosure)).Last(entry => entry.Child?.TryGetProperty("sources", out _) == true).Child!.Value.GetProperty("sources").EnumerateArray().Single(group => group.TryGetProperty("files", out _));
        Assert.Equal(upload.Sequence, disclosed.GetProperty("files").GetProperty(UploadBed.Custodian).GetInt64());
        var steps = (await gateway.Entries.OfAsync(EntryType.Link)).Select(entry => entry.Common).Where(common => common.Text("kind") == "upload").ToList();
        Assert.Equal(["received", "previewed", "applied"], steps.TakeLast(3).Select(common => common.Text("step")));

        // Each look at what came of it is recorded too.
        Assert.Contains(await gateway.Entries.OfAsync(EntryType.Search), entry => entry.Common.Text("kind") == "upload-read");
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(planned.Number, line.Text));
        await gateway.RestartAsync();
        Assert.Equal("yes", (await gateway.CheckAsync(planned, "plan-flag")).Is(200).Says("plan-flag"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("endpoint", false)]
    [InlineData("lists", false)]
    public void Register_entry_of_a_council_that_uploads_is_as_the_schema_has_it(string? beside, bool holds)
    {
        var register = RegisterForTests.With(new Setting { Uploading = [UploadBed.Custodian] });
        var custodian = register["agencies"]!.AsArray().SelectMany(agency => agency!["custodians"]!.AsArray()).Single(one => (string)one!["id"]! == UploadBed.Custodian)!;
        if (beside is not null) custodian[beside] = beside == "lists" ? "development" : "http://127.0.0.1:7102/";

        Assert.Equal(holds, !new JsonSchema(Contracts.Json("register/register.schema.json")).Check(JsonSerializer.SerializeToElement(register), "#").Any());
    }

    // The row of the council that uploads.
    internal static (string Said, string? Because) Row(Answer answer) =>
        answer.Is(200).Source(UploadBed.Custodian) is var row && row.TryGetProperty("because", out var because) && because.ValueKind == JsonValueKind.String
            ? (row.Text("answer"), because.GetString())
            : (row.Text("answer"), null);
}
