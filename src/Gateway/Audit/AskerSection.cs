namespace Gateway.Audit;

/// <summary>What an entry says about no child: who, agency, purpose, what was decided.</summary>
/// <param name="Bytes">UTF-8 JSON, at most 64 KiB.</param>
/// <param name="Of">Whose trails the entry lies on; null for what the gateway does of its own accord.</param>
public sealed record AskerSection(ReadOnlyMemory<byte> Bytes, Actor? Of);
