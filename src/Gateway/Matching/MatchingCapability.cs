namespace Gateway.Matching;

/// <summary>Recognising the child.</summary>
public static class MatchingCapability
{
    public static WebApplicationBuilder AddMatching(this WebApplicationBuilder builder)
    {
        var path = builder.Configuration["Gateway:Children"]
            ?? throw new InvalidDataException("Gateway:Children is not set: it names the snapshot of children.");
        builder.Services.AddSingleton<LoadChildren>();
        builder.Services.AddSingleton(services => services.GetRequiredService<LoadChildren>().FromFile(path));
        return builder;
    }
}
