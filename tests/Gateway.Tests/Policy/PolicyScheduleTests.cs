using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Tests.Policy;

/// <summary>Which of several versions counts on a day, and which may not come in.</summary>
public sealed class PolicyScheduleTests
{
    private static readonly PolicyBundle One = PolicyVersions.Bundle(PolicyVersions.Version(1, from: "2026-01-01"));
    private static readonly PolicyBundle Two = PolicyVersions.Bundle(PolicyVersions.Version(2, less: true, from: "2026-12-01", to: "2026-12-31"));
    private static readonly HashSet<string> Roles = ["gp", "ed-triage-clinician"];

    [Fact]
    public void The_newest_that_has_begun_counts_and_an_older_one_is_never_gone_back_to()
    {
        var schedule = PolicySchedule.Of([One, Two]);
        Assert.Null(schedule.On(new DateOnly(2025, 12, 31)));
        Assert.Same(One, schedule.On(new DateOnly(2026, 1, 1)));
        Assert.Same(One, schedule.On(new DateOnly(2026, 11, 30)));
        Assert.Same(Two, schedule.On(new DateOnly(2026, 12, 1)));
        Assert.Same(Two, schedule.On(new DateOnly(2026, 12, 31)));
        Assert.Null(schedule.On(new DateOnly(2027, 1, 1)));
        Assert.Null(PolicySchedule.Empty.On(new DateOnly(2026, 11, 22)));
    }

    [Fact]
    public void A_version_comes_in_beside_what_is_in_force()
    {
        var judged = Judge([("b", new PolicyReading.Valid(Two))], One, Seen(One));
        Assert.Empty(judged.Refused);
        Assert.Equal([Two, One], judged.Schedule.All);
    }

    [Fact]
    public void An_older_version_is_refused()
    {
        var judged = Judge([("a", new PolicyReading.Valid(One))], Two, Seen(Two));
        Assert.Equal("sequence 1 is older than 2, which was in force", Assert.Single(Assert.Single(judged.Refused).Faults));
        Assert.Equal([Two], judged.Schedule.All);
    }

    [Fact]
    public void An_older_version_beside_the_one_that_replaced_it_is_history()
    {
        var judged = Judge([("a", new PolicyReading.Valid(One)), ("b", new PolicyReading.Valid(Two))], Two, Seen(Two));
        Assert.Empty(judged.Refused);
        Assert.Equal([Two], judged.Schedule.All);
    }

    [Fact]
    public void The_number_of_a_version_is_not_used_for_other_files()
    {
        var judged = Judge([("a", new PolicyReading.Valid(PolicyVersions.Bundle(PolicyVersions.Version(1, less: true))))], One, Seen(One));
        Assert.Equal("sequence 1 was in force with other files", Assert.Single(Assert.Single(judged.Refused).Faults));
        Assert.Same(One, Assert.Single(judged.Schedule.All));
    }

    [Fact]
    public void Two_folders_with_one_number_are_not_chosen_between()
    {
        var other = PolicyVersions.Bundle(PolicyVersions.Version(2));
        var judged = Judge([("a", new PolicyReading.Valid(Two)), ("b", new PolicyReading.Valid(other))], One, Seen(One));
        Assert.Equal("sequence 2 stands in another folder too", Assert.Single(Assert.Single(judged.Refused).Faults));
    }

    [Fact]
    public void A_version_that_lacks_a_role_of_the_register_is_refused()
    {
        var judged = JudgePolicies.Of([("b", new PolicyReading.Valid(Two))], One, Seen(One), new HashSet<string> { "gp", "ward-clerk" });
        Assert.Equal("roles.csv: the register gives the role 'ward-clerk', which is missing", Assert.Single(Assert.Single(judged.Refused).Faults));
    }

    [Fact]
    public void A_start_without_a_version_in_force_is_refused_with_every_fault()
    {
        using var versions = new PolicyVersions();
        var time = new MovableTime(GatewayHost.Night);
        Assert.Contains("manifest.csv is missing: there is no version in the folder", Refusal(versions, time));

        versions.Put("early", PolicyVersions.Version(1, to: "2026-10-31")).Put("late", PolicyVersions.Version(2, from: "2026-12-01"));
        versions.Put("torn", PolicyVersions.Version(3).With("duty.csv", "from,to,area,purpose\n2027-01-01,,any,PU99\n"));
        Assert.Equal(
            ["No policy can be put in force.", "early is not in force today", "late is not in force today", "torn duty.csv line 2: 'PU99' is not a purpose"],
            Refusal(versions, time));

        versions.Put("now", PolicyVersions.Version(4));
        Assert.Equal("test.4", PoliciesInForce.Load(versions.Folder, time).Current?.Version);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var versions = new PolicyVersions();
        versions.Put("a", PolicyVersions.Version(1));
        File.Delete(Path.Combine(versions.Path, "a", "roles.csv"));
        Assert.Equal(["roles.csv is missing"], Assert.IsType<PolicyReading.Faulty>(Assert.Single(versions.Folder.Read()).Reading).Faults);
    }

    private static ImmutableArray<string> Refusal(PolicyVersions versions, TimeProvider time) =>
        Assert.Throws<StartRefusedException>(() => PoliciesInForce.Load(versions.Folder, time)).Reasons;

    private static Judged Judge(ImmutableArray<(string, PolicyReading)> read, PolicyBundle current, SeenPolicy seen) => JudgePolicies.Of(read, current, seen, Roles);

    private static SeenPolicy Seen(PolicyBundle policy) => new() { Sequence = policy.Sequence, Version = policy.Version, Hash = policy.Hash.ToArray() };
}
