using System.Text.Json.Serialization;

namespace Gateway.Simulator;

/// <summary>A line of records.ndjson: what each custodian holds about one child.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ChildRecord(string NhsNumber, DateOnly DateOfBirth, IReadOnlyDictionary<string, CustodianFacts> Facts);

/// <summary>What one custodian holds about one child; what is not set, it does not hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CustodianFacts
{
    public PlanFact? Plan { get; init; }

    public SocialWorkerFact? LeadSocialWorker { get; init; }

    public CareFact? LookedAfter { get; init; }

    public UnbornPlanFact? UnbornPlan { get; init; }

    public bool SiblingOnPlan { get; init; }

    public bool Registered { get; init; }

    public bool OnRoll { get; init; }

    // A generated reader sets what a document leaves out to null, whatever the initialiser says.
    public IReadOnlyList<AttendanceFact> Attendances { get => field ?? []; init; }

    public IReadOnlyList<IncidentFact> Incidents { get => field ?? []; init; }

    /// <summary>How whoever asks is to handle what it says, in the words of the contract.</summary>
    public IReadOnlyList<string> Handling { get => field ?? []; init; }

    /// <summary>Items that a court order in force forbids to share.</summary>
    public IReadOnlyList<string> Prohibited { get => field ?? []; init; }

    /// <summary>Items that it will not say here: the answer is withheld, whatever it holds.</summary>
    public IReadOnlyList<string> Withheld { get => field ?? []; init; }
}

public sealed record PlanFact(IReadOnlyList<string> Categories, DateOnly Start, DateOnly? End = null);

public sealed record SocialWorkerFact(string Name, string Team, string Telephone);

public sealed record CareFact(string LegalBasis, DateOnly Since, DateOnly? Until = null);

public sealed record UnbornPlanFact(DateOnly Due);

public sealed record AttendanceFact(
    string Reference,
    DateTimeOffset ArrivedAt,
    string Complaint,
    bool Injury,
    string Outcome,
    bool LeftBeforeSeen,
    bool Sensitive = false);

public sealed record IncidentFact(string Reference, DateTimeOffset At);

/// <summary>A line of relationships.ndjson. The practitioner <c>*</c> is anybody of that agency.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RelationshipRecord(
    string Agency,
    string Practitioner,
    string NhsNumber,
    DateOnly DateOfBirth,
    string Type,
    string Reference,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt = null,
    string? Site = null,
    bool PregnancyRecorded = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ChildRecord))]
[JsonSerializable(typeof(RelationshipRecord))]
internal sealed partial class PeopleJson : JsonSerializerContext;
