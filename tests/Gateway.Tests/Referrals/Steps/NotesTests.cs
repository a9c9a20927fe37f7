using System.Text.Json;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals.Steps;

/// <summary>What one team leaves for the next is in the council's list, and nobody else learns even that it was left.</summary>
public sealed class NotesTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task The_next_team_reads_the_last_three_and_no_referrer_and_no_agency_any(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (child, other) = (await bed.OneAsync(takenBy: "csc-social-worker"), await bed.OneAsync());
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("agencies", new System.Text.Json.Nodes.JsonArray(With(("agency", "millpond-surgery")))), ("purpose", "front-door"), ("question", "When was the child last seen?")));
        for (var n = 1; n <= 4; n++)
        {
            bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal("waiting-for-agencies", await child.ThenAsync("csc-emergency-duty", "referral.noted", With(("added", $"Notemark {n}: nobody answered."))));
        }

        await other.ThenAsync("csc-emergency-duty", "referral.noted", With(("added", "Notemark of another.")));

        var inbox = (await bed.Gateway.GetAsync("v1/referrals/inbox", "csc-front-door")).Is(200).Json.GetProperty("referrals").EnumerateArray().ToDictionary(one => one.GetProperty("referral").GetGuid(), one => one.GetProperty("children")[0].GetProperty("notes"));
        Assert.Equal(["Notemark 4: nobody answered.", "Notemark 3: nobody answered.", "Notemark 2: nobody answered."], inbox[child.Referral].EnumerateArray().Select(note => note.Text("note")));
        Assert.Equal(["Notemark of another."], inbox[other.Referral].EnumerateArray().Select(note => note.Text("note")));
        Assert.All(inbox[child.Referral].EnumerateArray(), note => Assert.NotEmpty(note.Text("by")));
        foreach (var path in (string[])["", "/steps"])
            foreach (var outsider in (string[])["nurse", "second-nurse", "gp"])
                if (await bed.Gateway.GetAsync($"v1/referrals/{child.Referral}{path}", outsider) is { Status: 200 } seen) Assert.DoesNotContain("note", seen.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Notemark 1", (await child.StepsAsync("csc-front-door")).GetRawText());
        // Whoever leaves a note has not taken the child from whoever works on it.
        Assert.Equal("csc-social-worker", (await bed.ChildAsync(child.Child)).Worker);
    }

    [Fact]
    public async Task Nobody_but_the_council_leaves_one()
    {
        await using var bed = await ReferralBed.StartAsync();
        var child = await bed.OneAsync();

        Assert.Equal("not-this-actor", await child.NotAsync("nurse", "referral.noted", With(("added", "Notemark."))));
        Assert.Equal("text-missing", await child.NotAsync("csc-front-door", "referral.noted"));
    }
}
