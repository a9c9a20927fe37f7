using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Retention.Store;

internal sealed class ErasureMapping : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("Erasures");
        builder.Property(erasure => erasure.Id).ValueGeneratedNever();
        builder.Property(erasure => erasure.Record).HasMaxLength(16);
        builder.HasIndex(erasure => erasure.DoneAt);
    }
}

internal sealed class ErasedRecordMapping : IEntityTypeConfiguration<ErasedRecord>
{
    public void Configure(EntityTypeBuilder<ErasedRecord> builder)
    {
        builder.ToTable("ErasedRecords");
        builder.HasKey(erased => new { erased.Kind, erased.Record });
        builder.Property(erased => erased.Kind).HasMaxLength(16);
        builder.HasIndex(erased => erased.Erasure);
    }
}

internal sealed class RetentionSweepMapping : IEntityTypeConfiguration<RetentionSweep>
{
    public void Configure(EntityTypeBuilder<RetentionSweep> builder)
    {
        builder.ToTable("RetentionSweeps");
        builder.HasKey(sweep => sweep.Record);
        builder.Property(sweep => sweep.Record).HasMaxLength(16);
    }
}

internal sealed class RetentionGateMapping : IEntityTypeConfiguration<RetentionGate>
{
    public void Configure(EntityTypeBuilder<RetentionGate> builder)
    {
        builder.ToTable("RetentionGates");
        builder.Property(gate => gate.Id).ValueGeneratedNever();
    }
}

internal sealed class HoldMapping : IEntityTypeConfiguration<Hold>
{
    public void Configure(EntityTypeBuilder<Hold> builder)
    {
        builder.ToTable("RetentionHolds");
        builder.Property(hold => hold.Id).ValueGeneratedNever();
        builder.Property(hold => hold.Record).HasMaxLength(16);
        builder.Property(hold => hold.Basis).HasMaxLength(24);
        builder.Property(hold => hold.Version).IsConcurrencyToken();
        builder.HasIndex(hold => hold.Request).IsUnique();
        builder.HasIndex(hold => new { hold.Agency, hold.LiftedAt });
    }
}
