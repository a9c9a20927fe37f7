using System.Text;
using Gateway.Rules.Signals;

namespace Gateway.Rules.Tests.Signals;

/// <summary>When checks on one child are a run (rulings, 25): worked examples, and generated checks against a calculation of its own.</summary>
public sealed class RunTermsTests
{
    private static readonly DateTimeOffset First = new(2026, 2, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly RunTerms Published = ((RunReading.Valid)RunTables.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "contracts", "signals", "runs.csv")))).Tables.On(new DateOnly(2026, 2, 1))!;

    /// <summary>Day, agency, and what was said of a plan: h held, n nothing, ? not known.</summary>
    [Theory]
    [InlineData("0a?", false)]
    [InlineData("0a? 1a? 2a? 29a?", false)] // one agency, however often
    [InlineData("0a? 0b?", true)]
    [InlineData("0an 29.9bn", true)]
    [InlineData("0an 30bn", false)] // exactly thirty days apart
    [InlineData("0an 20an 31bn", true)] // the second of a is within
    [InlineData("0an 1bh", false)] // there is a plan: its council knows
    [InlineData("0ah 1b?", false)] // silent now, and it was said yesterday
    [InlineData("0ah 5bn", true)] // it has ended
    [InlineData("0a? 1b?", true)] // the council was silent to both
    [InlineData("0ah 31b? 32c?", true)] // what was said is too old
    public void Checks_are_a_run_or_not(string checks, bool run)
    {
        var read = checks.Split(' ').Select(Read).ToArray();
        var found = Published.RunAt(read, read[^1].At);

        Assert.Equal(run, !found.IsEmpty);
        if (run) Assert.All(found, check => Assert.True(read[^1].At - check.At < TimeSpan.FromDays(30)));
    }

    [Fact]
    public void Generated_checks_are_a_run_exactly_where_two_agencies_asked_within_the_time_and_the_last_who_could_say_knew_of_no_plan()
    {
        var random = new Random(25);
        for (var round = 0; round < 5_000; round++)
        {
            var checks = Enumerable.Range(0, random.Next(1, 8)).Select(_ => new CheckCounted($"agency-{random.Next(3)}", First.AddHours(random.Next(1500)), (PlanSaid)random.Next(3)))
                .DistinctBy(check => check.At).OrderBy(check => check.At).ToArray();
            var now = checks[^1].At;
            // One by one, backwards from now.
            var (agencies, said) = (new HashSet<string>(), (PlanSaid?)null);
            for (var place = checks.Length - 1; place >= 0 && (now - checks[place].At).TotalDays < 30; place--)
            {
                agencies.Add(checks[place].Agency);
                if (checks[place].Plan != PlanSaid.NotKnown) said ??= checks[place].Plan;
            }

            random.Shuffle(checks);
            Assert.Equal(agencies.Count >= 2 && said != PlanSaid.Held, !Published.RunAt(checks, now).IsEmpty);
        }
    }

    [Theory]
    [InlineData("1,30,days,2024-01-01,,x\n", "agencies '1' is not a whole number from 2 to 100")]
    [InlineData("2,30,weeks,2024-01-01,,x\n", "the unit is days")]
    [InlineData("2,30,days,2024-01-01,,x\n3,30,days,2025-01-01,,x\n", "holds on a day on which line 2 does")]
    [InlineData("2,30,days,2024-01-01,,\n", "source is empty")]
    [InlineData("", "has no row")]
    public void Table_at_fault_is_refused_whole(string rows, string fault) =>
        Assert.Contains(Assert.IsType<RunReading.Faulty>(RunTables.Read(Encoding.UTF8.GetBytes("agencies,within,unit,from,to,source\n" + rows))).Faults, one => one.Contains(fault));

    [Fact]
    public void On_a_day_without_a_row_nothing_is_a_run() =>
        Assert.Null(Assert.IsType<RunReading.Valid>(RunTables.Read("agencies,within,unit,from,to,source\n2,30,days,2024-01-01,2024-12-31,x\n"u8.ToArray())).Tables.On(new DateOnly(2025, 1, 1)));

    private static CheckCounted Read(string check)
    {
        var plan = check[^1] switch { 'h' => PlanSaid.Held, 'n' => PlanSaid.Nothing, _ => PlanSaid.NotKnown };
        return new CheckCounted(check[^2..^1], First.AddDays(double.Parse(check[..^2], System.Globalization.CultureInfo.InvariantCulture)), plan);
    }
}
