using Gateway.Audit;
using Gateway.Audit.Witness;
using Gateway.Matching;

namespace Gateway.Hosting;

/// <summary>Live: the process runs. Ready: it can recognise children, decide, and append to the ledger, proven by doing it.</summary>
internal static class Health
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", http => Results.Text("live").ExecuteAsync(http));
        endpoints.MapGet("/health/ready", async http => await (await ReadyAsync(http.RequestServices, http.RequestAborted)).ExecuteAsync(http));
        return endpoints;
    }

    private static async Task<IResult> ReadyAsync(IServiceProvider services, CancellationToken gone) =>
        !services.GetRequiredService<Children>().IsReady ? Results.Text("not ready: the index of children is being opened", statusCode: 503)
        : !await services.GetRequiredService<LedgerProbe>().CanAppendAsync(gone) ? Results.Text("not ready: the ledger cannot record", statusCode: 503)
        : Results.Text(services.GetRequiredService<WitnessQuorum>().IsAlarming ? "ready; alarm: no quorum of witnesses cosigns the ledger" : "ready");
}
