using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>What is missing, in a sentence for each kind of holder. Every item that was asked for counts, not the usual ones alone.</summary>
internal static class Gaps
{
    private static readonly (string Who, Item[] Items)[] Holders =
    [
        ("children's services",
            [Item.PlanFlag, Item.LookedAfter, Item.UnbornPlan, Item.PlanEnded, Item.SiblingOnPlan, Item.PlanCategory, Item.PlanDates, Item.LeadSocialWorker]),
        ("emergency departments",
            [Item.AttendanceCount, Item.AttendanceDates, Item.AttendanceSite, Item.AttendanceComplaint, Item.AttendanceOutcome]),
        ("police forces", [Item.AbuseMarker]),
        ("practices", [Item.GpRegistration]),
        ("schools", [Item.School]),
    ];

    public static ImmutableArray<string> Of(Findings findings)
    {
        var gaps = ImmutableArray<string>.Empty;
        foreach (var (who, items) in Holders)
            if (Gap(findings, who, items) is { } gap) gaps = gaps.Add(gap);
        return gaps;
    }

    private static string? Gap(Findings findings, string who, Item[] items)
    {
        if (First(findings, items) is not { } first) return null;
        var shown = items.Where(findings.MayShow).ToArray();
        var asked = findings.Answers.Where(answer => shown.Any(item => answer.For(item) is not null)).ToArray();
        var open = asked.Where(answer => shown.Any(item => answer.For(item) is { Said.IsAnswer: false })).ToArray();
        var named = open.Length <= 3 ? ": " + string.Join(", ", open.Select(answer => findings.NameOf(answer, shown))) : "";
        return $"{What(first)} incomplete. {asked.Length - open.Length} of {asked.Length} {who} answered. No answer from {open.Length}{named}.";
    }

    // Most answers are complete, so the rest is worked out only where something is open.
    private static Item? First(Findings findings, Item[] items)
    {
        foreach (var item in items)
        {
            if (!findings.MayShow(item)) continue;
            foreach (var found in findings.About(item))
                if (!found.Said.Said.IsAnswer) return item;
        }

        return null;
    }

    private static string What(Item item) => item switch
    {
        Item.LookedAfter => "Care status is",
        Item.UnbornPlan => "Plans for unborn children are",
        Item.PlanEnded => "Plans that ended are",
        Item.SiblingOnPlan => "Plans of brothers and sisters are",
        Item.LeadSocialWorker => "Social workers are",
        Item.AbuseMarker => "Police records are",
        Item.GpRegistration => "GP registration is",
        Item.School => "School rolls are",
        _ when item.IsAttendance() => "The attendance history is",
        _ => "Child protection plans are",
    };
}
