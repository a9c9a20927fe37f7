using System.Globalization;

namespace Gateway.Audit.Anchoring;

internal static class Rollback
{
    public static string Words(long stored, long anchored) =>
        $"rollback: the store has {stored} entries, and a checkpoint of {anchored} was signed; an old copy was put back, or the newest entries were cut off";

    public static string Emptied(long anchored) => anchored > 0
        ? $"rollback: the store is empty, and a checkpoint of {anchored} entries was signed; no new log is begun under an anchor"
        : "rollback: the store is empty, and the anchor knows a log that it held; no new log is begun under an anchor";

    public static string Unanchored(long stored) => string.Create(
        CultureInfo.InvariantCulture,
        $"the anchor is missing, and the log has {stored} entries: nobody can tell whether its newest were cut off; put the anchor back, or leave this log with Gateway ledger begin");

    public static string OfAnother(string anchored, string stored) => $"the anchor is of the log {anchored}, and the store holds {stored}";

    public const string NothingBegun = "there is no log here, and outside Development none is begun without being told to: Gateway ledger init begins one";
}
