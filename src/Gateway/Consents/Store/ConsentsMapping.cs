using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Consents.Store;

internal sealed class ConsentMapping : IEntityTypeConfiguration<RecordedConsent>
{
    public void Configure(EntityTypeBuilder<RecordedConsent> builder)
    {
        builder.ToTable("Consents");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.Property(consent => consent.Kind).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.Giver).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.Obtained).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.CompetenceKind).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.Stage).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.ReviewBecause).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.ReviewBrings).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.WithdrawnBy).HasConversion<string>().HasMaxLength(32);
        builder.Property(consent => consent.Version).IsConcurrencyToken();
        builder.HasIndex(consent => consent.Child);
        builder.HasIndex(consent => new { consent.Stage, consent.ReviewOn });
        builder.HasIndex(consent => new { consent.Agency, consent.EndedAt });
    }
}

internal sealed class EngagementMapping : IEntityTypeConfiguration<RecordedEngagement>
{
    public void Configure(EntityTypeBuilder<RecordedEngagement> builder)
    {
        builder.ToTable("Engagements");
        builder.Property(engagement => engagement.Id).ValueGeneratedNever();
        builder.Property(engagement => engagement.Informed).HasConversion<string>().HasMaxLength(32);
        builder.Property(engagement => engagement.View).HasConversion<string>().HasMaxLength(32);
        builder.Property(engagement => engagement.Because).HasConversion<string>().HasMaxLength(32);
        builder.Property(engagement => engagement.Limb).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(engagement => engagement.Child);
        builder.HasIndex(engagement => new { engagement.Agency, engagement.RecordedAt });
    }
}

internal sealed class StepMapping : IEntityTypeConfiguration<RecordedStep>
{
    public void Configure(EntityTypeBuilder<RecordedStep> builder)
    {
        builder.ToTable("ConsentSteps");
        builder.Property(step => step.Id).ValueGeneratedNever();
        builder.Property(step => step.Step).HasConversion<string>().HasMaxLength(32);
        builder.Property(step => step.Stage).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(step => step.Subject);
    }
}
