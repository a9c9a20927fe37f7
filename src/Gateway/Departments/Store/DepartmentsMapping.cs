using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Departments.Store;

internal sealed class VisitMapping : IEntityTypeConfiguration<Visit>
{
    public void Configure(EntityTypeBuilder<Visit> builder)
    {
        builder.ToTable("Visits");
        builder.Property(visit => visit.Id).ValueGeneratedNever();
        builder.Property(visit => visit.End).HasConversion<string>().HasMaxLength(16);
        builder.Property(visit => visit.Version).IsConcurrencyToken();
        builder.HasIndex(visit => visit.Encounter).IsUnique();
        builder.HasIndex(visit => new { visit.Agency, visit.End, visit.ArrivedAt });
        builder.HasIndex(visit => new { visit.Child, visit.ArrivedAt });
    }
}

internal sealed class VisitEntryMapping : IEntityTypeConfiguration<VisitEntry>
{
    public void Configure(EntityTypeBuilder<VisitEntry> builder)
    {
        builder.ToTable("VisitEntries");
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Kind).HasMaxLength(32);
        builder.HasIndex(entry => new { entry.Visit, entry.Number }).IsUnique();
        builder.HasIndex(entry => entry.Request).IsUnique();
    }
}
