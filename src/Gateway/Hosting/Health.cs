using Gateway.Audit;
using Gateway.Audit.Witness;
using Gateway.Matching;

namespace Gateway.Hosting;

/// <summary>Live: the process runs. Ready: it can recognise children, decide, and append to the ledger, proven by doing it.</summary>
internal static class Health
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Results.Text("live"));
        endpoints.MapGet("/health/ready", async (Children children, LedgerProbe probe, WitnessQuorum quorum, HttpContext http) =>
            !children.IsReady ? Results.Text("not ready: the index of children is being opened", statusCode: 503)
            : !await probe.CanAppendAsync(http.RequestAborted) ? Results.Text("not ready: the ledger cannot record", statusCode: 503)
            : Results.Text(quorum.IsAlarming ? "ready; alarm: no quorum of witnesses cosigns the ledger" : "ready"));
        return endpoints;
    }
}
