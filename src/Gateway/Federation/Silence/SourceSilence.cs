using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Federation.Silence;

/// <summary>A source that answers nobody: a row from its first failure until any process hears it.</summary>
public sealed class SourceSilence
{
    public static readonly TimeSpan ToldAfter = TimeSpan.FromMinutes(5);

    /// <summary>The custodian's id in the register.</summary>
    public string Source { get; init; } = "";

    public DateTimeOffset Since { get; init; }
    public DateTimeOffset LastFailureAt { get; init; }
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>It was asked again and again for longer than it takes to be told of.</summary>
    internal bool IsLong => LastFailureAt - Since > ToldAfter;
}

internal sealed class SourceSilenceMapping : IEntityTypeConfiguration<SourceSilence>
{
    public void Configure(EntityTypeBuilder<SourceSilence> builder)
    {
        builder.ToTable("SourceSilences");
        builder.HasKey(silence => silence.Source);
        builder.Property(silence => silence.Source).HasMaxLength(64);
        builder.Ignore(silence => silence.IsLong);
    }
}
