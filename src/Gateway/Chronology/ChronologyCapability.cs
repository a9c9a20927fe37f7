using Gateway.Agencies;
using Gateway.Chronology.Lines;

namespace Gateway.Chronology;

/// <summary>A chronology of one child, of what the reader may open already.</summary>
public static class ChronologyCapability
{
    public static WebApplicationBuilder AddChronology(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton<LinesOfConcerns>();
        services.AddSingleton<SayReferralLines>();
        services.AddSingleton<LinesOfReferrals>();
        services.AddSingleton<LinesOfVisits>();
        services.AddSingleton<LinesOfNotices>();
        services.AddSingleton<FindLines>();
        services.AddSingleton<ComposeChronology>();
        services.AddSingleton<DrawUp>();
        return builder;
    }

    public static IEndpointRouteBuilder MapChronology(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/chronologies", ChronologyEndpoints.ReadAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/chronologies/csv", ChronologyEndpoints.CsvAsync).RequireAgencyToken();
        return endpoints;
    }
}
