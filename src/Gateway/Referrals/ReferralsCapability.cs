using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages;
using Gateway.Referrals.Receiving;
using Gateway.Referrals.Steps;
using Gateway.Referrals.Store;
using Gateway.Retention;

namespace Gateway.Referrals;

/// <summary>Asking children's social care to act: what is sent, who has it, where each child stands, and by when.</summary>
public static class ReferralsCapability
{
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (services, configuration) = (builder.Services, builder.Configuration);
        services.AddSingleton(_ => LoadReferralTables.From(configuration["Gateway:Referrals"]));
        services.AddSingleton(provider => new SealReferrals(LedgerSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>()).Key));
        services.AddRetentionRules().AddSingleton<CouncilCalendars>();
        services.AddSingleton<WhoMay>();
        services.AddSingleton<MoveChild>();
        services.AddSingleton<WhoAnswers>();
        services.AddSingleton<TellOfTime>();
        services.AddSingleton<TellOfDisagreement>();
        services.AddSingleton<TellOfSteps>();
        services.AddSingleton<TakeStep>();
        services.AddSingleton<FindCouncil>();
        services.AddSingleton<OpenForm>();
        services.AddSingleton<DraftReferral>();
        services.AddSingleton<SaveTask>();
        services.AddSingleton<DeleteDraft>();
        services.AddSingleton<KeepTyped>();
        services.AddSingleton<SendReferral>();
        services.AddSingleton<OfferSteps>();
        services.AddSingleton<ReadReferrals>();
        services.AddSingleton<WriteReferral>();
        services.AddSingleton<TendReferrals>();
        services.AddHostedService(provider => provider.GetRequiredService<TendReferrals>());
        services.AddReceiving();
        services.AddAttachments();
        services.AddSingleton<FillKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<FillKeys>());
        services.AddReferralSteps();
        return builder;
    }

    public static IEndpointRouteBuilder MapReferrals(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start, not the first referral.
        endpoints.ServiceProvider.GetRequiredService<ReferralTables>();
        endpoints.MapPost("/v1/referrals", ReferralEndpoints.DraftAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/referrals/urgent", ReferralEndpoints.UrgentlyAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals", ReferralEndpoints.MineAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/inbox", ReferralEndpoints.InboxAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/asked", ReferralEndpoints.AskedAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/{id:guid}", ReferralEndpoints.OneAsync).RequireAgencyToken();
        endpoints.MapDelete("/v1/referrals/{id:guid}", ReferralEndpoints.DeleteAsync).RequireAgencyToken();
        endpoints.MapPut("/v1/referrals/{id:guid}/tasks/{task}", ReferralEndpoints.SaveAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/referrals/{id:guid}/send", ReferralEndpoints.SendAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/referrals/{id:guid}/complete", ReferralEndpoints.CompleteAsync).RequireAgencyToken();
        endpoints.MapAttachments();
        endpoints.MapReferralSteps();
        return endpoints;
    }
}
