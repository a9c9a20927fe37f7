using System.Collections.Immutable;

namespace Gateway.Benchmarks.Refusals;

/// <summary>A question that is refused, whoever the child.</summary>
/// <param name="Code">The reason that the refusal must give.</param>
/// <param name="Asker">Who asks.</param>
/// <param name="Related">The asker's own agency confirms that they are involved with the child.</param>
/// <param name="Items">As the body has them.</param>
internal sealed record RefusalKind(string Code, string What, Asker Asker, bool Related, string Purpose, string Items)
{
    /// <summary>
    /// How many known, and how many unknown, children one practitioner asks about: within the limits of an hour, so that
    /// nobody is refused for asking too much. Each question is the first about its child, so that each leaves its alert.
    /// </summary>
    public int ChildrenEach => Related ? 40 : 9;

    public static readonly ImmutableArray<RefusalKind> All =
    [
        new("X2", "no relationship", Asker.Nurse, Related: false, "unscheduled-care", "\"plan-flag\",\"plan-dates\",\"lead-social-worker\""),
        new("X1", "not for this role", Asker.Receptionist, Related: true, "unscheduled-care", "\"plan-flag\",\"plan-dates\",\"lead-social-worker\""),
        new("X3", "not a purpose of the service", Asker.Nurse, Related: true, "other", "\"plan-flag\",\"plan-dates\",\"lead-social-worker\""),
        new("X15", "early help without consent", Asker.Practice, Related: true, "early-help", "\"plan-flag\",\"lead-social-worker\",\"looked-after\""),
    ];
}

internal enum Asker
{
    Nurse,
    Receptionist,
    Practice,
}
