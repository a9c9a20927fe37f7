using Gateway.Disclosure;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Reviews;

internal sealed class ReviewMapping : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> builder)
    {
        builder.ToTable("Reviews");
        builder.IsAboutCheck();
        builder.Property(review => review.Kind).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(review => new { review.Agency, review.Key }).IsUnique();
        builder.HasIndex(review => new { review.Agency, review.At });
        builder.HasIndex(review => new { review.AskerAgency, review.Asker, review.At });
        builder.HasIndex(review => review.Spread);
    }
}
