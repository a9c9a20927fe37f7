using Gateway.Agencies;
using Gateway.Disclosure.Explain;

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
        services.AddSingleton<AnswerOnce>();
        services.AddSingleton<ReadOutcome>();
        return builder;
    }

    public static IEndpointRouteBuilder MapDisclosure(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/decisions/{id:guid}", ExplainEndpoint.HandleAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/advice", AdviceEndpoint.HandleAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/checks", ChecksEndpoint.HandleAsync)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(AgenciesCapability.AgencyTokenScheme).RequireAuthenticatedUser());
        return endpoints;
    }
}
