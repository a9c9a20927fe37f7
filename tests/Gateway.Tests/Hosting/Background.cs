using Gateway.Alerts;
using Gateway.Asks;
using Gateway.Federation.Late;
using Gateway.Federation.Silence;
using Gateway.Notices;
using Gateway.Referrals;
using Gateway.Signals;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Hosting;

/// <summary>What is done a moment later, done now: when it returns, all that was left to it before is written and told.</summary>
internal static class Background
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task PatternsAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendPatterns>().TendAsync(Cancellation);

    /// <summary>Every source that is due is asked again; true while any is silent still.</summary>
    public static Task<bool> LateAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<KeepAsking>().RoundAsync(Cancellation);

    /// <summary>It is looked which sources are silent to everybody.</summary>
    public static Task SilenceAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<WatchSources>().RoundAsync(Cancellation);

    /// <summary>Notices that are due are given to whoever has them.</summary>
    public static Task InboxAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendInbox>().RoundAsync(Cancellation);

    public static Task ReferralsAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendReferrals>().TendAsync(Cancellation);

    /// <summary>What the ledger has is counted, and runs of checks are told.</summary>
    public static Task SignalsAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendSignals>().TendAsync(Cancellation);

    public static Task AsksAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendAsks>().TendAsync(Cancellation);
}
