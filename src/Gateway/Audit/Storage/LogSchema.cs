using System.Globalization;

namespace Gateway.Audit.Storage;

/// <summary>What both stores agree on.</summary>
internal static class LogSchema
{
    /// <summary>The only log so far; later years have their own.</summary>
    public const int LogId = 1;

    public const long FirstEpoch = 1;

    /// <summary>Why a store without the tables of this version is not gone on with.</summary>
    public const string Earlier =
        "the ledger was begun by an earlier version of this program and has no index of who asked about whom; this version does not go on with it";

    public static string NewName(string origin, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}/{now.Year}/{Guid.NewGuid().ToString("N")[..12]}");
}
