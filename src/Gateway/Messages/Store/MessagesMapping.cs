using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Messages.Store;

internal sealed class OwedMessageMapping : IEntityTypeConfiguration<OwedMessage>
{
    public void Configure(EntityTypeBuilder<OwedMessage> builder)
    {
        builder.ToTable("OwedMessages");
        builder.HasKey(message => message.Sequence);
        builder.Property(message => message.Sequence).ValueGeneratedOnAdd();
    }
}

internal sealed class MessageLineMapping : IEntityTypeConfiguration<MessageLine>
{
    public void Configure(EntityTypeBuilder<MessageLine> builder)
    {
        builder.ToTable("MessageLines");
        builder.HasKey(line => new { line.Agency, line.Child });
    }
}

internal sealed class ParkedMessageMapping : IEntityTypeConfiguration<ParkedMessage>
{
    public void Configure(EntityTypeBuilder<ParkedMessage> builder)
    {
        builder.ToTable("ParkedMessages");
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.HasIndex(message => new { message.ReplayedAt, message.ParkedAt });
    }
}
