using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Hosting.SignIn.Store;

/// <summary>A session that somebody ended: its cookie, wherever a copy of it is, opens nothing any more. It names nobody.</summary>
public sealed class EndedSession
{
    /// <summary>A digest of the session's id: the table opens nothing either.</summary>
    public byte[] Id { get; init; } = [];

    /// <summary>From when on no session of that time goes on anyway.</summary>
    public DateTimeOffset Until { get; init; }
}

internal sealed class EndedSessionMapping : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("EndedSessions");
        builder.HasKey(session => session.Id);
        builder.HasIndex(session => session.Until);
    }
}
