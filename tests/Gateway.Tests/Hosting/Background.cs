using Gateway.Alerts;
using Gateway.Asks;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Hosting;

/// <summary>What is done a moment later, done now: when it returns, all that was left to it before is written and told.</summary>
internal static class Background
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task PatternsAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendPatterns>().TendAsync(Cancellation);

    public static Task AsksAsync(GatewayHost gateway) => gateway.Services.GetRequiredService<TendAsks>().TendAsync(Cancellation);
}
