using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Concerns.Store;

internal sealed class ConcernMapping : IEntityTypeConfiguration<Concern>
{
    public void Configure(EntityTypeBuilder<Concern> builder)
    {
        builder.ToTable("Concerns");
        builder.Property(concern => concern.Id).ValueGeneratedNever();
        builder.Property(concern => concern.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(concern => concern.Version).IsConcurrencyToken();
        builder.HasIndex(concern => concern.Request).IsUnique();
        builder.HasIndex(concern => new { concern.School, concern.Allegation, concern.State, concern.WrittenAt });
        builder.HasIndex(concern => concern.DeputyAt);
        builder.HasIndex(concern => concern.LookAt);
    }
}

internal sealed class ConcernNoteMapping : IEntityTypeConfiguration<ConcernNote>
{
    public void Configure(EntityTypeBuilder<ConcernNote> builder)
    {
        builder.ToTable("ConcernNotes");
        builder.Property(note => note.Id).ValueGeneratedNever();
        builder.Property(note => note.Kind).HasMaxLength(16);
        builder.HasIndex(note => note.Request).IsUnique();
        builder.HasIndex(note => note.Concern);
    }
}
