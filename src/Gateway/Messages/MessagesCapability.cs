using Gateway.Agencies;
using Gateway.Data;
using Gateway.Notifications;

namespace Gateway.Messages;

/// <summary>What agencies' own systems are told of a referral, over the broker.</summary>
public static class MessagesCapability
{
    public static WebApplicationBuilder AddMessages(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddKeyedSingleton<OutboxSignal>(DispatchMessages.Name);
        services.AddSingleton<MessagesOfStep>();
        services.AddSingleton<OweMessages>();
        services.AddSingleton<OutboxRows>();
        services.AddSingleton<PublishToAgencies>();
        services.AddSingleton<LayAside>();
        services.AddSingleton(provider => AsideEnds.Of(provider.GetRequiredService<LayAside>()));
        services.AddSingleton<ParkedMessages>();
        services.AddSingleton<DispatchMessages>();
        services.AddHostedService(provider => provider.GetRequiredService<DispatchMessages>());
        return builder;
    }

    public static IEndpointRouteBuilder MapMessages(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        CarriedBy(endpoints.ServiceProvider.GetRequiredService<IConfiguration>(), endpoints.ServiceProvider.GetRequiredService<Register>());
        endpoints.MapGet("/v1/parked-messages", ParkedEndpoint.ListAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/parked-messages/{id:guid}/replay", ParkedEndpoint.ReplayAsync).RequireAgencyToken();
        return endpoints;
    }

    // A queue that nothing carries would be a silence that nobody notices.
    private static void CarriedBy(IConfiguration configuration, Register register)
    {
        if (MessageBus.Broker(configuration) is not null) return;
        string[] faults = [.. register.Agencies.Values.Where(agency => agency.Queue).Select(agency => $"{agency.Id} has a queue in the register: set Messaging:Transport to RabbitMq.").Order(StringComparer.Ordinal)];
        if (faults.Length > 0) throw new StartRefusedException([.. faults]);
    }
}
