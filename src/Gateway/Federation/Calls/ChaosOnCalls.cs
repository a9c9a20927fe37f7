using Gateway.Agencies;
using Polly;

namespace Gateway.Federation.Calls;

/// <summary>What a test build puts around every sending to a holder, innermost, so that all that guards a call is tried.</summary>
/// <param name="line">The pipeline of one holder; what is added here comes after everything else.</param>
public delegate void ChaosOnCalls(ResiliencePipelineBuilder<Reply> line);

/// <summary>Keeps chaos out of a service that somebody relies on.</summary>
internal static class RefuseChaos
{
    public const string Words = "This is a build that spoils calls on purpose. It starts in the Development environment only.";

    public static void OutsideDevelopment(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() && builder.Services.Any(service => service.ServiceType == typeof(ChaosOnCalls))) throw new StartRefusedException([Words]);
    }
}
