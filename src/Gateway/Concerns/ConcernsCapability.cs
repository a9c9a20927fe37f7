using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Referrals;

namespace Gateway.Concerns;

/// <summary>Concerns of a school's staff, what a safeguarding lead decides, and allegations about staff on their own route.</summary>
public static class ConcernsCapability
{
    public static WebApplicationBuilder AddConcerns(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(provider => ConcernTables.From(configuration["Gateway:Concerns"], provider.GetRequiredService<ReferralTables>()));
        services.AddSingleton(provider => new SealConcerns(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddSingleton<WhoReads>();
        services.AddSingleton<SchoolTime>();
        services.AddSingleton<TellOfConcern>();
        services.AddSingleton<WriteConcern>();
        services.AddSingleton<DraftFromConcern>();
        services.AddSingleton<AddToConcern>();
        services.AddSingleton<ReadConcerns>();
        services.AddSingleton<FindEarlier>();
        services.AddSingleton<ForgetConcernTyped>();
        services.AddSingleton<KeepConcernTyped>();
        services.AddSingleton<TellOfFile>();
        services.AddSingleton<SendFile>();
        services.AddSingleton<ReceiveFile>();
        services.AddSingleton<ReadFiles>();
        services.AddSingleton<TendFiles>();
        services.AddHostedService(provider => provider.GetRequiredService<TendFiles>());
        services.AddSingleton<TendConcerns>();
        services.AddHostedService(provider => provider.GetRequiredService<TendConcerns>());
        return builder;
    }

    public static IEndpointRouteBuilder MapConcerns(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start, not the first concern.
        endpoints.ServiceProvider.GetRequiredService<ConcernTables>();
        endpoints.MapPost("/v1/concerns", ConcernEndpoints.WriteAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/concerns", ConcernEndpoints.QueueAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/concerns/written", ConcernEndpoints.WrittenAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/concerns/{id:guid}", ConcernEndpoints.OneAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/concerns/{id:guid}/additions", ConcernEndpoints.AddAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/concerns/{id:guid}/decisions", ConcernEndpoints.DecideAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/allegations", ConcernEndpoints.AllegationsAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/school-files", FileEndpoints.SendAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/school-files", FileEndpoints.ListAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/school-files/{id:guid}", FileEndpoints.OneAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/school-files/{id:guid}/receipt", FileEndpoints.ReceiveAsync).RequireAgencyToken();
        return endpoints;
    }
}
