namespace Gateway.Matching.Links.Store;

/// <summary>One key stands for another since a merge, until a split ends it. Both keys stay.</summary>
public sealed class ChildRedirect
{
    private ChildRedirect() { }

    /// <summary>The event that made it.</summary>
    public Guid Id { get; private init; }

    public Guid From { get; private init; }
    public Guid To { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>The event that ended it, or empty: of a key one redirect is in force.</summary>
    public Guid EndedBy { get; private set; }

    internal static ChildRedirect Of(LinkEvent merge, DateTimeOffset now) => new() { Id = merge.Id, From = merge.Joined, To = merge.Kept, At = now };

    internal void End(Guid by) => EndedBy = by;
}

/// <summary>Two children who are never one, whatever a score says. The lower key first.</summary>
public sealed class DoNotLink
{
    private DoNotLink() { }

    public Guid One { get; private init; }
    public Guid Other { get; private init; }
    public string Agency { get; private init; } = "";
    public string Actor { get; private init; } = "";
    public string Reason { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    internal static DoNotLink Of(Guid one, Guid other, LinkActor by, string reason, DateTimeOffset now)
    {
        var (low, high) = Ordered(one, other);
        return new() { One = low, Other = high, Agency = by.Agency, Actor = by.Person, Reason = reason, At = now };
    }

    internal static (Guid Low, Guid High) Ordered(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);
}
