using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Policy;
using Gateway.Rules.Policy;

namespace Gateway.Asks;

/// <summary>What a named person at the holder decides.</summary>
public static class AsksCapability
{
    public static WebApplicationBuilder AddAsks(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configuration = builder.Configuration;
        var holders = configuration["Gateway:Holders"] ?? Path.Combine(configuration["Gateway:Policy"] ?? "contracts/policy", "holders.csv");
        var services = builder.Services;
        services.AddSingleton(provider => Load(holders, provider.GetRequiredService<PoliciesInForce>().Current));
        services.AddSingleton<MakeAsks>();
        services.AddSingleton<WriteAsk>();
        services.AddSingleton<TheirAsks>();
        services.AddSingleton<AnswerAsk>();
        services.AddSingleton<CollectRelease>();
        services.AddSingleton<TendAsks>();
        services.AddHostedService(provider => provider.GetRequiredService<TendAsks>());
        return builder;
    }

    public static IEndpointRouteBuilder MapAsks(this IEndpointRouteBuilder endpoints)
    {
        // A fault of the file stops the start, not the first question.
        _ = endpoints.ServiceProvider.GetRequiredService<WhoAnswers>();
        endpoints.MapGet("/v1/asks", AsksEndpoints.ListAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/asks/{id:guid}", Handlers.WithId(AsksEndpoints.OneAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/asks/{id:guid}/answer", Handlers.WithId(AsksEndpoints.AnswerAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/asks/{id:guid}/collect", Handlers.WithId(AsksEndpoints.CollectAsync)).RequireAgencyToken();
        return endpoints;
    }

    private static WhoAnswers Load(string file, PolicyBundle? policy) => LoadWhoAnswers.From(
        File.ReadAllText(file), (policy?.RoleNames ?? []).ToHashSet(StringComparer.Ordinal), policy?.Reasons.Keys.ToHashSet(StringComparer.Ordinal) ?? []);
}
