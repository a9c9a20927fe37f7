using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Federation.Uploads.Store;

internal sealed class UploadMapping : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Uploads");
        builder.Property(upload => upload.Id).ValueGeneratedNever();
        builder.Property(upload => upload.State).HasConversion<string>().HasMaxLength(16);
        builder.HasIndex(upload => new { upload.Custodian, upload.State });
    }
}

internal sealed class UploadPartMapping : IEntityTypeConfiguration<UploadPart>
{
    public void Configure(EntityTypeBuilder<UploadPart> builder)
    {
        builder.ToTable("UploadParts");
        builder.HasKey(part => new { part.Upload, part.At });
    }
}

internal sealed class ReturnedRecordsMapping : IEntityTypeConfiguration<ReturnedRecords>
{
    public void Configure(EntityTypeBuilder<ReturnedRecords> builder)
    {
        builder.ToTable("UploadReturned");
        builder.HasKey(returned => new { returned.Content, returned.First });
    }
}

internal sealed class AppliedFileMapping : IEntityTypeConfiguration<AppliedFile>
{
    public void Configure(EntityTypeBuilder<AppliedFile> builder)
    {
        builder.ToTable("AppliedFiles");
        builder.HasKey(file => file.Custodian);
    }
}

internal sealed class FileBucketMapping : IEntityTypeConfiguration<FileBucket>
{
    public void Configure(EntityTypeBuilder<FileBucket> builder)
    {
        builder.ToTable("FileBuckets");
        builder.HasKey(bucket => new { bucket.Content, bucket.Number });
    }
}
