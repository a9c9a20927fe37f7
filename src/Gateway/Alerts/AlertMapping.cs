using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Alerts;

internal sealed class AlertMapping : IEntityTypeConfiguration<Alert>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts");
        builder.IsAboutCheck();
        builder.Property(alert => alert.Kind).HasConversion<string>().HasMaxLength(24);
        builder.HasIndex(alert => new { alert.Agency, alert.Key }).IsUnique();
        builder.HasIndex(alert => new { alert.Agency, alert.At });
        builder.HasIndex(alert => alert.Spread);
        builder.HasIndex(alert => alert.Told);
    }
}

internal sealed class StepMapping : IEntityTypeConfiguration<StepOfTrail>
{
    public void Configure(EntityTypeBuilder<StepOfTrail> builder)
    {
        builder.ToTable("Trail");
        builder.HasKey(step => step.Sequence);
        builder.Property(step => step.Sequence).ValueGeneratedOnAdd();
        builder.HasIndex(step => step.At);
    }
}
