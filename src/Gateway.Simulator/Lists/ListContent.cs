using System.Text;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>The lines of a custodian's pointer list: each child by number with the kinds of which there is something, or would be if it were asked.</summary>
internal static class ListContent
{
    private const int Step = 4096;

    private static readonly (string Kind, Item[] Items)[] Kinds =
    [
        ("plan", [Item.PlanFlag, Item.PlanCategory, Item.PlanDates]), ("social-worker", [Item.LeadSocialWorker]), ("care", [Item.LookedAfter]), ("unborn", [Item.UnbornPlan]),
        ("plan-ended", [Item.PlanEnded]), ("sibling", [Item.SiblingOnPlan]),
        ("attendance", [Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome]),
    ];

    /// <summary>The kinds that a custodian is complete for; none where it keeps no list.</summary>
    public static string[] Covers(SimulatedCustodian custodian) =>
        [.. Kinds.Where(kind => kind.Items.All(custodian.Covers.Contains)).Select(kind => kind.Kind)];

    public static byte[] Of(SimulatedCustodian custodian, PeopleStore people, DateOnly today)
    {
        using var into = new MemoryStream();
        foreach (var number in people.Numbers.Order())
            foreach (var entry in people.Records(number))
                if (entry.Holder == custodian.Index) Line(into, number, Held(custodian, people, new FactsView(entry.Payload), today));
        // So that its size says nothing about a day.
        var padding = Step - (int)(into.Length % Step);
        into.Write(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["padding"] = new('.', padding) }));
        return into.ToArray();
    }

    private static List<string> Held(SimulatedCustodian custodian, PeopleStore people, FactsView facts, DateOnly today)
    {
        var values = new ValueWriter(null!, people.Texts, custodian, facts, today.AddMonths(-12).AddDays(-1), today);
        var held = new List<string>();
        foreach (var (kind, items) in Kinds)
            foreach (var item in items)
                if (custodian.Covers.Contains(item) && (facts.Withheld.Contains(item) || values.Holds(item)))
                {
                    held.Add(kind);
                    break;
                }

        return held;
    }

    private static void Line(MemoryStream into, long number, List<string> kinds)
    {
        if (kinds.Count == 0) return;
        into.Write(Encoding.ASCII.GetBytes($$"""{"nhsNumber":"{{number:D10}}","kinds":["{{string.Join("\",\"", kinds)}}"]}"""));
        into.WriteByte((byte)'\n');
    }
}
