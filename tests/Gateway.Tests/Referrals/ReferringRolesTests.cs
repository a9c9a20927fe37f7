using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Gateway.Tests.Simulator;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>Laming, recommendation 20: people of more kinds of agency refer, are answered and may disagree, though they may not ask.</summary>
public sealed class ReferringRolesTests
{
    private static readonly TestChild Child = TestChild.Of(20);

    [Fact]
    public async Task Each_refers_is_told_what_is_decided_and_may_disagree()
    {
        await using var bed = await ReferralBed.StartAsync(setting: new Setting { Referring = true });
        foreach (var who in (string[])["probation-officer", "drug-and-alcohol-worker", "voluntary-worker", "lead-of-lantern-families", "adult-mental-health-clinician", "health-visitor", "school-nurse", "ambulance-clinician"])
        {
            var referral = await bed.BeginAsync(who);
            var form = TestForm.Children();
            await bed.FillAsync(referral, form, who);
            (await bed.SendAsync(referral, who)).Is(200);
            var child = new OneChild(bed, referral, ReferralBed.OnlyChildOf(await bed.ReadAsync(referral, who)));
            Assert.Contains("referral-sent", await EventsAsync(bed, who));

            await child.ThenAsync("csc-social-worker", "referral.taken");
            await child.ThenAsync("csc-social-worker", "decision.made", Decision("no-further-action"));
            Assert.Contains("decision-made", await EventsAsync(bed, who));
            Assert.Contains("Messagemark", (await child.FeedbackAsync(who)).Is(200).Text);
            (await child.StepAsync(who, "disagreement.raised", With(("safeTonight", false), ("what", "That nothing is done."), ("evidence", "Three visits in a year."), ("wanted", "An assessment.")))).Is(200);
        }
    }

    [Fact]
    public async Task Each_that_may_not_ask_is_refused_alike_whoever_the_child_is_and_told_to_refer_or_ring()
    {
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child) { Referring = true });
        foreach (var (role, agency, _) in RegisterForTests.Referring.Append(("adult-mental-health-clinician", "alder-valley-nhs-trust", "")))
        {
            gateway.Involve(agency, "registration", Child);
            var said = new HashSet<string>();
            foreach (var (child, purpose) in ((TestChild, string)[])[(Child, "unscheduled-care"), (TestChild.Of(21), "unscheduled-care"), (Child, "immediate-protection"), (Child, "school-concern")])
            {
                var refused = (await gateway.AskAsync(new Question(child, "plan-flag", "attendance-dates") { Asker = role, Purpose = purpose })).Is(403);
                Assert.Equal("X1", refused.Json.GetProperty("reason").GetProperty("code").GetString());
                said.Add(refused.Json.GetProperty("detail").GetString()!);
            }

            Assert.Matches("You can refer a child: .* ring Aldersham .* on 01632", Assert.Single(said));
        }

        Assert.Equal(0, gateway.AskedOfAnybody);
        await Background.SignalsAsync(gateway);
    }

    [Theory]
    [InlineData("northshire-probation", "issuer roles", "must name a safeguarding-lead", "{\"probation-officer\":\"probation-officer\"}")]
    [InlineData("lantern-families", "issuer roles", "'gp' asks, and nobody at a voluntary agency does", "{\"gp\":\"gp\",\"lead\":\"safeguarding-lead\"}")]
    [InlineData("turning-tide", "custodians", "must be empty: nothing is asked of a drug-and-alcohol agency here", null)]
    public void Register_that_would_let_them_ask_or_leave_them_unanswered_is_refused(string agency, string place, string fault, string? roles)
    {
        var register = RegisterForTests.With(new Setting { Referring = true });
        var named = register["agencies"]!.AsArray().Single(one => (string)one!["id"]! == agency)!;
        if (roles is not null) named["issuer"]!["roles"] = JsonNode.Parse(roles);
        else named["custodians"] = new JsonArray(register["agencies"]!.AsArray().Single(one => (string)one!["id"]! == "farrowdale-council")!["custodians"]![0]!.DeepClone());
        var policy = File.ReadLines(Contracts.PathOf("policy/roles.csv")).Skip(1).Select(line => line.Split(',')[0]).ToHashSet();

        var refused = Assert.IsType<Loaded<Register>.Refused>(LoadRegister.From(register.ToJsonString(), new RegisterTerms(policy, true, false, new DateOnly(2026, 11, 23))));

        Assert.Contains(refused.Faults, one => one.Contains(place, StringComparison.Ordinal) && one.Contains(fault, StringComparison.Ordinal));
    }

    // As they are told: everything that is due now is given.
    private static async Task<IReadOnlyList<string>> EventsAsync(ReferralBed bed, string who)
    {
        await Background.InboxAsync(bed.Gateway);
        return [.. (await bed.Gateway.GetAsync("v1/notices", who)).Is(200).Json.GetProperty("notices").EnumerateArray().Select(notice => notice.GetProperty("event").GetString()!)];
    }
}
