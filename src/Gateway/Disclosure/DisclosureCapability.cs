using Gateway.Agencies;
using Gateway.Disclosure.Admission;
using Gateway.Disclosure.Explain;
using Gateway.Hosting;
using Microsoft.Extensions.Options;

namespace Gateway.Disclosure;

/// <summary>The check: one child, one question, one answer.</summary>
public static class DisclosureCapability
{
    public static WebApplicationBuilder AddDisclosure(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<WhomToRing>();
        services.AddSingleton<ComposeAnswer>();
        services.AddSingleton<RecordCheck>();
        services.AddSingleton<TellCouncil>();
        services.AddSingleton<WhileAgreed>();
        services.AddSingleton<CheckSteps>();
        services.AddSingleton<RecordUndecided>();
        services.AddSingleton<RunCheck>();
        services.AddSingleton(Options.Create(Limits(builder.Configuration)));
        services.AddSingleton<AdmitChecks>();
        services.AddSingleton<AnswerOnce>();
        services.AddSingleton<ReadOutcome>();
        return builder;
    }

    private static AdmissionLimits Limits(ConfigurationManager configuration)
    {
        var limits = configuration.GetSection("Gateway:Admission").Get<AdmissionLimits>() ?? new AdmissionLimits();
        return limits.Faults is { IsEmpty: false } faults ? throw new StartRefusedException(faults) : limits;
    }

    public static IEndpointRouteBuilder MapDisclosure(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/decisions/{id:guid}", Handlers.WithId(ExplainEndpoint.HandleAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/advice", AdviceEndpoint.HandleAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/checks", ChecksEndpoint.HandleAsync)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(AgenciesCapability.AgencyTokenScheme).RequireAuthenticatedUser());
        return endpoints;
    }
}
