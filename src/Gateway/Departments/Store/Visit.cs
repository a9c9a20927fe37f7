using Gateway.Agencies;
using Gateway.Rules.Departments;

namespace Gateway.Departments.Store;

/// <summary>One child's attendance at a department, as the department works on it. What was recorded of it is its entries; where it stands follows from them.</summary>
public sealed class Visit
{
    private Visit() { }

    public Guid Id { get; private init; }

    /// <summary>The department's, an agency of the register.</summary>
    public string Agency { get; private init; } = "";

    /// <summary>Which of its departments; none where its system did not say.</summary>
    public string? Site { get; private init; }

    /// <summary>A keyed hash of the department's own reference of the attendance: of one attendance there is one visit.</summary>
    public byte[] Encounter { get; private init; } = [];

    /// <summary>A keyed hash of the child's number, by which is counted how often a child came; of a child who was not found, what stands for nobody.</summary>
    public byte[] Child { get; private set; } = [];

    /// <summary>Who it is: sealed.</summary>
    public byte[] About { get; private set; } = [];

    public DateTimeOffset ArrivedAt { get; private init; }
    public DateTimeOffset BegunAt { get; private init; }

    /// <summary>How it ended; lists are made by it.</summary>
    public VisitEnd End { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Grows with each entry, so that of two who add one at once one is told.</summary>
    public int Version { get; private set; }

    internal static Visit Of(Practitioner who, Guid id, string? site, byte[] encounter, byte[] child, byte[] about, DateTimeOffset arrived, DateTimeOffset now) => new()
    {
        Id = id,
        Agency = who.Agency.Id,
        Site = site,
        Encounter = encounter,
        Child = child,
        About = about,
        ArrivedAt = arrived,
        BegunAt = now,
    };

    /// <summary>The child was found: what was recorded stays, and is theirs.</summary>
    internal void Joined(byte[] child, byte[] about) => (Child, About) = (child, about);

    internal void Added(VisitEnd end, DateTimeOffset at)
    {
        Version++;
        if (End != VisitEnd.None || end == VisitEnd.None) return;
        (End, EndedAt) = (end, at);
    }
}
