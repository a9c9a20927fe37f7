using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Federation.Pointers.Signing;
using Gateway.Federation.Pointers.Store;
using Gateway.Matching.Links;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Federation.Pointers;

/// <summary>Lists that custodians sign of whom they hold something about.</summary>
public static class PointersCapability
{
    internal static void AddPointers(this WebApplicationBuilder builder)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(provider => PointerKeys.Read(
            configuration, provider.GetRequiredService<IHostEnvironment>(), provider.GetRequiredService<Register>(), Key(provider, configuration)));
        services.AddSingleton(provider => new SealLists(Key(provider, configuration)));
        services.AddSingleton<CustodianKeys>();
        services.AddSingleton<PointerIndex>();
        services.AddSingleton<MergedNumbers>();
        services.AddSingleton<FollowPointers>();
        services.AddHostedService(provider => provider.GetRequiredService<FollowPointers>());
        services.AddSingleton<TakePointers>();
        services.AddSingleton<ConsultLists>();
        services.AddSingleton<PullList>();
        services.AddHostedService<PullLists>();
    }

    public static IEndpointRouteBuilder MapPointers(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapPost("/v1/pointers", PointersEndpoint.TakeAsync).WithMetadata(new RequestSizeLimitAttribute(PointersEndpoint.LargestBody)).RequireAgencyToken();
        return endpoints;
    }

    private static LedgerKey Key(IServiceProvider provider, IConfiguration configuration) =>
        LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key;
}
