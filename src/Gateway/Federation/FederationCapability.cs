using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Federation.Pointers;
using Gateway.Federation.Uploads;
using Gateway.Federation.Verified;
using Microsoft.Extensions.Options;

namespace Gateway.Federation;

/// <summary>Asking the agencies that hold the records.</summary>
public static class FederationCapability
{
    public static WebApplicationBuilder AddFederation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Options.Create(Limits(builder.Configuration)));
        builder.Services.AddSingleton(Options.Create((builder.Configuration.GetSection("Federation:Tls").Get<FederationTls>() ?? new FederationTls()).Read()));
        builder.Services.AddSingleton<CustodianCalls>();
        builder.Services.AddSingleton<AskCustodians>();
        builder.Services.AddSingleton<AskTogether>();
        builder.Services.AddSingleton<ConfirmRelationship>();
        builder.Services.AddSingleton<ChooseCustodians>();
        builder.AddPointers();
        builder.AddUploads();
        return builder;
    }

    private static CallLimits Limits(ConfigurationManager configuration)
    {
        var limits = configuration.GetSection("Federation:Calls").Get<CallLimits>() ?? new CallLimits();
        return limits.Faults is { IsEmpty: false } faults ? throw new StartRefusedException(faults) : limits;
    }
}
