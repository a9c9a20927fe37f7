using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic.People;

/// <summary>A synthetic child, and what each custodian holds about them.</summary>
internal sealed class Child
{
    public required NhsNumber Number { get; init; }
    public required DateOnly Born { get; init; }
    public required string GivenName { get; init; }
    public required string FamilyName { get; init; }
    public required Sex Sex { get; init; }
    public required IReadOnlyList<Address> Addresses { get; init; }
    public bool Protected { get; init; }

    public List<(string Custodian, Fact Fact)> Held { get; } = [];

    public void Holds(Place custodian, Fact fact) => Held.Add((custodian.Custodian, fact));

    public bool IsHeld<T>() where T : Fact => Held.Exists(held => held.Fact is T);
}

internal enum Sex
{
    Female,
    Male,
}

/// <summary>Where a child lives or lived; the last day is not included.</summary>
internal sealed record Address(string Postcode, DateOnly From, DateOnly? To);

/// <summary>What an agency's system of record would confirm. A practitioner of <c>*</c> is anyone at the agency.</summary>
internal sealed record Relationship(
    string Agency,
    string Practitioner,
    NhsNumber Number,
    DateOnly Born,
    string Type,
    string Reference,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    string? Site,
    bool PregnancyRecorded = false);
