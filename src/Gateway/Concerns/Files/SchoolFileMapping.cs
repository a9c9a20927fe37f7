using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Concerns.Files;

internal sealed class SchoolFileMapping : IEntityTypeConfiguration<SchoolFile>
{
    public void Configure(EntityTypeBuilder<SchoolFile> builder)
    {
        builder.ToTable("SchoolFiles");
        builder.Property(file => file.Id).ValueGeneratedNever();
        builder.HasIndex(file => file.Request).IsUnique();
        builder.HasIndex(file => new { file.To, file.SentAt });
        builder.HasIndex(file => new { file.From, file.SentAt });
        builder.HasIndex(file => file.ChaseAt);
    }
}
