using Gateway.Notifications;

namespace Gateway.Referrals.Receiving;

/// <summary>Councils whose own case-management systems receive what is referred to them.</summary>
internal static class ReceivingCapability
{
    public static IServiceCollection AddReceiving(this IServiceCollection services)
    {
        services.AddKeyedSingleton<OutboxSignal>(DeliverReferrals.Name);
        services.AddSingleton<TellNotReceived>();
        services.AddSingleton<WriteSeen>();
        services.AddSingleton<PostReferral>();
        services.AddSingleton<TakeReceipt>();
        services.AddSingleton<DeliverReferral>();
        services.AddSingleton<DeliverReferrals>();
        return services.AddHostedService(provider => provider.GetRequiredService<DeliverReferrals>());
    }
}
