using Gateway.Audit;
using Gateway.Referrals.Store;

namespace Gateway.Referrals;

/// <summary>Asking children's social care to act: what is sent, who has it, where each child stands, and by when.</summary>
public static class ReferralsCapability
{
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(_ => LoadReferralTables.From(configuration["Gateway:Referrals"]));
        services.AddSingleton(provider => new SealReferrals(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddSingleton<CouncilCalendars>();
        services.AddSingleton<WhoMay>();
        services.AddSingleton<MoveChild>();
        services.AddSingleton<TakeStep>();
        return builder;
    }

    public static IEndpointRouteBuilder MapReferrals(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start, not the first referral.
        endpoints.ServiceProvider.GetRequiredService<ReferralTables>();
        return endpoints;
    }
}
