namespace Gateway.Rules.Ledger.Tiles;

/// <summary>Gives the bytes of a tile of hashes: 32 for each of its width. Null where it is not there.</summary>
public delegate byte[]? ReadTile(TileId tile);
