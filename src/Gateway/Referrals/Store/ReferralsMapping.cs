using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Referrals.Store;

internal sealed class ReferralMapping : IEntityTypeConfiguration<Referral>
{
    public void Configure(EntityTypeBuilder<Referral> builder)
    {
        builder.ToTable("Referrals");
        builder.Property(referral => referral.Id).ValueGeneratedNever();
        builder.Ignore(referral => referral.TakesTasks);
        builder.Property(referral => referral.Reference).HasMaxLength(16);
        builder.Property(referral => referral.Kind).HasMaxLength(16);
        builder.Property(referral => referral.AgencyKind).HasConversion<string>().HasMaxLength(32);
        builder.Property(referral => referral.Wanted).HasConversion<string>().HasMaxLength(32);
        builder.Property(referral => referral.Version).IsConcurrencyToken();
        builder.HasIndex(referral => referral.Reference).IsUnique();
        builder.HasIndex(referral => referral.Request).IsUnique();
        builder.HasIndex(referral => new { referral.Agency, referral.Person, referral.SentAt });
        builder.HasIndex(referral => new { referral.SentAt, referral.DraftedAt });
    }
}

internal sealed class ReferralChildMapping : IEntityTypeConfiguration<ReferralChild>
{
    public void Configure(EntityTypeBuilder<ReferralChild> builder)
    {
        builder.ToTable("ReferralChildren");
        builder.Ignore(child => child.AwaitsReceipt);
        builder.Property(child => child.Id).ValueGeneratedNever();
        builder.Property(child => child.State).HasConversion<string>().HasMaxLength(32);
        builder.Property(child => child.Rating).HasConversion<string>().HasMaxLength(16);
        builder.Property(child => child.Version).IsConcurrencyToken();
        builder.HasIndex(child => child.Referral);
        builder.HasIndex(child => new { child.Council, child.State, child.DueAt });
        builder.HasIndex(child => child.WakeAt);
        builder.HasIndex(child => child.MergedInto);
        builder.HasIndex(child => child.NumberKey);
        builder.HasIndex(child => child.CalledKey);
    }
}

internal sealed class ReferralStepMapping : IEntityTypeConfiguration<ReferralStep>
{
    public void Configure(EntityTypeBuilder<ReferralStep> builder)
    {
        builder.ToTable("ReferralSteps");
        builder.Property(step => step.Id).ValueGeneratedNever();
        builder.Property(step => step.Event).HasMaxLength(48);
        builder.Property(step => step.Outcome).HasMaxLength(48);
        builder.Property(step => step.Clock).HasMaxLength(48);
        builder.Property(step => step.Actor).HasMaxLength(48);
        builder.HasIndex(step => new { step.Request, step.Child, step.Number }).IsUnique();
        builder.HasIndex(step => new { step.Child, step.Version });
        builder.HasIndex(step => new { step.Agency, step.Event, step.At });
    }
}

internal sealed class ReferralTaskMapping : IEntityTypeConfiguration<ReferralTask>
{
    public void Configure(EntityTypeBuilder<ReferralTask> builder)
    {
        builder.ToTable("ReferralTasks");
        builder.HasKey(task => new { task.Referral, task.Task });
        builder.Property(task => task.Task).HasMaxLength(16);
    }
}

internal sealed class ReferralAskMapping : IEntityTypeConfiguration<ReferralAsk>
{
    public void Configure(EntityTypeBuilder<ReferralAsk> builder)
    {
        builder.ToTable("ReferralAsks");
        builder.Property(ask => ask.Id).ValueGeneratedNever();
        builder.HasIndex(ask => ask.Child);
    }
}

internal sealed class ReferralAttachmentMapping : IEntityTypeConfiguration<ReferralAttachment>
{
    public void Configure(EntityTypeBuilder<ReferralAttachment> builder)
    {
        builder.ToTable("ReferralAttachments");
        builder.Property(attachment => attachment.Id).ValueGeneratedNever();
        builder.Property(attachment => attachment.State).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(attachment => new { attachment.Referral, attachment.Same }).IsUnique();
        builder.HasIndex(attachment => new { attachment.State, attachment.TryAt });
    }
}

internal sealed class ReferralAttachmentPartMapping : IEntityTypeConfiguration<ReferralAttachmentPart>
{
    public void Configure(EntityTypeBuilder<ReferralAttachmentPart> builder)
    {
        builder.ToTable("ReferralAttachmentParts");
        builder.HasKey(part => new { part.Attachment, part.Number });
    }
}

internal sealed class ReferralDeliveryMapping : IEntityTypeConfiguration<ReferralDelivery>
{
    public void Configure(EntityTypeBuilder<ReferralDelivery> builder)
    {
        builder.ToTable("ReferralDeliveries");
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Property(delivery => delivery.Rating).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(delivery => delivery.Child).IsUnique();
        builder.HasIndex(delivery => delivery.NextAttemptAt);
    }
}
