using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Messages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Gateway.Tests.Referrals.Steps;
using Gateway.Tests.Simulator;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Messages;

/// <summary>What really goes over the broker, held to the published documents; and who is told what.</summary>
public sealed class PublishedMessagesTests(BrokerFixture one, PostgresServer server) : IClassFixture<BrokerFixture>
{
    private const string Council = "aldersham-council", Trust = "alder-valley-nhs-trust", Other = "brackenford-council", Surgery = "millpond-surgery";

    private static readonly JsonElement Document = Contracts.Json("messages/asyncapi.json");

    private static readonly string[] Marks = ["Childmark", "Askermark", "Questionmark", "Answermark", "Messagemark", "Whymark", "Askedmark", "Addedmark", "Transfermark", "nurse", "csc-", "millpond", "2019-03-04"];

    [Theory, InlineData("Sqlite"), InlineData("Postgres")]
    public async Task Every_message_of_the_document_is_published_and_is_what_its_schema_says_and_names_nobody(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store, one.Setting(Council, Trust, Other, Surgery));
        var (council, trust, other, surgery) = (await ListenAsync(Council), await ListenAsync(Trust), await ListenAsync(Other), await ListenAsync(Surgery));

        var child = await DecidedAndDisputedAsync(bed);
        var merged = await MergedAsync(bed);
        var moved = await SentOnAsync(bed);
        bed.Gateway.Clock.Advance(TimeSpan.FromDays(20));
        await Background.ReferralsAsync(bed.Gateway);

        await HeardAllAsync(bed, (Council, council), (Trust, trust), (Other, other), (Surgery, surgery));
        var all = council.All.Concat(trust.All).Concat(other.All).Concat(surgery.All).ToArray();
        Assert.Equal(Documented, all.Select(heard => heard.Kind).Distinct().Order());
        foreach (var heard in all) IsAsPublished(heard);
        Assert.Equal(
            ["referral-received.v1", "referral-moved.v1", "referral-added-to.v1", "referral-moved.v1", "referral-answered.v1", "referral-decided.v1", "referral-feedback-read.v1", "referral-disagreement.v1"],
            council.All.Where(heard => heard.Child == child.Child).Select(heard => heard.Kind).Take(8));
        Assert.Equal(["referral-asked.v1"], surgery.All.Select(heard => heard.Kind));
        Assert.Equal(["referral-received.v1"], other.All.Where(heard => heard.Child == moved.Child).Select(heard => heard.Kind).Take(1));
        Assert.Equal("referral-sent-on.v1", council.All.Last(heard => heard.Child == moved.Child).Kind);
        Assert.Contains(trust.All, heard => heard.Child == merged.Child && heard.Kind == "referral-merged.v1");
        // Where a child stands is for the council that has it and for nobody else.
        Assert.All(trust.All.Concat(surgery.All), heard => Assert.DoesNotContain(heard.Body.EnumerateObject(), member => member.Name is "state" or "event" or "urgent"));
        foreach (var line in new[] { council, trust, other, surgery }.SelectMany(system => system.All.GroupBy(heard => heard.Child).Select(line => line.Select(heard => heard.Number))))
            Assert.Equal(Enumerable.Range(1, line.Count()), line);
        foreach (var system in (AgencySystem[])[council, trust, other, surgery]) await system.DisposeAsync();
    }

    [Fact]
    public void Document_names_a_schema_for_each_message_and_a_reader_finds_each()
    {
        foreach (var message in Document.GetProperty("components").GetProperty("messages").EnumerateObject())
        {
            var name = message.Value.GetProperty("name").GetString()!;
            Assert.Equal($"./{name}.schema.json", message.Value.GetProperty("payload").GetProperty("$ref").GetString());
            Assert.Equal("urn:gateway:messages:" + name, Contracts.Json($"messages/{name}.schema.json").GetProperty("$id").GetString());
        }

        foreach (var reference in References(Document).Where(reference => reference.StartsWith('#'))) Assert.NotEqual(JsonValueKind.Undefined, reference.TrimStart('#', '/').Split('/').Aggregate(Document, (at, part) => at.GetProperty(part)).ValueKind);
        Assert.Equal(MessageNames.All.Order(), Documented);
        Assert.Equal(Directory.GetFiles(Contracts.PathOf("messages"), "*.schema.json").Length, MessageNames.All.Length + 1);
        Assert.All(MessageNames.All, kind => Assert.Contains(kind, Contracts.Text("messages/README.md")));
    }

    private static IEnumerable<string> Documented => Document.GetProperty("channels").GetProperty("agency").GetProperty("messages").EnumerateObject()
        .Select(message => Document.GetProperty("components").GetProperty("messages").GetProperty(message.Name).GetProperty("name").GetString()!).Order();

    private static void IsAsPublished(Heard heard)
    {
        Assert.Empty(new JsonSchema(Contracts.Json($"messages/{heard.Kind}.schema.json")).Check(heard.Body, "#"));
        Assert.Equal((heard.Kind, heard.Body.GetProperty("message").GetString()), (heard.Properties.Type, heard.Properties.MessageId));
        Assert.True(heard.Properties.Persistent);
        Assert.Empty((heard.Properties.Headers ?? new Dictionary<string, object?>()).Keys.Except(["x-dotnet-pub-seq-no", "x-delivery-count"]));
        Assert.Equal("gateway-messages", heard.Exchange);
        Assert.All(Marks.Append(ReferralBed.NumberOf(0).Digits), mark => Assert.DoesNotContain(mark, heard.Text, StringComparison.OrdinalIgnoreCase));
    }

    private Task<AgencySystem> ListenAsync(string agency) => AgencySystem.ListenAsync(one.Broker.Address, agency);

    // Each stands in the ledger's entry of its step, which was there before it left; nothing else comes.
    private static async Task HeardAllAsync(ReferralBed bed, params (string Agency, AgencySystem System)[] systems)
    {
        var told = (await bed.EntriesAsync()).SelectMany(entry => entry.Common.TryGetProperty("told", out var each) ? each.EnumerateArray().ToArray() : [])
            .Select(each => (Agency: each.Text("agency"), What: $"{each.Text("child")} {each.Text("message")}")).ToLookup(each => each.Agency, each => each.What);
        Assert.Equal(systems.Select(each => each.Agency).Order(), told.Select(each => each.Key).Order());
        foreach (var (agency, system) in systems)
        {
            var heard = await system.HasAsync(told[agency].Count());
            Assert.Equal(told[agency].Order(), heard.Select(each => $"{each.Child} {each.Kind}").Order());
            Assert.Equal(heard.Count, heard.Select(each => each.Body.Text("message")).Distinct().Count());
        }
    }

    private static async Task<OneChild> DecidedAndDisputedAsync(ReferralBed bed)
    {
        var child = await bed.OneAsync();
        await child.ThenAsync("csc-front-door", "referral.taken");
        (await child.StepAsync("nurse", "referral.added_to", With(("added", "Addedmark: a second bruise.")))).Is(200);
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("question", "Questionmark: when was she last seen?"), ("purpose", "section-47"), ("agencies", new JsonArray(With(("agency", Surgery))))));
        await child.ThenAsync("gp", "agency.answered", With(("answer", "Answermark: in March.")));
        await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
        (await child.FeedbackAsync("nurse")).Is(200);
        (await child.StepAsync("nurse", "disagreement.raised", With(("safeTonight", true), ("what", "Askedmark: that nothing is done."), ("evidence", "Three visits."), ("wanted", "An assessment.")))).Is(200);
        return child;
    }

    private static async Task<OneChild> MergedAsync(ReferralBed bed)
    {
        var (first, second) = (await bed.OneAsync(), await bed.OneAsync(takenBy: "csc-social-worker"));
        Assert.Equal("merged", await second.ThenAsync("csc-front-door", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident."))));
        await first.ThenAsync("csc-social-worker", "referral.taken");
        await first.ThenAsync("csc-social-worker", "decision.made", Decision("assessment"));
        return second;
    }

    private static async Task<OneChild> SentOnAsync(ReferralBed bed)
    {
        var child = await bed.OneAsync(takenBy: "csc-social-worker");
        (await child.StepAsync("csc-social-worker", "case.transferred", With(("council", Other), ("reason", "Transfermark: she lives there.")))).Is(200);
        return child;
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("$ref") ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
