using Gateway.Agencies;
using Gateway.Agencies.Tokens;
using Gateway.Audit;
using Gateway.Incidents.Schools;
using Gateway.Incidents.Store;
using Gateway.Referrals;

namespace Gateway.Incidents;

/// <summary>Police incidents: the officer's short form, over the referral.</summary>
public static class IncidentsCapability
{
    public static WebApplicationBuilder AddIncidents(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(provider => IncidentTables.From(configuration["Gateway:Incidents"], provider.GetRequiredService<ReferralTables>()));
        services.AddSingleton(provider => new SealIncidents(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddSingleton<OpenIncident>();
        services.AddSingleton<BeginIncident>();
        services.AddSingleton<SaveIncident>();
        services.AddSingleton<TellOfIncident>();
        services.AddSingleton<SayToSchool>();
        services.AddSingleton<SchoolTimes>();
        services.AddSingleton<PlanSchoolNotices>();
        services.AddSingleton<TendSchoolNotices>();
        services.AddHostedService(provider => provider.GetRequiredService<TendSchoolNotices>());
        services.AddSingleton<ReadSchoolNotice>();
        services.AddSingleton<SendIncident>();
        services.AddSingleton<PreviewIncident>();
        services.AddSingleton<ReadIncident>();
        services.AddSingleton<WriteIncident>();
        return builder;
    }

    public static IEndpointRouteBuilder MapIncidents(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start, not the first incident.
        endpoints.ServiceProvider.GetRequiredService<IncidentTables>();
        endpoints.MapPost("/v1/incidents", IncidentEndpoints.BeginAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/incidents/{id:guid}", IncidentEndpoints.OneAsync).RequireAgencyToken();
        endpoints.MapPut("/v1/incidents/{id:guid}/tasks/{task}", IncidentEndpoints.SaveAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/incidents/{id:guid}/send", IncidentEndpoints.SendAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/school-notices/{id:guid}", IncidentEndpoints.SchoolNoticeAsync).RequireAgencyToken();
        return endpoints;
    }
}
