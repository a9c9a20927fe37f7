namespace Gateway.Policy;

/// <summary>
/// The policy in force. A start without one is refused, with every fault; what changes in the folder afterwards is put in
/// force or refused while the service runs.
/// </summary>
public static class PolicyCapability
{
    /// <summary>Its service begins after the store's and the ledger's, so it is added after them.</summary>
    public static WebApplicationBuilder AddPolicy(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(new PolicyFolder(builder.Configuration["Gateway:Policy"] ?? "contracts/policy"));
        services.AddSingleton(provider => PoliciesInForce.Load(provider.GetRequiredService<PolicyFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SeenPolicies>();
        services.AddSingleton<KeptPolicies>();
        services.AddSingleton<PutInForce>();
        services.AddSingleton<WatchPolicy>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchPolicy>());
        return builder;
    }
}
