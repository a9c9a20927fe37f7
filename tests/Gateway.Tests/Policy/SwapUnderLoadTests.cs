using System.Collections.Concurrent;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Policy;

/// <summary>A decision is wholly the old version's or wholly the new one's: its hash says which, and its outcomes are that one's.</summary>
public sealed class SwapUnderLoadTests
{
    private const int Decisions = 100_000;
    private static readonly int Deciders = Math.Max(2, Environment.ProcessorCount);
    private static readonly int DecisionsEach = (Decisions + Deciders - 1) / Deciders;

    [Fact(Timeout = 120_000)]
    public async Task A_hundred_thousand_decisions_while_versions_are_swapped_are_each_of_one_version()
    {
        var policies = new PoliciesInForce(new MovableTime(GatewayHost.Night));
        PolicyBundle[] versions = [.. Enumerable.Range(1, 8).Select(sequence => PolicyVersions.Bundle(PolicyVersions.Version(sequence, less: sequence % 2 == 0)))];
        var expected = versions.ToDictionary(version => Convert.ToHexString(version.Hash.Span), version => Outcomes(Decide.Request(version, Facts)));
        Assert.Equal(2, expected.Values.Distinct().Count());
        policies.Schedule = PolicySchedule.Of([versions[0]]);

        using var stop = new CancellationTokenSource();
        // A thread of its own: the deciders hold every thread of the pool until they have met two versions.
        var swapping = Task.Factory.StartNew(() => Swap(policies, versions, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var seen = new ConcurrentDictionary<string, long>();
        await Task.WhenAll(Enumerable.Range(0, Deciders).Select(_ => Task.Run(() => DecideMany(policies, expected, seen))));
        await stop.CancelAsync();
        await swapping;

        Assert.True(seen.Count > 1, "The swaps came before or after every decision.");
        Assert.True(seen.Values.Sum() >= Decisions);
    }

    private static RequestFacts Facts { get; } = new(GatewayHost.Night, "ed-triage-clinician", Purpose.UnscheduledCare, ItemWords.All)
    {
        Relationship = new Relationship(RelationshipType.Encounter, null),
        AgeYears = 3,
    };

    private static void DecideMany(PoliciesInForce policies, Dictionary<string, string> expected, ConcurrentDictionary<string, long> seen)
    {
        var until = TestContext.Current.CancellationToken;
        for (var i = 0; i < DecisionsEach || (seen.Count < 2 && !until.IsCancellationRequested); i++)
        {
            var policy = policies.Current!;
            var decision = Decide.Request(policy, Facts);
            var hash = Convert.ToHexString(decision.PolicyHash.Span);
            if (expected[hash] != Outcomes(decision)) Assert.Fail($"The decision of {decision.PolicyVersion} is not that version's.");
            seen.AddOrUpdate(hash, 1, (_, count) => count + 1);
        }
    }

    private static void Swap(PoliciesInForce policies, PolicyBundle[] versions, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            policies.Schedule = PolicySchedule.Of([versions[i % versions.Length]]);
            Thread.Yield();
        }
    }

    private static string Outcomes(Decision decision) => string.Join(' ', decision.Items.Select(item => $"{item.Item}={item.Outcome}:{item.Reason}"));
}
