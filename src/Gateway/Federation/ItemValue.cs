using System.Collections.Immutable;
using Gateway.Agencies;

namespace Gateway.Federation;

/// <summary>What a custodian gave for an item that it holds (custodian contract, version 1). Held in memory only.</summary>
public abstract record ItemValue
{
    private ItemValue() { }

    /// <summary>Held, and there is no more to it.</summary>
    public sealed record Present : ItemValue
    {
        public static readonly Present Instance = new();

        private Present() { }
    }

    public sealed record PlanCategories(ImmutableArray<string> Categories) : ItemValue;

    public sealed record PlanDates(DateOnly Start) : ItemValue;

    public sealed record LeadSocialWorker(string Name, string Team, string Telephone) : ItemValue;

    /// <param name="LegalBasis">Null where the custodian has no place for it, as with <paramref name="Since"/>.</param>
    public sealed record LookedAfter(string? LegalBasis, DateOnly? Since) : ItemValue;

    /// <param name="Due">Null where the custodian has no place for it.</param>
    public sealed record UnbornPlan(DateOnly? Due) : ItemValue;

    public sealed record PlanEnded(DateOnly Ended) : ItemValue;

    public sealed record Attendances(ImmutableArray<Attendance> Rows) : ItemValue;

    public sealed record GpRegistration(string Practice) : ItemValue;

    public sealed record School(string Name) : ItemValue;

    public sealed record AbuseMarker(int Incidents) : ItemValue;
}

/// <summary>One attendance, with the members of the item that was asked for.</summary>
/// <param name="Reference">The custodian's own encounter reference: two with the same reference are one.</param>
public sealed record Attendance(string Reference)
{
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>The day, where no time is given.</summary>
    public DateOnly? ArrivedOn { get; init; }

    public string? Site { get; init; }
    public string? Complaint { get; init; }
    public bool? Injury { get; init; }
    public string? Outcome { get; init; }
    public bool? LeftBeforeSeen { get; init; }

    /// <summary>The day on the wall in London; null where nobody said.</summary>
    public DateOnly? Day => ArrivedAt is { } at ? LondonTime.Day(at) : ArrivedOn;

    /// <summary>Both know something of the same attendance.</summary>
    public Attendance With(Attendance other) => this with
    {
        ArrivedAt = ArrivedAt ?? other.ArrivedAt,
        ArrivedOn = ArrivedOn ?? other.ArrivedOn,
        Site = Site ?? other.Site,
        Complaint = Complaint ?? other.Complaint,
        Injury = Injury ?? other.Injury,
        Outcome = Outcome ?? other.Outcome,
        LeftBeforeSeen = LeftBeforeSeen ?? other.LeftBeforeSeen,
    };
}
