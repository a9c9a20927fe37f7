namespace Gateway.Visiting;

/// <summary>Which health visitors, school nurses and midwives have a child.</summary>
public static class VisitingCapability
{
    public static WebApplicationBuilder AddVisiting(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<FindServices>();
        return builder;
    }
}
