namespace Gateway.Federation;

/// <summary>Asking the agencies that hold the records.</summary>
public static class FederationCapability
{
    public static WebApplicationBuilder AddFederation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CustodianHttp>();
        builder.Services.AddSingleton<AskCustodians>();
        builder.Services.AddSingleton<ConfirmRelationship>();
        builder.Services.AddSingleton<ChooseCustodians>();
        return builder;
    }
}
