using Gateway.Agencies;

namespace Gateway.Plans;

/// <summary>What a council says of a child's plan.</summary>
public static class PlansCapability
{
    public static WebApplicationBuilder AddPlans(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ConfirmTheirs>().AddSingleton<TellOfPlan>();
        return builder;
    }

    public static IEndpointRouteBuilder MapPlans(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/plan-changes", PlanChangesEndpoint.TellAsync).RequireAgencyToken();
        return endpoints;
    }
}
