using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Departments.Store;
using Gateway.Hosting;

namespace Gateway.Departments;

/// <summary>A child in an emergency department: the six questions, concerns, and whether the child may go.</summary>
public static class DepartmentsCapability
{
    public static WebApplicationBuilder AddDepartments(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(_ => LoadVisitTerms.From(configuration["Gateway:Departments"]));
        services.AddSingleton(provider => new SealVisits(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddSingleton<MayVisit>();
        services.AddSingleton<ReadRecordedCheck>();
        services.AddSingleton<FindWhom>();
        services.AddSingleton<FindVisitors>();
        services.AddSingleton<TellOfVisits>();
        services.AddSingleton<VisitWords>();
        services.AddSingleton<CountVisits>();
        services.AddSingleton<IdentifyChild>();
        services.AddSingleton<ConfirmGone>();
        services.AddSingleton<BeginVisit>();
        services.AddSingleton<AddEntry>();
        services.AddSingleton<ReadVisits>();
        services.AddSingleton<WriteVisit>();
        services.AddSingleton<TendVisits>();
        services.AddHostedService(provider => provider.GetRequiredService<TendVisits>());
        return builder;
    }

    public static IEndpointRouteBuilder MapDepartments(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start, not the first visit.
        endpoints.ServiceProvider.GetRequiredService<VisitTerms>();
        endpoints.MapPost("/v1/visits", VisitsEndpoint.BeginAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/visits", VisitsEndpoint.ListAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/visits/meeting", VisitsEndpoint.MeetingAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/visits/{id:guid}", Handlers.WithId(VisitsEndpoint.OneAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/visits/{id:guid}/{entry}", http => VisitsEndpoint.AddAsync(http, Guid.Parse(http.Part("id")), http.Part("entry"))).RequireAgencyToken();
        return endpoints;
    }
}
