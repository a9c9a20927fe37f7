using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Matching.Registrations.Store;

internal sealed class RegisteredChildMapping : IEntityTypeConfiguration<RegisteredChild>
{
    public void Configure(EntityTypeBuilder<RegisteredChild> builder)
    {
        builder.ToTable("RegisteredChildren");
        builder.HasKey(child => child.Token);
        builder.HasIndex(child => child.Position).IsUnique();
    }
}

internal sealed class RegistrationFeedMapping : IEntityTypeConfiguration<RegistrationFeed>
{
    public void Configure(EntityTypeBuilder<RegistrationFeed> builder)
    {
        builder.ToTable("RegistrationFeed");
        builder.Property(feed => feed.Id).ValueGeneratedNever();
    }
}

internal sealed class RegistrationSenderMapping : IEntityTypeConfiguration<RegistrationSender>
{
    public void Configure(EntityTypeBuilder<RegistrationSender> builder)
    {
        builder.ToTable("RegistrationSenders");
        builder.HasKey(sender => sender.Agency);
    }
}
