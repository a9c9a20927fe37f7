using Gateway.Notifications;
using Gateway.Rules.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Notices.Store;

/// <summary>
/// That somebody is told by another way that there is a notice to read: written with the turn, tried until it is sent, and laid aside with its
/// reason where it cannot be. The row is the truth; no other tries it before <see cref="NextAttemptAt"/>.
/// </summary>
public sealed class NoticeDelivery
{
    public Guid Id { get; init; }
    public Guid Notice { get; init; }
    public Guid Turn { get; init; }
    public NoticeChannel Channel { get; init; }
    public string Agency { get; init; } = "";

    /// <summary>The role whose mailbox it is; empty where it goes to the agency's system.</summary>
    public string Role { get; init; } = "";

    public NoticeUrgency Urgency { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; init; }
    public int Attempts { get; init; }
    public string? LastFailure { get; init; }
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Laid aside: nobody tries it before an operator says so.</summary>
    public DateTimeOffset? DeadAt { get; init; }

    /// <summary>How long one attempt may be under way before another is due.</summary>
    internal static readonly TimeSpan UnderWay = RetryTimes.UnderWay;
}

internal sealed class NoticeDeliveryMapping : IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
    {
        builder.ToTable("NoticeDeliveries");
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Channel).HasConversion<string>().HasMaxLength(16);
        builder.Property(delivery => delivery.Urgency).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(delivery => new { delivery.Turn, delivery.Channel, delivery.Role }).IsUnique();
        builder.HasIndex(delivery => new { delivery.SentAt, delivery.DeadAt, delivery.NextAttemptAt });
    }
}
