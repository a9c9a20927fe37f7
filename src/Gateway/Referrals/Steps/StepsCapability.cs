using Gateway.Agencies;

namespace Gateway.Referrals.Steps;

/// <summary>What happens to a referral after it was received.</summary>
internal static class StepsCapability
{
    public static IServiceCollection AddReferralSteps(this IServiceCollection services) => services
        .AddSingleton<StepForm>()
        .AddSingleton<AskAgencies>()
        .AddSingleton<SendOn>()
        .AddSingleton<MergeReferrals>()
        .AddSingleton<DecideWithMessage>()
        .AddSingleton<HoldSides>()
        .AddSingleton<RunStep>()
        .AddSingleton<NameStage>()
        .AddSingleton<ReadSteps>()
        .AddSingleton<ReadNotes>()
        .AddSingleton<ReadFeedback>()
        .AddSingleton<FindDuplicates>()
        .AddSingleton<FindEarlier>()
        .AddSingleton<HoldOpenCase>()
        .AddSingleton<FindMoving>()
        .AddSingleton<ListSentOn>()
        .AddSingleton<WriteSteps>();

    public static void MapReferralSteps(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/v1/referrals/{id:guid}/steps", StepEndpoints.TakeAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/{id:guid}/steps", StepEndpoints.StepsAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/{id:guid}/feedback", StepEndpoints.FeedbackAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/{id:guid}/duplicates", StepEndpoints.DuplicatesAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/{id:guid}/earlier", StepEndpoints.EarlierAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/referrals/sent-on", StepEndpoints.SentOnAsync).RequireAgencyToken();
    }
}
