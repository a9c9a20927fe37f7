namespace Gateway.Federation.Silence;

/// <summary>A source that is silent to everybody.</summary>
public static class SilenceCapability
{
    public static WebApplicationBuilder AddSilence(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<SourcesHeard>();
        builder.Services.AddSingleton<SilentSources>();
        builder.Services.AddSingleton<WatchSources>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<WatchSources>());
        return builder;
    }
}
