using Gateway.Matching.Links;

namespace Gateway.Matching.Trace;

/// <summary>The national demographics service in place of an index of the gateway's own.</summary>
internal static class TraceCapability
{
    public static void AddTrace(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = TraceSettings.Read(configuration);
        services.AddSingleton(settings);
        services.AddSingleton<AccessToken>(provider => SignIn.From(configuration.GetSection(TraceSettings.Section), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<PdsHttp>();
        services.AddSingleton<WeighPatients>();
        services.AddSingleton<HomesOfPatient>();
        services.AddSingleton<NoteSuperseded>(provider => provider.GetRequiredService<SupersededNumbers>().NoteAsync);
        services.AddSingleton<PdsTrace>();
        services.AddSingleton<Children>(provider => provider.GetRequiredService<PdsTrace>());
    }
}
