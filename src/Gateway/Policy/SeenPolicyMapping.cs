using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Policy;

internal sealed class SeenPolicyMapping : IEntityTypeConfiguration<SeenPolicy>
{
    public void Configure(EntityTypeBuilder<SeenPolicy> builder)
    {
        builder.ToTable(SeenPolicies.Table);
        builder.HasKey(seen => seen.Sequence);
        builder.Property(seen => seen.Sequence).ValueGeneratedNever();
    }
}
