using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy;

/// <summary>What the published policy says, and what changes with the day.</summary>
public sealed class PolicyBundleTests
{
    private static readonly PolicyBundle Policy = Repository.Policy;
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 14, 0, TimeSpan.Zero);

    [Fact]
    public void Every_item_and_purpose_has_its_terms()
    {
        Assert.Equal(new ItemTerms(Item.AttendanceSite, 3, ItemClass.ConfidentialHealth, true, false, "Another department, yes or no") { LooksBack = true }, Policy.Terms(Item.AttendanceSite));
        Assert.Equal((4, 5), (Policy.Terms(Item.Address).Intrusion, Policy.Terms(Item.Address).IntrusionWhenShielded));
        Assert.Equal([Item.PlanFlag, Item.PlanCategory, Item.PlanDates, Item.LookedAfter, Item.PlanEnded, Item.SiblingOnPlan], ItemWords.All.Where(item => Policy.Terms(item).ChildOnly));
        Assert.Equal([Purpose.Section17, Purpose.EarlyHelp], PurposeWords.All.Where(purpose => Policy.Terms(purpose).ConsentDependent));
        Assert.Equal([Purpose.Section17], PurposeWords.All.Where(purpose => Policy.Terms(purpose) is { ConsentDependent: true, Safeguarding: true }));
        Assert.NotEmpty(Policy.Terms(Purpose.UnscheduledCare).StandingReason);
    }

    [Fact]
    public void A_role_takes_the_decisions_of_its_purpose_and_no_others()
    {
        Assert.True(Policy.Takes("ed-triage-clinician", Purpose.UnscheduledCare, DecisionSupported.DischargeOrKeep));
        Assert.False(Policy.Takes("ed-triage-clinician", Purpose.UnscheduledCare, DecisionSupported.UseEmergencyPower));
        Assert.False(Policy.Takes("ed-triage-clinician", Purpose.Section47, DecisionSupported.DischargeOrKeep));
        Assert.False(Policy.Takes("nobody", Purpose.UnscheduledCare, DecisionSupported.DischargeOrKeep));
    }

    [Fact]
    public void A_basis_is_that_of_the_agency_and_the_purpose()
    {
        Assert.Equal("9(2)(h)", Policy.Basis("nhs-trust", Purpose.UnscheduledCare)?.Article9);
        Assert.Equal("9(2)(g)", Policy.Basis("nhs-trust", Purpose.ClinicalConcern)?.Article9);
        Assert.Equal("Data Protection Act 2018 Part 3", Policy.Basis("police", Purpose.Crime)?.Article6);
        Assert.Null(Policy.Basis("nhs-trust", Purpose.Research));
        Assert.Null(Policy.Basis("bakery", Purpose.UnscheduledCare));
    }

    [Fact]
    public void Every_rule_is_a_sentence_with_a_citation() => Assert.All(RuleIds.All, rule =>
    {
        var terms = Policy.Rule(rule);
        Assert.Equal(rule.Id(), terms.Id);
        Assert.EndsWith(".", terms.Words, StringComparison.Ordinal);
        Assert.NotEmpty(terms.Citation);
    });

    [Fact]
    public void A_limit_changes_on_its_day()
    {
        var files = Repository.PolicyFiles();
        var limits = files.Text("limits.csv").Replace("follow-up,24,hours,2026-04-29,,", "follow-up,24,hours,2026-04-29,2026-12-31,", StringComparison.Ordinal);
        var policy = Read(files.With("limits.csv", limits + "follow-up,48,hours,2027-01-01,,Decided by the controllers\n"));
        Assert.Equal(TimeSpan.FromHours(24), policy.LimitsAt(new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero)).FollowUp);
        Assert.Equal(TimeSpan.FromHours(48), policy.LimitsAt(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)).FollowUp);
        Assert.Equal(TimeSpan.FromHours(24), policy.LimitsAt(Now).FollowUp);
        Assert.Equal(12, policy.LimitsAt(Now).LookBackMonths);
    }

    [Fact]
    public void The_duty_is_off_until_a_row_turns_it_on_for_a_day_area_and_purpose()
    {
        var day = new DateOnly(2027, 9, 1);
        Assert.All(PurposeWords.All, purpose => Assert.False(Policy.DutyInForce(day, "aldersham", purpose)));

        var files = Repository.PolicyFiles();
        var policy = Read(files.With("duty.csv", files.Text("duty.csv") + "2027-09-01,2028-08-31,aldersham,PU10\n2028-09-01,,any,any\n"));
        Assert.True(policy.DutyInForce(day, "aldersham", Purpose.SchoolConcern));
        Assert.False(policy.DutyInForce(day.AddDays(-1), "aldersham", Purpose.SchoolConcern));
        Assert.False(policy.DutyInForce(day, "brackenford", Purpose.SchoolConcern));
        Assert.False(policy.DutyInForce(day, "aldersham", Purpose.SchoolSupport));
        Assert.True(policy.DutyInForce(new DateOnly(2028, 9, 1), "brackenford", Purpose.SchoolSupport));
        Assert.False(policy.DutyInForce(new DateOnly(2028, 9, 1), "brackenford", Purpose.Crime));
    }

    [Fact]
    public void Each_share_is_within_the_cap_of_its_purpose_or_exempt()
    {
        foreach (var role in Policy.RoleNames)
            foreach (var purpose in PurposeWords.All)
                foreach (var item in ItemWords.All)
                    if (Policy.Cell(role, purpose, item) is { Outcome: Outcome.Share } cell)
                        Assert.True(cell.Reason is "A5" or "A10" or "A11" or "A13" || Policy.Terms(item).Intrusion <= Cap(role, purpose), $"{role} {purpose} {item}");
    }

    [Fact]
    public void Every_role_of_a_policy_many_times_as_large_has_its_own_cells_and_no_other_name_is_found()
    {
        const int Copies = 200;
        var files = Repository.PolicyFiles();
        string Many(string name) => files.Text(name) + string.Concat(files.Text(name).Split('\n').Where(line => line.StartsWith("gp,", StringComparison.Ordinal))
            .SelectMany(line => Enumerable.Range(0, Copies).Select(copy => $"gp-{Letters(copy)}{line[2..]}\n")));
        var policy = Read(files.With("roles.csv", Many("roles.csv")).With("matrix.csv", Many("matrix.csv")).With("decisions.csv", Many("decisions.csv")));
        Assert.Equal(Policy.RoleNames.Length + Copies, policy.RoleNames.Length);
        foreach (var role in policy.RoleNames)
        {
            var own = role.StartsWith("gp-", StringComparison.Ordinal) ? "gp" : role;
            Assert.Equal(role, policy.Role(role)?.Name);
            foreach (var purpose in PurposeWords.All)
            {
                Assert.All(ItemWords.All, item => Assert.Equal(Policy.Cell(own, purpose, item), policy.Cell(role, purpose, item)));
                Assert.All(Enum.GetValues<DecisionSupported>(), decision => Assert.Equal(Policy.Takes(own, purpose, decision), policy.Takes(role, purpose, decision)));
            }
        }

        Assert.All((string[])["", "g", "gp-", "gp-zzz", "GP", "gq"], name => Assert.Null(policy.Role(name)));
    }

    private static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : Letters(number / 26) + Letters(number % 26);

    private static int Cap(string role, Purpose purpose) =>
        new[] { 0, 2, 3, 4, 5 }[Policy.Terms(purpose).RiskIfNotShared]
        + (role.StartsWith("csc-", StringComparison.Ordinal) ? 1 : 0) + (purpose is Purpose.Section17 or Purpose.EarlyHelp ? 1 : 0);

    private static PolicyBundle Read(PolicyFiles files) => Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(files)).Policy;
}
