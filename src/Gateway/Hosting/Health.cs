using Gateway.Audit;
using Gateway.Audit.Witness;

namespace Gateway.Hosting;

/// <summary>Live: the process runs. Ready: it can decide and append to the ledger, proven by doing it.</summary>
internal static class Health
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live"));
        endpoints.MapGet("/health/ready", async (LedgerProbe probe, WitnessQuorum quorum, HttpContext http) =>
            !await probe.CanAppendAsync(http.RequestAborted) ? Results.Text("not ready: the ledger cannot record", statusCode: 503)
            : Results.Text(quorum.IsAlarming ? "ready; alarm: no quorum of witnesses cosigns the ledger" : "ready"));
        return endpoints;
    }
}
