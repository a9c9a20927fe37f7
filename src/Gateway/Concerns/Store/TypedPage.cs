using Gateway.Agencies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Concerns.Store;

/// <summary>What one person typed on one page of concerns and has not sent: theirs alone, and no part of any concern.</summary>
public sealed class TypedPage
{
    private TypedPage() { }

    public string Agency { get; private init; } = "";
    public string Person { get; private init; } = "";

    /// <summary>The page, by a word and the id of the concern where there is one.</summary>
    public string Page { get; private init; } = "";

    /// <summary>What stands in each box: sealed.</summary>
    public byte[] Content { get; internal set; } = [];

    public DateTimeOffset KeptAt { get; internal set; }

    internal static TypedPage Of(Practitioner who, string page, byte[] content, DateTimeOffset at) => new() { Agency = who.Agency.Id, Person = who.Subject, Page = page, Content = content, KeptAt = at };
}

internal sealed class TypedPageMapping : IEntityTypeConfiguration<TypedPage>
{
    public void Configure(EntityTypeBuilder<TypedPage> builder)
    {
        builder.ToTable("ConcernsTyped");
        builder.HasKey(typed => new { typed.Agency, typed.Person, typed.Page });
        builder.Property(typed => typed.Page).HasMaxLength(48);
        builder.HasIndex(typed => typed.KeptAt);
    }
}
