using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Notices.Store;

internal sealed class InboxNoticeMapping : IEntityTypeConfiguration<InboxNotice>
{
    public void Configure(EntityTypeBuilder<InboxNotice> builder)
    {
        builder.ToTable("InboxNotices");
        builder.Property(notice => notice.Id).ValueGeneratedNever();
        builder.Property(notice => notice.Event).HasConversion<string>().HasMaxLength(32);
        builder.Property(notice => notice.SubjectKind).HasConversion<string>().HasMaxLength(16);
        builder.Property(notice => notice.Reference).HasMaxLength(16);
        builder.Property(notice => notice.Part).HasConversion<string>().HasMaxLength(32);
        builder.Ignore(notice => notice.About);
        builder.Ignore(notice => notice.From);
        builder.Ignore(notice => notice.Involvement);
        builder.HasIndex(notice => notice.Key).IsUnique();
        builder.HasIndex(notice => notice.NextAt);
        builder.HasIndex(notice => new { notice.Unanswered, notice.Rank });
        builder.HasIndex(notice => new { notice.Rank, notice.AcknowledgedAt });
    }
}

internal sealed class NoticeTurnMapping : IEntityTypeConfiguration<NoticeTurn>
{
    public void Configure(EntityTypeBuilder<NoticeTurn> builder)
    {
        builder.ToTable("NoticeTurns");
        builder.Property(turn => turn.Id).ValueGeneratedNever();
        builder.Property(turn => turn.Part).HasConversion<string>().HasMaxLength(32);
        builder.Property(turn => turn.Urgency).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(turn => new { turn.Notice, turn.Step }).IsUnique();
        builder.HasIndex(turn => new { turn.Agency, turn.At });
    }
}

internal sealed class NoticePassedMapping : IEntityTypeConfiguration<NoticePassed>
{
    public void Configure(EntityTypeBuilder<NoticePassed> builder)
    {
        builder.ToTable("NoticesPassed");
        builder.HasKey(passed => new { passed.Notice, passed.Agency, passed.Person });
    }
}
