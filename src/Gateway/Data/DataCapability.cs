using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Data;

public static class DataCapability
{
    public static WebApplicationBuilder AddData(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(services => Store.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddPooledDbContextFactory<GatewayContext>((services, options) =>
        {
            services.GetRequiredService<Store>().Configure(options);

            // Hand-written migrations carry no snapshot to compare with: a test compares the schemas instead.
            // A refused command throws, and whoever asked knows whether it was expected.
            options.ConfigureWarnings(warnings => warnings
                .Ignore(RelationalEventId.PendingModelChangesWarning)
                .Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug)));
        });
        builder.Services.AddHostedService<MigrateStore>();
        return builder;
    }
}
