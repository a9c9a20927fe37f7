using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Federation.Pointers.Store;

internal sealed class PointerListMapping : IEntityTypeConfiguration<PointerList>
{
    public void Configure(EntityTypeBuilder<PointerList> builder)
    {
        builder.ToTable("PointerLists");
        builder.HasKey(list => list.Custodian);
    }
}

internal sealed class PointerContentMapping : IEntityTypeConfiguration<PointerContent>
{
    public void Configure(EntityTypeBuilder<PointerContent> builder)
    {
        builder.ToTable("PointerContents");
        builder.HasKey(content => new { content.Custodian, content.Sequence });
    }
}
