namespace Gateway.Audit.Erasure;

/// <summary>What hangs on one key: how many sections, and when the newest of them was written.</summary>
internal readonly record struct SectionsUnder(int Count, DateTimeOffset? Last);
