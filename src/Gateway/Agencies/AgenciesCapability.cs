using Gateway.Agencies.Loading;
using Gateway.Agencies.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Agencies;

/// <summary>Who there is, whom to ring now, and who is asking.</summary>
public static class AgenciesCapability
{
    /// <summary>The authentication scheme of bearer tokens.</summary>
    public const string AgencyTokenScheme = "agency-token";

    /// <summary>Adds the register and its siblings, and authentication by agency token.</summary>
    /// <param name="roles">The roles of the sharing matrix, which the register's own must be among.</param>
    public static WebApplicationBuilder AddAgencies(this WebApplicationBuilder builder, Func<IServiceProvider, IReadOnlySet<string>> roles)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AgenciesOptions>().BindConfiguration("Gateway");
        services.AddSingleton(provider => AgenciesInForce.Load(Options(provider), Terms(provider, roles(provider))));
        services.AddSingleton(provider => provider.GetRequiredService<AgenciesInForce>().Register);
        services.AddSingleton(provider => provider.GetRequiredService<AgenciesInForce>().Postcodes);
        services.AddSingleton(provider => provider.GetRequiredService<AgenciesInForce>().Holidays);
        services.AddSingleton(provider => provider.GetRequiredService<AgenciesInForce>().Practitioners);
        AddTokens(services);
        if (builder.Environment.IsDevelopment()) services.AddSingleton<DevelopmentTokens>();
        return builder;
    }

    /// <summary>Loads everything, or throws <see cref="StartRefusedException"/> with every fault; begins to read the issuers' keys.</summary>
    public static IEndpointRouteBuilder MapAgencies(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        services.GetRequiredService<AgenciesInForce>();
        services.GetRequiredService<Issuers>().Begin();
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment()) DevelopmentTokenEndpoint.Map(endpoints);
        else if (!services.GetRequiredService<BoundTokens>().Required) services.GetRequiredService<ILogger<AuthenticatePractitioner>>().LogWarning("Tokens need not be bound to their caller's certificate: {Setting} is false", BoundTokens.Setting);
        return endpoints;
    }

    /// <summary>Lets nobody in without an agency token.</summary>
    public static TBuilder RequireAgencyToken<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.AddAuthenticationSchemes(AgencyTokenScheme).RequireAuthenticatedUser());

    private static void AddTokens(IServiceCollection services)
    {
        services.AddSingleton<DevelopmentKey>();
        services.AddSingleton(provider => new IssuerDocuments(Options(provider).AllowPlainHttp));
        services.AddSingleton<Issuers>();
        services.AddSingleton<VouchForToken>();
        services.AddSingleton(Bound);
        services.AddSingleton<ValidateToken>();
        services.AddSingleton<ValidateSignIn>();
        services.AddSingleton(provider => new RememberedTokens(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new AuthenticatePractitioner(
            provider.GetRequiredService<ValidateToken>(), provider.GetRequiredService<RememberedTokens>()));
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, AgencyTokenHandler>(AgencyTokenScheme, null);
        services.AddAuthorization();
        services.AddProblemDetails();
    }

    private static BoundTokens Bound(IServiceProvider provider) =>
        new(BoundTokens.IsRequired(provider.GetRequiredService<IConfiguration>()[BoundTokens.Setting], provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));

    private static AgenciesOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AgenciesOptions>>().Value;

    private static RegisterTerms Terms(IServiceProvider provider, IReadOnlySet<string> roles) => new(
        roles,
        provider.GetRequiredService<IHostEnvironment>().IsDevelopment(),
        Options(provider).AllowPlainHttp,
        LondonTime.Day(provider.GetRequiredService<TimeProvider>().GetUtcNow()));
}
