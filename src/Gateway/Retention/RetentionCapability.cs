using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gateway.Retention;

/// <summary>How long what people send each other is kept, what a hold keeps, and what is held about one child, for the owner's information governance officer.</summary>
public static class RetentionCapability
{
    public static WebApplicationBuilder AddRetention(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services.AddRetentionRules();
        services.AddSingleton<KeptRecords, KeptReferrals>();
        services.AddSingleton<KeptRecords, KeptConcerns>();
        services.AddSingleton<KeptRecords, KeptFiles>();
        services.AddSingleton<KeptRecords, KeptVisits>();
        services.AddSingleton<KeptRecords, KeptAttendances>();
        services.AddSingleton<ErasureEntries>();
        services.AddSingleton<EraseRecords>();
        services.AddSingleton<PutHold>();
        services.AddSingleton<WhatGoes>();
        services.AddSingleton<OtherRecords>();
        services.AddSingleton<MakeExtract>();
        services.AddHostedService<HoldsOnLedger>();
        services.AddSingleton<TendRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<TendRetention>());
        return builder;
    }

    /// <summary>What whoever deletes something by himself needs: the table and the holds.</summary>
    internal static IServiceCollection AddRetentionRules(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => RulesInForce.From(provider.GetRequiredService<IConfiguration>()["Gateway:Retention"]));
        services.TryAddSingleton(provider => RulesInForce.Passing(provider.GetRequiredService<IConfiguration>()["Gateway:Retention"]));
        services.TryAddSingleton(provider => new SealHolds(LedgerSettings.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()).Key));
        services.TryAddSingleton(provider => new NumbersOfChild(provider.GetService<Children>(), provider.GetService<MergedNumbers>()));
        services.TryAddSingleton<ReadHolds>();
        return services;
    }

    public static IEndpointRouteBuilder MapRetention(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        // A table at fault stops the start.
        _ = endpoints.ServiceProvider.GetRequiredService<RetentionTable>();
        _ = endpoints.ServiceProvider.GetRequiredService<PassingTable>();
        endpoints.MapGet("/v1/retention", RetentionEndpoints.ShowAsync).RequireAgencyToken();
        endpoints.MapGet("/v1/retention/preview", RetentionEndpoints.PreviewAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/retention/holds", RetentionEndpoints.HoldAsync).RequireAgencyToken();
        endpoints.MapPost("/v1/retention/holds/{id:guid}/lift", Handlers.WithId(RetentionEndpoints.AskToLiftAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/retention/holds/{id:guid}/agreement", Handlers.WithId(RetentionEndpoints.LiftAsync)).RequireAgencyToken();
        endpoints.MapPost("/v1/retention/extracts", RetentionEndpoints.ExtractAsync).RequireAgencyToken();
        return endpoints;
    }
}
