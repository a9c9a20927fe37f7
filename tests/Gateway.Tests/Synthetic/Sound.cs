using Gateway.Rules.Identifiers;
using Gateway.Tool.Synthetic;
using Gateway.Tool.Synthetic.Held;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tests.Synthetic;

/// <summary>What must be so of every synthetic child.</summary>
internal static class Sound
{
    public static void Check(Child child, GenerationRequest request)
    {
        var day = request.AsOf.Day;
        Assert.Equal(NhsNumberFault.None, NhsNumber.Read(child.Number.Digits, out _));
        Assert.StartsWith("999", child.Number.Digits);
        Assert.True(child.Born < day && request.AsOf.AgeOf(child.Born) <= 25);
        Assert.False(string.IsNullOrWhiteSpace(child.GivenName) || string.IsNullOrWhiteSpace(child.FamilyName));
        CheckAddresses(child);
        foreach (var (custodian, fact) in child.Held)
        {
            Assert.Contains(custodian, (IReadOnlySet<string>)request.Geography.Custodians);
            Check(fact, child, request.AsOf);
        }

        OneOfEach(child);
    }

    public static void Check(Relationship relationship, GenerationRequest request)
    {
        Assert.Contains(relationship.Agency, (IReadOnlySet<string>)request.Geography.Agencies);
        // A service of health visitors or school nurses has no place where the child is.
        if (relationship.Site is null) Assert.Contains(relationship.Agency, request.Geography.Services.Select(service => service.Agency));
        else Assert.Contains(relationship.Site, (IReadOnlySet<string>)request.Geography.Custodians);
        Assert.True(relationship.StartedAt <= request.AsOf.Latest);
        Assert.True(relationship.EndedAt is null || relationship.EndedAt > relationship.StartedAt);
    }

    /// <summary>One after another without a gap, from birth or later, the last one still lived at.</summary>
    private static void CheckAddresses(Child child)
    {
        Assert.All(child.Addresses, a => Assert.True(a.From >= child.Born && (a.To is null || a.To > a.From)));
        Assert.All(child.Addresses.Zip(child.Addresses.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Null(child.Addresses[^1].To);
    }

    private static void Check(Fact fact, Child child, AsOf asOf)
    {
        switch (fact)
        {
            case Fact.Plan plan:
                Assert.NotEqual(Categories.None, plan.Categories);
                Assert.True(plan.Start >= child.Born && plan.Start < asOf.Day && (plan.End is null || (plan.End > plan.Start && plan.End < asOf.Day)));
                Assert.True(plan.End is not null || asOf.AgeOf(child.Born) < 18);
                break;
            case Fact.LeadSocialWorker worker:
                Assert.True(DramaRanges.Contain(worker.Telephone));
                break;
            case Fact.LookedAfter care:
                Assert.True(care.Since >= child.Born && care.Since < asOf.Day && (care.Until is null || (care.Until > care.Since && care.Until <= asOf.Day)));
                Assert.True(care.Until is not null || asOf.AgeOf(child.Born) < 18);
                break;
            case Fact.Attendance seen:
                Assert.True(seen.ArrivedAt <= asOf.Latest && DateOnly.FromDateTime(seen.ArrivedAt.UtcDateTime) >= child.Born);
                break;
            case Fact.Incident incident:
                Assert.True(incident.At <= asOf.Latest && DateOnly.FromDateTime(incident.At.UtcDateTime) >= child.Born);
                break;
        }
    }

    /// <summary>The contract has room for one plan, one care status and one social worker at each custodian.</summary>
    private static void OneOfEach(Child child) =>
        Assert.All(
            child.Held.Where(h => h.Fact is not (Fact.Attendance or Fact.Incident)).CountBy(h => (h.Custodian, h.Fact.GetType())),
            kind => Assert.Equal(1, kind.Value));
}
