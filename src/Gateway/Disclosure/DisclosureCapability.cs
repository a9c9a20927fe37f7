using Gateway.Agencies;

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
        services.AddSingleton<CheckSteps>();
        services.AddSingleton<RecordUndecided>();
        services.AddSingleton<RunCheck>();
        services.AddSingleton<AnswerOnce>();
        return builder;
    }

    public static IEndpointRouteBuilder MapDisclosure(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/v1/checks", ChecksEndpoint.HandleAsync)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(AgenciesCapability.AgencyTokenScheme).RequireAuthenticatedUser());
        return endpoints;
    }
}
