using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Retention;

namespace Gateway.Reviews;

/// <summary>What people read afterwards, and what they found.</summary>
public static class ReviewsCapability
{
    public static WebApplicationBuilder AddReviews(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<RecordOnce>();
        builder.Services.AddSingleton<RecordReviews>();
        builder.Services.AddRetentionRules().AddSingleton<WorkRetention>();
        builder.Services.AddSingleton<ForgetWork>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ForgetWork>());
        return builder;
    }

    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1/reviews", ReviewsEndpoint.ListAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/reviews/{id:guid}/outcome", Handlers.WithId(ReviewsEndpoint.EndAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/decisions/{id:guid}/challenge", Handlers.WithId(ChallengeEndpoint.ChallengeAsync)).RequireAgencyToken();
        endpoints.MapGet("/v1/decisions/{id:guid}/challenge", Handlers.WithId(ChallengeEndpoint.ReadAsync)).RequireAgencyToken();
        return endpoints;
    }
}
