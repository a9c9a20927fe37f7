using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Notifications;

internal sealed class NoticeMapping : IEntityTypeConfiguration<NoticeOfAttendance>
{
    public void Configure(EntityTypeBuilder<NoticeOfAttendance> builder)
    {
        builder.ToTable("NoticesOfAttendance");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(notice => notice.AskerKind).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(notice => notice.Attendance).IsUnique();
        builder.HasIndex(notice => new { notice.DeliveredAt, notice.NextAttemptAt });
    }
}

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(message => message.Sequence);
        builder.Property(message => message.Sequence).ValueGeneratedOnAdd();
        builder.HasIndex(message => new { message.SentAt, message.Line, message.Sequence });
        builder.HasIndex(message => message.Subject);
    }
}

internal sealed class InboxMapping : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("Inbox");
        builder.HasKey(message => new { message.MessageId, message.Consumer });
        builder.HasIndex(message => message.DoneAt);
    }
}
