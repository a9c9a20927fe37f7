namespace Gateway.Notifications;

public static class NotificationsCapability
{
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        MessageBus.Validate(builder.Configuration);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<RecordNotices>();
        builder.Services.AddSingleton<PostNotice>();
        builder.Services.AddSingleton<AttemptDelivery>();
        builder.Services.AddSingleton<DeliverAttendanceNotice>();
        builder.Services.AddSingleton<MessageBus>();
        builder.Services.AddSingleton<SendOutbox>();
        builder.Services.AddHostedService<DispatchOutbox>();
        return builder;
    }
}
