using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Concerns.Store;

/// <summary>A referral that came of a concern. A concern may be referred again, and what is true of it is true of each.</summary>
public sealed class ConcernReferral
{
    private ConcernReferral() { }

    public Guid Concern { get; private init; }

    /// <summary>Draft or sent; the link stays when a draft is deleted.</summary>
    public Guid Referral { get; private init; }

    /// <summary>The note of the decision that began it; none where only the last link of a concern was kept.</summary>
    public Guid? Decision { get; private init; }

    internal static ConcernReferral Of(Guid concern, Guid referral, Guid? decision) => new() { Concern = concern, Referral = referral, Decision = decision };
}

internal sealed class ConcernReferralMapping : IEntityTypeConfiguration<ConcernReferral>
{
    public void Configure(EntityTypeBuilder<ConcernReferral> builder)
    {
        builder.ToTable("ConcernReferrals");
        builder.HasKey(one => new { one.Concern, one.Referral });
        builder.HasIndex(one => one.Referral);
    }
}
