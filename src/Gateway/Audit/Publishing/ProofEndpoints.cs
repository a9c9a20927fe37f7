using System.Globalization;
using System.Text;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Proofs;

namespace Gateway.Audit.Publishing;

/// <summary>Proofs from the published tiles alone, against the published checkpoint.</summary>
internal static class ProofEndpoints
{
    public static readonly Problem NotYet = new(
        "not-published-yet", "The published checkpoint does not reach this yet", StatusCodes.Status409Conflict,
        "The entry is recorded. A checkpoint is published every minute: ask again then.", "gateway");

    /// <summary>A C2SP tlog-proof for one entry.</summary>
    public static async Task InclusionAsync(HttpContext http, PublishedLog log)
    {
        if (!Guid.TryParse(http.Request.Query["entry"], out var entry) || log.Checkpoint() is null || await log.FindAsync(entry, http.RequestAborted) is not { } position)
            await Problems.WriteAsync(http, Problem.NotFound);
        else if (log.Prove(position) is not { } proof) await Problems.WriteAsync(http, NotYet);
        else await PublishedFiles.ToAsync(http, proof.ToBytes(), "text/plain; charset=utf-8", "private, no-store");
    }

    /// <summary>The hashes that show one size's tree to go on from another's, a line each.</summary>
    public static Task ConsistencyAsync(HttpContext http, PublishedLog published, int? log)
    {
        if (Size(http, "from") is not { } from || Size(http, "to") is not { } to || published.Checkpoint(log) is not { } head) return Problems.WriteAsync(http, Problem.NotFound);
        return published.Consistency(log, from, to) is ProofBuilding.Built { Hashes: var hashes }
            ? PublishedFiles.ToAsync(http, Encoding.ASCII.GetBytes(HashLines.Write(hashes)), "text/plain; charset=utf-8", "no-cache")
            : Problems.WriteAsync(http, to > head.Checkpoint.Size ? NotYet : Problem.NotFound);
    }

    private static long? Size(HttpContext http, string name) =>
        long.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}
