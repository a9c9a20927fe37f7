using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Signals.Store;

internal sealed class LedgerFollowedMapping : IEntityTypeConfiguration<LedgerFollowed>
{
    public void Configure(EntityTypeBuilder<LedgerFollowed> builder)
    {
        builder.ToTable("LedgerFollowed");
        builder.HasKey(followed => followed.Name);
        builder.Property(followed => followed.Name).HasMaxLength(32);
    }
}

internal sealed class CheckSeenMapping : IEntityTypeConfiguration<CheckSeen>
{
    public void Configure(EntityTypeBuilder<CheckSeen> builder)
    {
        builder.ToTable("ChecksSeen");
        builder.HasKey(check => check.Position);
        builder.Property(check => check.Position).ValueGeneratedNever();
        builder.Property(check => check.Plan).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(check => new { check.ChildKey, check.At });
        builder.HasIndex(check => check.At);
    }
}

internal sealed class SignalMapping : IEntityTypeConfiguration<Signal>
{
    public void Configure(EntityTypeBuilder<Signal> builder)
    {
        builder.ToTable("Signals");
        builder.Property(signal => signal.Id).ValueGeneratedNever();
        builder.HasIndex(signal => signal.Position).IsUnique();
        builder.HasIndex(signal => new { signal.ChildKey, signal.EndsAt });
        builder.HasIndex(signal => new { signal.ToldAt, signal.NextTryAt });
        builder.HasIndex(signal => signal.At);
    }
}
