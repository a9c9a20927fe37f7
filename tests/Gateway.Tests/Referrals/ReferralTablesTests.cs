using Gateway.Agencies;
using Gateway.Referrals;
using Gateway.Rules.Referrals;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Referrals;

/// <summary>The tables are read whole at the start, and one that is at fault stops it with everything that is wrong.</summary>
public sealed class ReferralTablesTests
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Fact]
    public void What_is_built_in_is_what_is_published() =>
        Assert.Equal(
            LoadReferralTables.From(Contracts.PathOf("referrals")).Terms.Changes, LoadReferralTables.From(null).Terms.Changes);

    [Fact]
    public void Every_fault_of_every_table_is_named_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("referral-tables-").FullName;
        foreach (var file in Directory.GetFiles(Contracts.PathOf("referrals"), "*.csv")) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        File.Delete(Path.Combine(folder, "texts.csv"));
        File.AppendAllText(Path.Combine(folder, "states.csv"), "limbo,S0,nobody-known,Somewhere,2024-01-01,,Nowhere\n");
        File.AppendAllText(Path.Combine(folder, "parts.csv"), "gp,perhaps,referrer,,2024-01-01,,Nowhere\nsomebody,no,,manager,yesterday,,Nowhere\n");

        var reasons = Assert.Throws<StartRefusedException>(() => LoadReferralTables.From(folder)).Reasons;

        Directory.Delete(folder, recursive: true);
        foreach (var wrong in (string[])["has no file texts.csv", "states.csv", "refers must be yes or no", "acts names what is no part at a council", "who leads acts there", "from must be a day"])
            Assert.Contains(reasons, reason => reason.Contains(wrong, StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_without_a_row_does_nothing_and_who_leads_has_a_part_more()
    {
        var parts = LoadReferralTables.From(null).Parts;
        Assert.False(parts.Refers("child-or-parent", Day));
        Assert.False(parts.Refers("researcher", Day));
        Assert.True(parts.Refers("health-visitor", Day));
        Assert.False(parts.Refers("health-visitor", new DateOnly(2023, 12, 31)));
        Assert.Empty(parts.At("gp", leads: true, Day));
        Assert.DoesNotContain(ReferralActor.Manager, parts.At("csc-social-worker", leads: false, Day));
        Assert.Contains(ReferralActor.Manager, parts.At("csc-social-worker", leads: true, Day));
    }
}
