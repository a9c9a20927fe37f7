using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Asks;

/// <summary>Somebody at the holder has a personal interest in one ask: it is not theirs to answer, now or later.</summary>
internal sealed class AskRecusal
{
    public Guid Ask { get; init; }

    /// <summary>Of the holder.</summary>
    public string Practitioner { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

internal sealed class RecusalMapping : IEntityTypeConfiguration<AskRecusal>
{
    public void Configure(EntityTypeBuilder<AskRecusal> builder)
    {
        builder.ToTable("AskRecusals");
        builder.HasKey(recusal => new { recusal.Ask, recusal.Practitioner });
    }
}
