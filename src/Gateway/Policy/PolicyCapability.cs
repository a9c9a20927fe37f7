using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>Loads the policy in force. A policy with a fault stops the start, and every fault is listed.</summary>
public static class PolicyCapability
{
    public static WebApplicationBuilder AddPolicy(this WebApplicationBuilder builder)
    {
        var folder = builder.Configuration["Gateway:Policy"] ?? "contracts/policy";
        builder.Services.AddSingleton(services => Load(folder, services.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static PolicyBundle Load(string folder, TimeProvider time)
    {
        var reading = PolicyReader.Read(PolicyFiles.From(name => File.ReadAllBytes(Path.Combine(folder, name))));
        var policy = reading switch
        {
            PolicyReading.Valid valid => valid.Policy,
            PolicyReading.Faulty faulty => throw new InvalidDataException("The policy cannot be put in force:\n" + string.Join('\n', faulty.Faults)),
            _ => throw new InvalidOperationException(),
        };
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return policy.InForce(today)
            ? policy
            : throw new InvalidDataException($"The policy {policy.Version} is not in force on {today:yyyy-MM-dd}.");
    }
}
