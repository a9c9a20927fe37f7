using System.Collections.Immutable;
using System.Text;
using Gateway.Rules.Retention;

namespace Gateway.Rules.Tests.Retention;

/// <summary>When a record may go (sharing rules, 6.1): worked days, and generated records against a calculation of its own.</summary>
public sealed class RetentionTableTests
{
    private const string Header = "controller,record,until_age,years_after,from,to,source\n";

    [Theory]
    [InlineData("2012-02-29", "2026-11-23", 25, 8, "2037-03-01")] // no 29 February in 2037: not of age a day sooner
    [InlineData("2012-02-28", "2026-11-23", 25, 8, "2037-02-28")]
    [InlineData("2011-02-29x", "2024-02-29", 0, 8, "2032-02-29")]
    [InlineData("2011-02-29x", "2024-02-29", 0, 3, "2027-03-01")]
    [InlineData("2010-06-01", "2027-01-15", 25, 8, "2035-06-01")] // a day later than the eight years: the birthday decides
    [InlineData("2001-06-01", "2027-01-15", 25, 8, "2035-01-15")] // grown: the eight years decide
    [InlineData("2020-12-31", "2026-11-23", 150, 2, "2170-12-31")]
    public void Worked_days(string born, string last, int age, int years, string ends)
    {
        var rule = Table($"*,referral,{age},{years},2024-01-01,,x\n").Rules[0];
        Assert.Equal(Day(ends), rule.Ends(Day(born.TrimEnd('x') == born ? born : "2011-02-28"), Day(last)));
    }

    [Fact]
    public void A_record_goes_on_its_day_and_not_the_day_before()
    {
        var verdict = Table("*,visit,0,8,2024-01-01,,x\n").Judge(Record(RecordKind.Visit, "one"), Day("2034-11-22"));
        Assert.False(verdict.IsDue(Day("2034-11-22")));
        Assert.True(verdict.IsDue(Day("2034-11-23")));
    }

    [Fact]
    public void A_newer_version_of_a_rule_counts_from_its_first_day_for_whatever_there_is_then()
    {
        var table = Table("one,visit,0,8,2024-01-01,2034-12-31,x\none,visit,0,20,2035-01-01,,x\n*,visit,0,2,2024-01-01,,x\n");
        Assert.True(table.Judge(Record(RecordKind.Visit, "one"), Day("2034-12-31")).IsDue(Day("2034-12-31")));
        Assert.False(table.Judge(Record(RecordKind.Visit, "one"), Day("2035-01-01")).IsDue(Day("2035-01-01")));
        // What has no row of its own on the day has everybody's.
        Assert.True(table.Judge(Record(RecordKind.Visit, "two"), Day("2028-11-23")).IsDue(Day("2028-11-23")));
    }

    [Fact]
    public void The_controller_who_keeps_it_longest_decides_and_one_without_a_rule_keeps_it()
    {
        var table = Table("one,referral,0,2,2024-01-01,,x\ntwo,referral,0,9,2024-01-01,,x\n");
        Assert.Equal(Day("2035-11-23"), Assert.IsType<RetentionVerdict.Ends>(table.Judge(Record(RecordKind.Referral, "one", "two"), Day("2030-01-01"))).Day);
        Assert.Equal("three", Assert.IsType<RetentionVerdict.NoRule>(table.Judge(Record(RecordKind.Referral, "one", "three"), Day("2090-01-01"))).Controller);
        Assert.IsType<RetentionVerdict.NoRule>(table.Judge(Record(RecordKind.Referral), Day("2090-01-01")));
        Assert.IsType<RetentionVerdict.NoRule>(table.Judge(Record(RecordKind.Referral, "one"), Day("2023-12-31")));
    }

    [Fact]
    public void Generated_records_go_exactly_where_nobody_keeps_them_any_more()
    {
        var random = new Random(61);
        var table = Table("one,referral,0,3,2024-01-01,2029-12-31,x\none,referral,18,2,2030-01-01,,x\ntwo,referral,25,8,2024-01-01,,x\n*,referral,10,5,2026-01-01,,x\n");
        for (var round = 0; round < 20_000; round++)
        {
            var record = new Retained(
                RecordKind.Referral, [.. new[] { "one", "two", "three" }.Where(_ => random.Next(2) == 0)],
                Day("2000-01-01").AddDays(random.Next(10_000)), Day("2026-01-01").AddDays(random.Next(4_000)), random.Next(4) == 0, random.Next(4) == 0);
            var today = Day("2023-06-01").AddDays(random.Next(14_000));
            Assert.Equal(MayGo(record, today), table.Judge(record, today).IsDue(today));
        }
    }

    [Theory]
    [InlineData("*,referral,25,1,2024-01-01,,x\n", "is not a whole number from 2 to 150")]
    [InlineData("*,referral,151,8,2024-01-01,,x\n", "is not a whole number from 0 to 150")]
    [InlineData("*,diary,25,8,2024-01-01,,x\n", "diary")]
    [InlineData(",referral,25,8,2024-01-01,,x\n", "controller is empty")]
    [InlineData("*,referral,25,8,2024-01-01,,\n", "source is empty")]
    [InlineData("a,referral,25,8,2024-01-01,2026-01-01,x\na,referral,25,8,2026-01-01,,x\n", "holds on a day on which line 2 does")]
    [InlineData("*,referral,25,8,2026-02-30,,x\n", "2026-02-30")]
    [InlineData("*,consent,0,8,2024-01-01,,x\nmillpond-surgery,consent,25,8,2024-01-01,,x\n", "line 3: keeps a consent until an age, and of that kind no day of birth is known")]
    [InlineData("*,notice,18,2,2024-01-01,,x\n", "keeps a notice until an age, and of that kind no day of birth is known")]
    public void A_table_at_fault_is_none(string rows, string says) =>
        Assert.Contains(Assert.IsType<RetentionReading.Faulty>(Read(rows)).Faults, fault => fault.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void The_published_table_covers_every_kind()
    {
        var table = Assert.IsType<RetentionReading.Valid>(RetentionTable.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "contracts", "retention", "rules.csv")))).Table;
        foreach (var kind in Enum.GetValues<RecordKind>()) Assert.NotNull(table.On("anybody", kind, Day("2026-11-23")));
    }

    // Without the table's own words: each controller's own row, step by step, day by day.
    private static bool MayGo(Retained record, DateOnly today)
    {
        if (record.IsOpen || record.IsHeld || record.Controllers.IsEmpty) return false;
        foreach (var controller in record.Controllers)
        {
            var (age, years) = controller switch
            {
                "one" when today >= Day("2024-01-01") => today < Day("2030-01-01") ? (0, 3) : (18, 2),
                "two" when today >= Day("2024-01-01") => (25, 8),
                _ => today >= Day("2026-01-01") ? (10, 5) : (-1, -1),
            };
            if (age < 0 || YearsBetween(record.Last, today) < years || (age > 0 && YearsBetween(record.Born, today) < age)) return false;
        }

        return true;
    }

    private static int YearsBetween(DateOnly from, DateOnly to) => to.Year - from.Year - ((to.Month, to.Day).CompareTo((from.Month, from.Day)) < 0 ? 1 : 0);

    private static Retained Record(RecordKind kind, params string[] controllers) => new(kind, [.. controllers], Day("2020-01-01"), Day("2026-11-23"), false, false);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static RetentionTable Table(string rows) => Assert.IsType<RetentionReading.Valid>(Read(rows)).Table;

    private static RetentionReading Read(string rows) => RetentionTable.Read(Encoding.UTF8.GetBytes(Header + rows));
}
