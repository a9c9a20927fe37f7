using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Gateway.Rules.Policy.Cases;

/// <summary>Turns the <c>request</c> of a case into facts.</summary>
internal sealed class CaseRequestReader(CaseVocabulary vocabulary, CaseFaults faults)
{
    public static readonly string[] Known =
    [
        "at", "requester", "purpose", "items", "relationship", "subject", "identityMatch", "consent", "flags", "courtRestrictions",
        "statutoryDemand", "subjectCount", "risk",
    ];

    private const int LongestMinutes = 120 * 366 * 24 * 60;

    public CaseRequest? Read(CaseMembers request)
    {
        var requester = request.Object("requester", ["agencyKind", "role"]);
        var agency = requester?.Word("agencyKind", CaseWords.AgencyKinds, "a kind of agency") ?? "";
        var role = Role(requester);
        var at = Instant(request, "at") ?? default;
        _ = PurposeWords.TryReadId(request.Word("purpose", CaseWords.Purposes, "a purpose"), out var purpose);
        var flags = request.Words("flags", CaseWords.Flags, "a flag");
        var consent = CaseConsent.Read(request);
        var facts = Subject(request, new RequestFacts(at, role, purpose, Items(request, "items"))) with
        {
            Relationship = RelationshipOf(request, at),
            Identity = Identity(request.Word("identityMatch", CaseWords.Identities, "a match")),
            Flags = CaseFlags.OfRequest(flags),
            Consent = consent,
            SubjectCount = request.Whole("subjectCount", 0, int.MaxValue),
            Risk = Risk(request),
        };
        facts = Law(request, facts);
        return faults.Any ? null : new CaseRequest(agency, facts, CaseFlags.OfRecord(flags, consent));
    }

    /// <summary>A list of items, each once; there may be none.</summary>
    public static ImmutableArray<Item> Items(CaseMembers members, string name) => [.. members.Words(name, CaseWords.Items, "an item").Select(CaseWords.ReadItem)];

    /// <summary>An instant in UTC, and said to be.</summary>
    public static DateTimeOffset? Instant(CaseMembers members, string name)
    {
        if (members.Get(name, JsonValueKind.String, "text") is not { } value) return null;
        var text = value.GetString()!;
        if ((text.EndsWith('Z') || text.EndsWith("+00:00", StringComparison.Ordinal)) && text.Length <= 33 && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)) return at;
        members.Fault(name, $"{CaseFaults.Quote(text)} is not an instant in UTC, such as 2027-03-10T15:58:00Z");
        return null;
    }

    private string Role(CaseMembers? requester)
    {
        if (requester?.Get("role", JsonValueKind.String, "text") is not { } value) return "";
        var role = value.GetString()!;
        if (!vocabulary.Roles.Contains(role)) requester.Fault("role", $"{CaseFaults.Quote(role)} is not a role of the policy, nor 'unrecognised'");
        return role;
    }

    private static Relationship? RelationshipOf(CaseMembers request, DateTimeOffset at)
    {
        if (request.Object("relationship", ["type", "verified", "endedMinutesAgo"]) is not { } given) return null;
        var word = given.Word("type", CaseWords.Relationships, "a relationship");
        var (verified, ended) = (given.Flag("verified"), given.WholeOrNull("endedMinutesAgo", 0, LongestMinutes));
        if (!verified || !RelationshipWords.TryRead(word.ToLowerInvariant().Replace('_', '-'), out var type)) return null;
        return new Relationship(type, ended is { } minutes ? Before(at, TimeSpan.FromMinutes(minutes)) : null);
    }

    private static DateTimeOffset Before(DateTimeOffset at, TimeSpan span) =>
        at - DateTimeOffset.MinValue > span ? at - span : DateTimeOffset.MinValue;

    private static RequestFacts Subject(CaseMembers request, RequestFacts facts)
    {
        if (request.Object("subject", ["ageYears", "unborn", "pregnancyRecorded", "deceased"]) is not { } subject) return facts;
        return facts with
        {
            AgeYears = subject.WholeOrNull("ageYears", 0, 130),
            Unborn = subject.Flag("unborn"),
            PregnancyRecorded = subject.Flag("pregnancyRecorded"),
            Deceased = subject.Flag("deceased"),
        };
    }

    private static IdentityMatch Identity(string word) => word switch
    {
        "EXACT" => IdentityMatch.Exact,
        "AMBIGUOUS" => IdentityMatch.Ambiguous,
        "SUPERSEDED" => IdentityMatch.Superseded,
        _ => IdentityMatch.None,
    };

    // What an order requires is compelled as much as what a demand names (sharing rules, Q5).
    private static RequestFacts Law(CaseMembers request, RequestFacts facts)
    {
        var (prohibited, required) = (ImmutableArray.CreateBuilder<Item>(), ImmutableArray.CreateBuilder<Item>());
        foreach (var order in request.Objects("courtRestrictions", ["effect", "items"]))
            (order.Word("effect", CaseWords.CourtEffects, "an effect") == "PROHIBITS" ? prohibited : required).AddRange(Items(order, "items"));
        if (!request.IsNull("statutoryDemand") && request.Object("statutoryDemand", ["kind", "items"]) is { } demand)
        {
            _ = demand.Word("kind", CaseWords.Demands, "a demand");
            required.AddRange(Items(demand, "items"));
        }

        return facts with { Prohibited = prohibited.ToImmutable(), Demanded = required.ToImmutable() };
    }

    private static RiskDeclared? Risk(CaseMembers request)
    {
        if (request.IsNull("risk") || request.Object("risk", ["ifNotShared", "ifShared", "source"]) is not { } risk) return null;
        return new RiskDeclared(
            risk.WholeOrNull("ifNotShared", 0, 4), risk.WholeOrNull("ifShared", 0, 4),
            risk.WordOrNull("source", CaseWords.RiskSources, "a source of risk") switch
            {
                "RECIPIENT" => RiskSource.Recipient,
                "ONWARD_LEAK" => RiskSource.OnwardLeak,
                "DETERRENCE" => RiskSource.Deterrence,
                "INVESTIGATION" => RiskSource.Investigation,
                _ => RiskSource.None,
            });
    }
}
