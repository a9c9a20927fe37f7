using System.Globalization;
using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Rules.Ledger.Evidence;

/// <summary>Where each part of an evidence pack lies in it (<c>contracts/ledger/evidence-pack.md</c>). Tiles and bundles lie at their own paths.</summary>
public static class PackPaths
{
    /// <summary>What log this is: <see cref="LogDescription"/>.</summary>
    public const string Log = "log.json";

    /// <summary>The signed checkpoint of the whole pack.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>The folder of the checkpoints before it, each under its size.</summary>
    public const string Checkpoints = "checkpoints/";

    /// <summary>The policy that the log's own operator holds to. A verifier brings one of its own.</summary>
    public const string Policy = "policy";

    /// <summary>The sections that are opened, a line each: <see cref="OpenedSection"/>.</summary>
    public const string Opened = "opened.ndjson";

    /// <summary>The search index, a line for each row: <see cref="IndexRow"/>.</summary>
    public const string Index = "index.ndjson";

    /// <summary>Where a checkpoint of a size lies.</summary>
    public static string CheckpointOf(long size) => Checkpoints + size.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where the sealed sections of up to 256 entries lie: <see cref="SealedBundle"/>.</summary>
    public static string Sealed(long index, int width) => $"sealed/{TilePath.Write(index, width)}";
}
