using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Incidents.Schools;

/// <summary>
/// How much of an incident a school is told: what the policy in force lets go to the reader's role (rulings, 23), the least where the marker of abuse may go at all, the circumstances only where the
/// area tells them and their detail may go unasked. The officer is shown the same before it is sent.
/// </summary>
internal sealed class SayToSchool(PoliciesInForce policies, IncidentTables tables, Register register, TimeProvider time)
{
    /// <summary>In whose role whoever leads at a school reads it.</summary>
    public const string Lead = "dsl";

    private DateOnly Today => LondonTime.Day(time.GetUtcNow());

    public Decision? Decided(string role, bool onRoll, AboutPupil about) => policies.Current is { } policy
        ? Decide.Request(policy, new RequestFacts(time.GetUtcNow(), role, Purpose.SchoolConcern, [Item.AbuseMarker, Item.AbuseDetail])
        {
            Relationship = onRoll ? new Relationship(RelationshipType.SchoolRoll, null) : null,
            AgeYears = about is { Born: { } born } ? new ChildAsked(default, born).AgeOn(Today) : about.Age,
        })
        : null;

    /// <summary>Name, date of birth, and which incident it was.</summary>
    public static bool Tells(Decision? decision) => decision is not null && Goes(decision.Items[0]);

    /// <summary>Where the child was, and what they said.</summary>
    public bool TellsMore(Decision? decision, string council) =>
        Tells(decision) && decision!.Items[1].Outcome == Outcome.Share && tables.Encompass.Fuller(register.Agencies.GetValueOrDefault(council)?.Areas[0], Today);

    public ImmutableArray<string> Handling => [.. tables.Encompass.Handling(Today)];

    public static bool Goes(ItemDecision item) => item.Outcome is Outcome.Share or Outcome.ShareLess;
}
