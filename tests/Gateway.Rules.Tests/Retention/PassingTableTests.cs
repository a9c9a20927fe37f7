using System.Text;
using Gateway.Rules.Retention;

namespace Gateway.Rules.Tests.Retention;

/// <summary>For how many days what is on its way is kept: worked rows, generated days, and tables at fault.</summary>
public sealed class PassingTableTests
{
    private const string Header = "record,days_after,from,to,source\n";

    [Fact]
    public void Generated_days_leap_days_among_them_go_after_exactly_so_many_days_under_the_row_of_the_day()
    {
        var table = Table("delivery,30,2024-01-01,2028-02-29,x\ndelivery,1,2028-03-01,,x\n");
        for (var today = new DateOnly(2023, 12, 1); today < new DateOnly(2032, 4, 1); today = today.AddDays(1))
        {
            var now = new DateTimeOffset(today.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
            var days = today.Year < 2024 ? (int?)null : today <= new DateOnly(2028, 2, 29) ? 30 : 1;
            Assert.Equal(days is { } after ? now - TimeSpan.FromDays(after) : null, table.Before(PassingKind.Delivery, now, today));
            Assert.Null(table.Before(PassingKind.Typed, now, today));
        }
    }

    [Theory]
    [InlineData("delivery,0,2024-01-01,,x\n", "is not a whole number from 1 to 92")]
    [InlineData("delivery,93,2024-01-01,,x\n", "is not a whole number from 1 to 92")]
    [InlineData("referral,30,2024-01-01,,x\n", "referral")]
    [InlineData("typed,7,2024-01-01,,\n", "source is empty")]
    [InlineData("typed,7,2024-01-01,2026-01-01,x\ntyped,8,2026-01-01,,x\n", "holds on a day on which another of typed does")]
    public void A_table_at_fault_is_none(string rows, string says) =>
        Assert.Contains(Assert.IsType<PassingReading.Faulty>(PassingTable.Read(Encoding.UTF8.GetBytes(Header + rows))).Faults, fault => fault.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void The_published_table_covers_every_kind()
    {
        var table = Assert.IsType<PassingReading.Valid>(PassingTable.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "contracts", "retention", "passing.csv")))).Table;
        var now = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        foreach (var kind in Enum.GetValues<PassingKind>()) Assert.NotNull(table.Before(kind, now, new DateOnly(2026, 11, 23)));
    }

    private static PassingTable Table(string rows) => Assert.IsType<PassingReading.Valid>(PassingTable.Read(Encoding.UTF8.GetBytes(Header + rows))).Table;
}
