using Gateway.Agencies;
using Gateway.Audit.Export;
using Gateway.Hosting;

namespace Gateway.Audit.Publishing;

/// <summary><c>GET /ledger/v1/export</c>: the evidence pack, for information governance. That it was taken is recorded first.</summary>
internal static class ExportEndpoint
{
    private static readonly byte[] NoPolicy = new byte[32];

    public static async Task HandleAsync(HttpContext http, PublishedLog published, AppendToLedger append, TimeProvider time, int? log)
    {
        var who = WorkAnswers.Who(http);
        if (!who.IsOfficer()) await Problems.WriteAsync(http, Problem.NotAllowed);
        else if (published.Checkpoint(log) is not { } head) await Problems.WriteAsync(http, Problem.NotFound);
        else if (await append(Exported(who, head.Checkpoint.Origin, head.Checkpoint.Size, time.GetUtcNow()), http.RequestAborted) is not AppendResult.Recorded) await WorkAnswers.ClosedAsync(http, who);
        else await SendAsync(http, published.Folder(log)!, head);
    }

    internal static async Task SendAsync(HttpContext http, PublicationFolder folder, Rules.Ledger.Checkpoints.SignedCheckpoint head, OpenedScope? opened = null)
    {
        await using var pack = new FileStream(
            Path.Combine(Path.GetTempPath(), $"gateway-evidence-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        EvidencePack.Write(pack, folder, head, opened);
        pack.Position = 0;
        http.Response.ContentType = "application/zip";
        http.Response.ContentLength = pack.Length;
        http.Response.Headers.CacheControl = "private, no-store";
        await pack.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    private static LedgerEntry Exported(Practitioner who, string origin, long size, DateTimeOffset now) => new(
        EntryType.Export, Guid.CreateVersion7(now), who.Agency.Kind.Class(), EntryOutcome.Permit, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "evidence-pack");
            RecordReading.WriteWho(json, who);
            json.WriteString("log"u8, origin);
            json.WriteNumber("size"u8, size);
        }), Actor.Of(who)),
        []);
}
