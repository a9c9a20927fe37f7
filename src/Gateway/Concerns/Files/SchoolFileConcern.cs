using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Concerns.Files;

/// <summary>Which concern of the old school is in which file: what becomes an allegation there is withheld here.</summary>
public sealed class SchoolFileConcern
{
    private SchoolFileConcern() { }

    public Guid File { get; private init; }
    public Guid Concern { get; private init; }

    internal static SchoolFileConcern Of(Guid file, Guid concern) => new() { File = file, Concern = concern };
}

internal sealed class SchoolFileConcernMapping : IEntityTypeConfiguration<SchoolFileConcern>
{
    public void Configure(EntityTypeBuilder<SchoolFileConcern> builder)
    {
        builder.ToTable("SchoolFileConcerns");
        builder.HasKey(one => new { one.File, one.Concern });
        builder.HasIndex(one => one.Concern);
    }
}
