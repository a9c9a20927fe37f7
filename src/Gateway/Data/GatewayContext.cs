using Microsoft.EntityFrameworkCore;

namespace Gateway.Data;

/// <summary>The one context for what changes. It finds each capability's mappings by scanning, and knows none of them.</summary>
public sealed class GatewayContext(DbContextOptions<GatewayContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsNpgsql()) modelBuilder.HasDefaultSchema(PostgresStore.Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Rules.Identifiers.NhsNumber>().HaveConversion<NhsNumberText>().HaveMaxLength(10);
    }
}
