namespace Gateway.Audit.Anchoring;

internal static class Rollback
{
    public static string Words(long stored, long anchored) =>
        $"rollback: the store has {stored} entries, and a checkpoint of {anchored} was signed; an old copy was put back, or the newest entries were cut off";

    public static string Emptied(long anchored) =>
        $"rollback: the store is empty, and a checkpoint of {anchored} entries was signed; no new log is begun under an anchor";
}
