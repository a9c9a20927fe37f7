using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Disclosure;

/// <summary>What every table that keeps something of a check has in common.</summary>
internal static class AboutCheckMapping
{
    public static void IsAboutCheck<T>(this EntityTypeBuilder<T> builder)
        where T : AboutCheck
    {
        builder.Property(about => about.Id).ValueGeneratedNever();
        builder.Property(about => about.AskerKind).HasConversion<string>().HasMaxLength(32);
    }
}
