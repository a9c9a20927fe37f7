using MassTransit;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gateway.Notifications;

public static class NotificationsCapability
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<RecordNotices>();
        builder.Services.AddSingleton<PostNotice>();
        builder.Services.AddSingleton<AttemptDelivery>();
        builder.Services.AddSingleton<SendOutbox>();
        builder.Services.AddHostedService<DispatchOutbox>();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConsumer<DeliverAttendanceNotice>();
            bus.UseTransport(builder.Configuration);

            // A check needs no broker: with the broker down the gateway is degraded, and still ready.
            bus.ConfigureHealthCheckOptions(health => health.MinimalFailureStatus = HealthStatus.Degraded);
        });
        return builder;
    }
}
