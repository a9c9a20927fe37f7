using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Consents;

public sealed class ConsentBadInputTests
{
    private static readonly string Yes = ConsentBed.Yes(ConsentBed.Child).ToJsonString();
    private static readonly string No = ConsentBed.No(ConsentBed.Child).ToJsonString();

    /// <summary>Where it is sent, what, and the fields that the answer names.</summary>
    public static readonly TheoryData<string, string, string> Bodies = new()
    {
        { "consents", "", "body" },
        { "consents", "[]", "body" },
        { "consents", Yes[..^1], "body" },
        { "consents", Yes.Replace("{\"child\"", "{\"kind\":\"confidentiality\",\"child\""), "body" },
        { "consents", Yes.Replace("service-agreement", "\\ud800"), "body" },
        { "consents", Yes.Replace("\"plan-flag\"", new string('[', 20) + new string(']', 20)), "body" },
        { "consents", Yes.Replace("{\"child\"", "{\"notes\":\"Mum said it was fine\",\"child\""), "notes" },
        { "consents", Yes.Replace("{\"nhsNumber\"", "{\"name\":\"x\",\"nhsNumber\""), "child.name" },
        { "consents", Yes.Replace(ConsentBed.Child.Number, "1234567890"), "child.nhsNumber" },
        { "consents", Yes.Replace("2017-03-04", "2017-02-29"), "child.dateOfBirth" },
        { "consents", Yes.Replace("2017-03-04", "1990-03-04"), "child.dateOfBirth" },
        { "consents", Yes.Replace("service-agreement", "yes"), "kind" },
        { "consents", Yes.Replace("\"given\"", "\"lapsed\""), "state" },
        { "consents", Yes.Replace("parental-responsibility", "mother"), "giver" },
        { "consents", Yes.Replace("\"parental-responsibility\"", "\"carer\""), "giver" },
        { "consents", Yes.Replace("\"parental-responsibility\"", "\"council-section-20\""), "giver" },
        { "consents", Yes.Replace("\"informed\":true", "\"informed\":false"), "informed" },
        { "consents", Yes.Replace("\"informed\":true,", ""), "informed,informed" },
        { "consents", Yes.Replace("\"freelyGiven\":true", "\"freelyGiven\":false"), "freelyGiven" },
        { "consents", Yes.Replace("\"freelyGiven\":true", "\"freelyGiven\":\"yes\""), "freelyGiven,freelyGiven" },
        { "consents", Yes.Replace("\"explicit\"", "\"silence\""), "obtained" },
        { "consents", Yes.Replace("\"items\":[\"plan-flag\",\"school\"],", ""), "items" },
        { "consents", Yes.Replace("\"plan-flag\"", "\"allsorts\""), "items[0]" },
        { "consents", Yes.Replace("\"school\"", "\"plan-flag\""), "items[1]" },
        { "consents", Yes.Replace("[\"plan-flag\",\"school\"]", "[]"), "items" },
        { "consents", Yes.Replace("\"millpond-surgery\"", "\"anybody\""), "recipients[0]" },
        { "consents", Yes.Replace("\"early-help\"", "\"curiosity\""), "purposes[0]" },
        { "consents", Yes.Replace("2026-11-20", "2026-11-23"), "givenOn" },
        { "consents", Yes.Replace("2026-11-20", "2019-11-20"), "givenOn" },
        { "consents", No.Replace("2026-11-20", "yesterday"), "givenOn" },
        { "consents", Yes.Replace("\"reference\"", "\"expiresOn\":\"2026-11-22\",\"reference\""), "expiresOn" },
        { "consents", No.Replace("\"reference\"", "\"expiresOn\":\"2027-11-22\",\"reference\""), "expiresOn" },
        { "consents", Yes.Replace("EH-Referencemark-7", "Mum said yes on the telephone"), "reference" },
        { "consents", Yes.Replace("EH-Referencemark-7", ""), "reference" },
        { "consents", Yes.Replace("EH-Referencemark-7", "EH-" + ConsentBed.Child.Number), "reference" },
        { "consents", Yes.Replace("EH-Referencemark-7", ConsentBed.Child.Number[..3] + "-" + ConsentBed.Child.Number[3..6] + "-" + ConsentBed.Child.Number[6..]), "reference" },
        { "consents", Yes.Replace("EH-Referencemark-7", new string('x', 65)), "reference" },
        { "consents", Yes.Replace("\"reference\"", "\"competence\":{},\"reference\""), "competence,competence.kind,competence.understands,competence.seesConsequences,competence.weighs,competence.freeOfPressure,competence.assessedOn" },
        { "consents", Yes.Replace("\"reference\"", "\"supersedes\":[\"mine\"],\"reference\""), "supersedes[0]" },
        { "consents", Yes.Replace("\"reference\"", "\"suspectedSourceOfHarm\":1,\"reference\""), "suspectedSourceOfHarm" },
        { "consents/6f9619ff-8b86-4d01-b42d-00c04fc964ff/withdrawal", "{}", "child,by" },
        { "consents/6f9619ff-8b86-4d01-b42d-00c04fc964ff/review", """{"outcome":"due"}""", "because,child" },
        { "consents/6f9619ff-8b86-4d01-b42d-00c04fc964ff/review", """{"outcome":"confirmed","because":"case-closed"}""", "because,child" },
        { "consents/6f9619ff-8b86-4d01-b42d-00c04fc964ff/review", """{"outcome":"due","because":"rain"}""", "because,child" },
        { "consents/search", """{"purposes":"all"}""", "child,purposes" },
        { "consents/search", """{"seek":{"purpose":"x","concerns":["y"]}}""", "child,seek.purpose,seek.concerns[0]" },
        { "engagements", "{}", "purposes,informed,because,view,child,on,reference" },
        { "engagements", """{"purposes":["early-help"],"informed":"nobody","view":"agreed","on":"2026-11-20","reference":"E-1"}""", "because,view,child" },
        { "engagements", """{"purposes":["early-help"],"informed":"child","view":"agreed","because":"not-possible","on":"2026-11-20","reference":"E-1"}""", "because,child" },
    };

    [Fact]
    public async Task Each_names_its_fields_in_plain_words_and_nothing_is_recorded()
    {
        await using var bed = await ConsentBed.StartAsync();
        foreach (var row in Bodies)
        {
            var (path, body, fields) = row.Data;
            var answer = (await bed.Gateway.SendAsync(HttpMethod.Post, "v1/" + path, "gp", body, Guid.NewGuid().ToString())).Is(400);
            Assert.True(fields == string.Join(',', answer.Fields), $"{path} {body} gave {string.Join(',', answer.Fields)}");
            Assert.All((string[])["curiosity", "allsorts", "Mum", "Exception", "System.", ConsentBed.Child.Number], text => Assert.DoesNotContain(text, answer.Text));
        }

        await NothingHappenedAsync(bed);
    }

    [Fact]
    public async Task Request_id_media_type_size_token_and_address_are_held_to_as_in_a_check()
    {
        await using var bed = await ConsentBed.StartAsync();
        foreach (var path in (string[])["v1/consents", "v1/consents/search", "v1/engagements", $"v1/consents/{Guid.NewGuid()}/review"])
        {
            Assert.Equal(["X-Request-ID"], (await bed.Gateway.SendAsync(HttpMethod.Post, path, "gp", Yes)).Is(400).Fields);
            (await bed.Gateway.SendAsync(HttpMethod.Post, path, "gp", Yes + new string(' ', 16 * 1024), Guid.NewGuid().ToString())).Is(413);
            using var bare = new StringContent(Yes);
            using var response = await bed.Gateway.Http.PostAsync(new Uri(bed.Gateway.Address, path), bare, TestContext.Current.CancellationToken);
            Assert.Equal(401, (int)response.StatusCode);
        }

        (await bed.PostAsync("v1/consents/mine/withdrawal", "gp", new JsonObject())).Is(404);
        await NothingHappenedAsync(bed);
    }

    private static async Task NothingHappenedAsync(ConsentBed bed)
    {
        // The start itself, and the policy that it put in force.
        Assert.Equal([EntryType.Opened, EntryType.Admin], (await bed.Gateway.Entries.AllAsync()).Select(entry => entry.Type));
        Assert.Equal(0, bed.Gateway.AskedOfAnybody + bed.Gateway.Asked("millpond-surgery"));
    }
}
