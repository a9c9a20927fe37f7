using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Audit;

public static class AuditCapability
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Ledger(
            LedgerSettings.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Ledger>>()));
        services.AddSingleton<AppendToLedger>(provider => provider.GetRequiredService<Ledger>().AppendAsync);
        services.AddSingleton<RecordReading>();
        services.AddSingleton<LedgerProbe>();
        services.AddHostedService(provider => provider.GetRequiredService<Ledger>());
        return builder;
    }
}
