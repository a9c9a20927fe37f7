namespace Gateway.Tests.Crash;

/// <summary>What a receipt says of an entry: where it stands, and in which tree.</summary>
internal record Promised(long Entry, Guid EntryId, string LeafHash, long TreeSize, string TreeHead);
