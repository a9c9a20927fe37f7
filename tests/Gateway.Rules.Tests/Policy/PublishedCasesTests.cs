using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>Every published case whose answer follows from the rules, against the policy in force.</summary>
public sealed class PublishedCasesTests
{
    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(Path.Combine(Repository.Shared, "domain", "policy-cases"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_is_decided_as_published(string id)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Shared, "domain", "policy-cases", id + ".json")));
        var request = document.RootElement.GetProperty("request");
        var facts = Facts(request);
        var record = new RecordFacts(HasFlag(request, "SHIELD"));
        var decision = Decide.WithRecord(Repository.Policy, Decide.Request(Repository.Policy, facts), facts, record);

        foreach (var expected in document.RootElement.GetProperty("expect").EnumerateObject())
        {
            // A sensitive attendance is left out by the attendance rule; the item keeps the outcome of the others.
            var cell = expected.Value.TryGetProperty("otherAttendances", out var others) ? others : expected.Value;
            var decided = decision.For(ItemOf(expected.Name))!.Value;
            Assert.Equal(
                (expected.Name, cell.GetProperty("outcome").GetString(), cell.GetProperty("reason").GetString(), Modifiers(cell)),
                (expected.Name, Short(decided.Outcome), decided.Reason, decided.Emergency ? "+E" : ""));
        }
    }

    [Fact]
    public void There_are_cases_to_decide() => Assert.True(Cases.Count >= 50);

    private static RequestFacts Facts(JsonElement request)
    {
        var subject = request.GetProperty("subject");
        var at = request.GetProperty("at").GetDateTimeOffset();
        _ = PurposeWords.TryReadId(request.GetProperty("purpose").GetString()!, out var purpose);
        return new RequestFacts(at, request.GetProperty("requester").GetProperty("role").GetString()!, purpose, Items(request.GetProperty("items")))
        {
            Relationship = RelationshipOf(request.GetProperty("relationship"), at),
            Identity = Enum.Parse<IdentityMatch>(request.GetProperty("identityMatch").GetString()!, ignoreCase: true),
            AgeYears = subject.GetProperty("ageYears") is { ValueKind: JsonValueKind.Number } age ? age.GetInt32() : null,
            PregnancyRecorded = subject.GetProperty("pregnancyRecorded").GetBoolean(),
            Consent = new ConsentFacts(request.GetProperty("consent").GetProperty("state").GetString() == "GIVEN" ? ConsentState.Given : ConsentState.NotSought),
            SubjectCount = request.GetProperty("subjectCount").GetInt32(),
            Flags = Flags(request),
            Prohibited = [.. request.GetProperty("courtRestrictions").EnumerateArray()
                .Where(r => r.GetProperty("effect").GetString() == "PROHIBITS").SelectMany(r => Items(r.GetProperty("items")))],
            Demanded = request.GetProperty("statutoryDemand") is { ValueKind: JsonValueKind.Object } demand ? Items(demand.GetProperty("items")) : [],
        };
    }

    private static RequestFlags Flags(JsonElement request) =>
        (HasFlag(request, "BULK") ? RequestFlags.Bulk : 0) | (HasFlag(request, "CONFLICT_OF_INTEREST") ? RequestFlags.ConflictOfInterest : 0)
        | (HasFlag(request, "EMERGENCY") ? RequestFlags.Emergency : 0) | (HasFlag(request, "ANOMALY") ? RequestFlags.Anomaly : 0)
        | (HasFlag(request, "DUTY_16LA") ? RequestFlags.DutyInForce : 0) | (HasFlag(request, "CSC_ALLOCATED") ? RequestFlags.Allocated : 0);

    private static bool HasFlag(JsonElement request, string flag) =>
        request.GetProperty("flags").EnumerateArray().Any(f => f.GetString() == flag);

    private static Relationship? RelationshipOf(JsonElement given, DateTimeOffset at)
    {
        if (!given.GetProperty("verified").GetBoolean()) return null;
        var known = RelationshipWords.TryRead(given.GetProperty("type").GetString()!.ToLowerInvariant().Replace('_', '-'), out var type);
        var ended = given.GetProperty("endedMinutesAgo");
        return known ? new Relationship(type, ended.ValueKind == JsonValueKind.Number ? at.AddMinutes(-ended.GetDouble()) : null) : null;
    }

    private static ImmutableArray<Item> Items(JsonElement list) => [.. list.EnumerateArray().Select(i => ItemOf(i.GetString()!))];

    private static Item ItemOf(string id) => ItemWords.All.Single(i => i.Id() == id);

    private static string Modifiers(JsonElement cell) =>
        cell.TryGetProperty("modifiers", out var list) ? string.Join(' ', list.EnumerateArray().Select(m => m.GetString())) : "";

    private static string Short(Outcome outcome) => outcome switch
    {
        Outcome.Share => "S",
        Outcome.ShareLess => "M",
        Outcome.Justify => "J1",
        Outcome.AskHolder => "J2",
        Outcome.NoData => "NO_DATA",
        _ => "R",
    };
}
