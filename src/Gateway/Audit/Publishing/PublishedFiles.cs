using Gateway.Agencies;
using Gateway.Hosting;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Audit.Publishing;

/// <summary>The published files as they are (C2SP tlog-tiles).</summary>
internal static class PublishedFiles
{
    private const string Bytes = "application/octet-stream";

    public static Task CheckpointAsync(HttpContext http, PublishedLog published, int? log) => FileAsync(http, published, log, PackPaths.Checkpoint, "text/plain; charset=utf-8", "no-cache");

    /// <summary>Keys and witnesses as this gateway says them. Whoever verifies brings a policy of their own.</summary>
    public static Task PolicyAsync(HttpContext http, PublishedLog published, int? log) => FileAsync(http, published, log, PackPaths.Policy, "text/plain; charset=utf-8", "no-cache");

    /// <summary>What log it is, and which came before it.</summary>
    public static Task DescriptionAsync(HttpContext http, PublishedLog published, int? log) => FileAsync(http, published, log, PackPaths.Log, "application/json", "no-cache");

    /// <summary>A tile never changes under the number of its log. Without one it is the newest log's, and another one next year.</summary>
    public static Task TileAsync(HttpContext http, PublishedLog published, int? log, string path) => TileId.Parse("tile/" + path) is { Level: not TileId.Entries } tile
        ? FileAsync(http, published, log, tile.Path, Bytes, log is null ? "no-cache" : "public, max-age=31536000, immutable")
        : Problems.WriteAsync(http, Problem.NotFound);

    /// <summary>The leaves: coded facts of every agency, for information governance.</summary>
    public static Task BundleAsync(HttpContext http, PublishedLog published, int? log, string path)
    {
        if (!WorkAnswers.Who(http).IsOfficer()) return Problems.WriteAsync(http, Problem.NotAllowed);
        return TileId.Parse("tile/entries/" + path) is { } bundle ? FileAsync(http, published, log, bundle.Path, Bytes, "private, no-store") : Problems.WriteAsync(http, Problem.NotFound);
    }

    private static async Task FileAsync(HttpContext http, PublishedLog published, int? log, string path, string type, string cache)
    {
        if (published.Folder(log)?.Read(path) is not { } bytes) await Problems.WriteAsync(http, Problem.NotFound);
        else await ToAsync(http, bytes, type, cache);
    }

    public static async Task ToAsync(HttpContext http, ReadOnlyMemory<byte> bytes, string type, string cache)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers.CacheControl = cache;
        await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);
    }
}
