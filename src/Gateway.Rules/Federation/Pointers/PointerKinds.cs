using Gateway.Rules.Policy;

namespace Gateway.Rules.Federation.Pointers;

/// <summary>
/// What a pointer list can say that there is one of: kinds of record, and nothing of what stands in one. A list is looked up for the
/// kinds that were asked about alone, so that who is asked live tells nothing of another kind.
/// </summary>
[Flags]
public enum PointerKinds
{
    /// <summary>Nothing that a list can say.</summary>
    None = 0,
    /// <summary>A child protection plan, with its category and dates.</summary>
    Plan = 1,
    /// <summary>A lead social worker.</summary>
    SocialWorker = 2,
    /// <summary>A care status.</summary>
    Care = 4,
    /// <summary>A plan for an unborn child.</summary>
    Unborn = 8,
    /// <summary>A plan that ended in the window.</summary>
    PlanEnded = 16,
    /// <summary>A brother or sister on a plan.</summary>
    Sibling = 32,
    /// <summary>An attendance in the window.</summary>
    Attendance = 64,
}

/// <summary>The published words of the kinds, and which items each answers for.</summary>
public static class PointerKindWords
{
    private static readonly (string Word, PointerKinds Kind)[] Words =
    [
        ("plan", PointerKinds.Plan), ("social-worker", PointerKinds.SocialWorker), ("care", PointerKinds.Care), ("unborn", PointerKinds.Unborn),
        ("plan-ended", PointerKinds.PlanEnded), ("sibling", PointerKinds.Sibling), ("attendance", PointerKinds.Attendance),
    ];

    /// <summary>Reads one word; a word that is not in the list is false.</summary>
    public static bool TryRead(string? word, out PointerKinds kind)
    {
        foreach (var known in Words)
            if (known.Word == word)
            {
                kind = known.Kind;
                return true;
            }

        kind = PointerKinds.None;
        return false;
    }

    /// <summary>The words of a set, in the order of the published list.</summary>
    public static IEnumerable<string> Of(PointerKinds kinds)
    {
        foreach (var (word, kind) in Words)
            if ((kinds & kind) != 0) yield return word;
    }

    /// <summary>Each kind of a set by itself.</summary>
    public static IEnumerable<PointerKinds> Each(this PointerKinds kinds)
    {
        foreach (var (_, kind) in Words)
            if ((kinds & kind) != 0) yield return kind;
    }

    /// <summary>The kind that an item is of; none where no list speaks for it and its holder is always asked.</summary>
    public static PointerKinds Of(Item item) => item switch
    {
        Item.PlanFlag or Item.PlanCategory or Item.PlanDates => PointerKinds.Plan,
        Item.LeadSocialWorker => PointerKinds.SocialWorker,
        Item.LookedAfter => PointerKinds.Care,
        Item.UnbornPlan => PointerKinds.Unborn,
        Item.PlanEnded => PointerKinds.PlanEnded,
        Item.SiblingOnPlan => PointerKinds.Sibling,
        _ when item.IsAttendance() => PointerKinds.Attendance,
        _ => PointerKinds.None,
    };
}
