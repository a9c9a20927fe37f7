using System.Globalization;

namespace Gateway.Audit.Storage;

/// <summary>What both stores agree on.</summary>
internal static class LogSchema
{
    /// <summary>The only log so far; later years have their own.</summary>
    public const int LogId = 1;

    public const long FirstEpoch = 1;

    public static string NewName(DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"gateway-ledger/{now.Year}/{Guid.NewGuid().ToString("N")[..12]}");
}
