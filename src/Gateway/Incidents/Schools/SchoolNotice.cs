using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Incidents.Schools;

/// <summary>How far a school has been told of one child in an incident.</summary>
public enum SchoolStage
{
    /// <summary>Nobody has been told yet: it is about to be, or held for the first school day.</summary>
    Waiting,

    /// <summary>The key adult has it.</summary>
    Told,

    /// <summary>Nobody said by half past eight that they have it: the deputies have it too.</summary>
    Deputies,

    /// <summary>Nor by a quarter to nine: the police ring the office. Of a red one that was so before anybody was there: until it opens.</summary>
    Rung,

    /// <summary>The school is about to open: its key adult has it once more.</summary>
    ToldAgain,

    /// <summary>And its deputies.</summary>
    DeputiesAgain,

    /// <summary>And the police ring the office, where somebody answers now.</summary>
    RungAgain,

    /// <summary>The school says that the child is not on its roll: the council was told.</summary>
    NotTheirs,

    /// <summary>Somebody said in time that they have it.</summary>
    Done,
}

/// <summary>What the police tell one school of one child in an incident, and how far it has come.</summary>
public sealed class SchoolNotice
{
    private SchoolNotice() { }

    public Guid Id { get; private init; }
    public Guid Incident { get; private init; }
    public string School { get; private init; } = "";
    public string Council { get; private init; } = "";

    /// <summary>Who was there.</summary>
    public string Force { get; private init; } = "";

    /// <summary>The force of the child's home, where it is another.</summary>
    public string? HomeForce { get; private init; }

    public bool Red { get; private init; }

    /// <summary>Of whom and of what: sealed.</summary>
    public byte[] About { get; private init; } = [];

    public DateTimeOffset At { get; private init; }
    public SchoolStage Stage { get; private init; }

    /// <summary>The school's own system says that the child is on its roll.</summary>
    public bool OnRoll { get; private init; }

    /// <summary>When it is next to be looked at; none where nothing is left to do.</summary>
    public DateTimeOffset? WakeAt { get; private init; }

    internal static SchoolNotice Of(Guid id, Guid incident, string school, string council, string force, string? homeForce, bool red, byte[] about, DateTimeOffset at, DateTimeOffset tellAt) => new()
    {
        Id = id,
        Incident = incident,
        School = school,
        Council = council,
        Force = force,
        HomeForce = homeForce,
        Red = red,
        About = about,
        At = at,
        WakeAt = tellAt,
    };
}

internal sealed class SchoolNoticeMapping : IEntityTypeConfiguration<SchoolNotice>
{
    public void Configure(EntityTypeBuilder<SchoolNotice> builder)
    {
        builder.ToTable("SchoolNotices");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Stage).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(notice => notice.WakeAt);
        builder.HasIndex(notice => notice.Incident);
    }
}
