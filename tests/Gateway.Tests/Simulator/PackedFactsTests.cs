using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Identifiers;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>Generated facts come back as they went in, whatever else is held about whomever else.</summary>
public sealed class PackedFactsTests
{
    private static readonly string[] Departments = ["brook-street-ed", "aldersham-general-ed", "northgate-childrens-ed"];
    private static readonly DateOnly WindowStart = new(2025, 11, 22);

    private static readonly Gen<AttendanceFact> Attendance =
        from number in Gen.Choose(1, 1_000_000)
        from days in Gen.Choose(0, 900)
        from milliseconds in Gen.Choose(0, 86_399_999)
        from complaint in Gen.Elements("Fall", "Burn", "Ünwell \"again\"", "痛み", "Off <legs> & hot")
        from outcome in Gen.Elements("Sent home", "Admitted", "Left")
        from flags in Gen.Choose(0, 7)
        select new AttendanceFact(
            $"ENC-{number}", Simulated.Now.AddDays(-days).AddMilliseconds(-milliseconds), complaint, (flags & 1) != 0, outcome, (flags & 2) != 0, (flags & 4) != 0);

    private static readonly Gen<AttendanceFact[]> Attendances = Gen.ArrayOf(Attendance).Select(all => all.Take(40).ToArray());

    [Fact]
    public async Task Attendances_held_by_three_departments_come_back_to_each_of_them()
    {
        await using var simulated = await Simulated.StartAsync();
        var test = Prop.ForAll(Gen.ArrayOf(Attendances, Departments.Length).ToArbitrary(), held =>
        {
            for (var i = 0; i < Departments.Length; i++) simulated.Hold(Departments[i], new CustodianFacts { Attendances = held[i] });
            return Departments.Select((department, i) => SameAsync(simulated, department, held[i])).All(same => same.GetAwaiter().GetResult());
        });
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), test), Simulated.Cancellation);
    }

    [Fact]
    public async Task Twenty_thousand_children_are_each_found_and_no_other_is()
    {
        await using var simulated = await Simulated.StartAsync();
        var numbers = Enumerable.Range(0, 22_000).Select(i => 999_000_001 + i * 45L)
            .Select(nine => NhsNumber.TryFromFirstNine(nine, out var number) ? number.Digits : null).OfType<string>().ToList();
        var held = numbers.Where((_, i) => i % 2 == 0).ToHashSet();
        foreach (var number in held)
            simulated.Hold("brook-street-ed", new CustodianFacts { Attendances = [new("ENC-" + number[^6..], Simulated.Now, "Fall", true, "Sent home", false)] }, number);

        foreach (var number in numbers.Where((_, i) => i % 37 == 0))
        {
            var says = await simulated.SaysAsync("brook-street-ed", "attendance-count", Simulated.Question("attendance-count", number));
            Assert.Contains(held.Contains(number) ? $"\"ENC-{number[^6..]}\"" : "nothing-held", says);
        }
    }

    private static async Task<bool> SameAsync(Simulated simulated, string department, AttendanceFact[] held)
    {
        string[] items = ["attendance-dates", "attendance-complaint", "attendance-outcome"];
        var answer = await simulated.AskAsync(department, "answers", Simulated.Question(items));
        var told = answer.GetProperty("items").EnumerateArray()
            .Select(item => item.TryGetProperty("value", out var value) ? value.GetProperty("attendances").EnumerateArray().ToList() : [])
            .ToList();
        var expected = held.Where(attendance => !attendance.Sensitive && DateOnly.FromDateTime(attendance.ArrivedAt.UtcDateTime) >= WindowStart).ToList();
        return told.All(list => list.Count == expected.Count) && expected.Select((attendance, i) => Same(attendance, told[0][i], told[1][i], told[2][i])).All(same => same);
    }

    private static bool Same(AttendanceFact held, JsonElement date, JsonElement complaint, JsonElement outcome) =>
        date.GetProperty("reference").GetString() == held.Reference
        && date.GetProperty("arrivedAt").GetDateTimeOffset() == held.ArrivedAt
        && complaint.GetProperty("complaint").GetString() == held.Complaint
        && complaint.GetProperty("injury").GetBoolean() == held.Injury
        && outcome.GetProperty("outcome").GetString() == held.Outcome
        && outcome.GetProperty("leftBeforeSeen").GetBoolean() == held.LeftBeforeSeen;
}
