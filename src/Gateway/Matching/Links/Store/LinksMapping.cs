using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Matching.Links.Store;

internal sealed class LinkMapping : IEntityTypeConfiguration<ChildLink>
{
    public void Configure(EntityTypeBuilder<ChildLink> builder)
    {
        builder.ToTable("ChildLinks");
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Status).HasConversion<string>().HasMaxLength(32);
        builder.Property(link => link.Sex).HasMaxLength(1);
        builder.Property(link => link.Version).IsConcurrencyToken();
        builder.Ignore(link => link.Key);
        builder.HasIndex(link => new { link.Authority, link.Token, link.Slot }).IsUnique();
        builder.HasIndex(link => link.Child);
        builder.HasIndex(link => new { link.Agency, link.Status });
    }
}

internal sealed class RedirectMapping : IEntityTypeConfiguration<ChildRedirect>
{
    public void Configure(EntityTypeBuilder<ChildRedirect> builder)
    {
        builder.ToTable("ChildRedirects");
        builder.Property(redirect => redirect.Id).ValueGeneratedNever();
        builder.HasIndex(redirect => new { redirect.From, redirect.EndedBy }).IsUnique();
    }
}

internal sealed class DoNotLinkMapping : IEntityTypeConfiguration<DoNotLink>
{
    public void Configure(EntityTypeBuilder<DoNotLink> builder)
    {
        builder.ToTable("DoNotLinks");
        builder.HasKey(pair => new { pair.One, pair.Other });
    }
}

internal sealed class LinkEventMapping : IEntityTypeConfiguration<LinkEvent>
{
    public void Configure(EntityTypeBuilder<LinkEvent> builder)
    {
        builder.ToTable("LinkEvents");
        builder.Property(one => one.Id).ValueGeneratedNever();
        builder.Property(one => one.Kind).HasConversion<string>().HasMaxLength(16);
        builder.Property(one => one.State).HasConversion<string>().HasMaxLength(16);
        builder.Property(one => one.Version).IsConcurrencyToken();
        builder.Ignore(one => one.MovedLinks);
        builder.Ignore(one => one.KeptChild);
        builder.Ignore(one => one.JoinedChild);
        builder.HasIndex(one => new { one.State, one.At });
    }
}

internal sealed class LinkTaskMapping : IEntityTypeConfiguration<LinkTask>
{
    public void Configure(EntityTypeBuilder<LinkTask> builder)
    {
        builder.ToTable("LinkTasks");
        builder.Property(task => task.Id).ValueGeneratedNever();
        builder.Property(task => task.Kind).HasConversion<string>().HasMaxLength(32);
        builder.HasIndex(task => new { task.Agency, task.Key }).IsUnique();
        builder.HasIndex(task => new { task.Agency, task.DoneAt, task.At });
    }
}

internal sealed class LinkCorrectionMapping : IEntityTypeConfiguration<LinkCorrection>
{
    public void Configure(EntityTypeBuilder<LinkCorrection> builder)
    {
        builder.ToTable("LinkCorrections");
        builder.Property(correction => correction.Id).ValueGeneratedNever();
        builder.HasIndex(correction => new { correction.Event, correction.Entry }).IsUnique();
        builder.HasIndex(correction => new { correction.Agency, correction.Practitioner, correction.ReadAt });
    }
}

internal sealed class LinkUploadMapping : IEntityTypeConfiguration<LinkUpload>
{
    public void Configure(EntityTypeBuilder<LinkUpload> builder)
    {
        builder.ToTable("LinkUploads");
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.HasIndex(upload => new { upload.Agency, upload.At });
    }
}
