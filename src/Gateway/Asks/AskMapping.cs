using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Asks;

internal sealed class AskMapping : IEntityTypeConfiguration<Ask>
{
    public void Configure(EntityTypeBuilder<Ask> builder)
    {
        builder.ToTable("Asks");
        builder.IsAboutCheck();
        builder.Ignore(ask => ask.AskedItems);
        builder.HasIndex(ask => new { ask.Decision, ask.Holder }).IsUnique();
        builder.HasIndex(ask => new { ask.Holder, ask.At });
        builder.HasIndex(ask => new { ask.AskerAgency, ask.Asker, ask.At });
        builder.HasIndex(ask => new { ask.AnsweredAt, ask.WarnedAt, ask.DueAt });
    }
}
