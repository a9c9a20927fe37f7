using System.Globalization;
using Gateway.Agencies;

namespace Gateway.Audit.Storage;

/// <summary>What both stores agree on.</summary>
internal static class LogSchema
{
    public const long FirstEpoch = 1;

    /// <summary>Why a store without the tables of this version is not gone on with.</summary>
    public const string Earlier =
        "the ledger was begun by an earlier version of this program, whose tables are others; this version does not go on with it";

    /// <summary>What the name of a log begins with: the next one's does too.</summary>
    public static string OriginOf(string name) => name.Split('/') is [.. var origin, _, _] ? string.Join('/', origin) : name;

    /// <summary>A name that no log had before: an empty store cannot go on under the name of a lost one.</summary>
    public static string NewName(string origin, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}/{LondonTime.Day(now).Year}/{Guid.NewGuid().ToString("N")[..12]}");
}
