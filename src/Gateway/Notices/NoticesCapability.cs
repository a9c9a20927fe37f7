using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Notices.Channels;
using Gateway.Notifications;
using Gateway.Policy;
using Gateway.Retention;
using Gateway.Rules.Notices;
using Gateway.Rules.Retention;

namespace Gateway.Notices;

/// <summary>Notices to people: the gateway's own inbox.</summary>
public static class NoticesCapability
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(provider => NoticeSettings.Read(configuration).In(provider.GetRequiredService<Register>()));
        services.AddSingleton(provider => LoadNoticeTerms.From(configuration["Gateway:Notices"], provider.GetRequiredService<PoliciesInForce>().RoleNames));
        services.AddSingleton(_ => SuggestedCodes.From(configuration["Gateway:Notices"]));
        services.AddKeyedSingleton<OutboxSignal>(TendInbox.Name);
        services.AddSingleton<PostToInbox>();
        services.AddSingleton<AgencyHours>();
        services.AddSingleton<WhoHasIt>();
        services.AddSingleton<DecideNotice>();
        services.AddSingleton<OpenTurn>();
        services.AddKeyedSingleton<OutboxSignal>(SendDeliveries.Name);
        services.AddSingleton(provider => WebhookKeys.Read(configuration, provider.GetRequiredService<Register>(), provider.GetRequiredService<TextSettingsHolder>().Settings, provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton(_ => new SmtpSettingsHolder(SmtpSettings.Read(configuration)));
        services.AddSingleton(_ => new TextSettingsHolder(TextSettings.Read(configuration)));
        services.AddSingleton<SendMail>();
        services.AddSingleton<PostSigned>();
        services.AddSingleton<PostText>();
        services.AddSingleton<PostWebhook>();
        services.AddSingleton<DeliveriesOf>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<SendDeliveries>();
        services.AddHostedService(provider => provider.GetRequiredService<SendDeliveries>());
        services.AddRetentionRules().AddKeyedSingleton(ForgetNotices.Kind, (provider, kind) => new AgencyRetention(
            provider.GetRequiredService<IConfiguration>(), (string)kind!, provider.GetRequiredService<RetentionTable>(), RecordKind.Notice, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<DeleteNotices>();
        services.AddSingleton<ForgetDeliveries>();
        services.AddSingleton<ForgetNotices>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgetNotices>());
        services.AddSingleton<ViewNotice>();
        services.AddSingleton<ListNotices>();
        services.AddSingleton<ReadNotice>();
        services.AddSingleton<TakeNotice>();
        services.AddSingleton<TendInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<TendInbox>());
        return builder;
    }

    public static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table or a setting at fault stops the start, not the first notice.
        _ = endpoints.ServiceProvider.GetRequiredService<NoticeTerms>();
        _ = endpoints.ServiceProvider.GetRequiredService<NoticeSettings>();
        _ = endpoints.ServiceProvider.GetRequiredService<WebhookKeys>();
        _ = endpoints.ServiceProvider.GetRequiredService<SmtpSettingsHolder>();
        _ = endpoints.ServiceProvider.GetRequiredKeyedService<AgencyRetention>(ForgetNotices.Kind);
        endpoints.MapGet("/v1/notice-deliveries", DeadLettersEndpoint.ListAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/notice-deliveries/{id:guid}/replay", DeadLettersEndpoint.ReplayAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/notices", NoticesEndpoint.ListAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/notices/{id:guid}", NoticesEndpoint.ReadAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/notices/{id:guid}/acknowledgement", NoticesEndpoint.AcknowledgeAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/notices/{id:guid}/not-mine", NoticesEndpoint.NotMineAsync).RequireAgencyToken();
        return endpoints;
    }
}
