using System.Globalization;

namespace Gateway.Rules.Ledger.Tiles;

/// <summary>
/// Names a tile of 256 hashes, or a bundle of 256 entries, or the beginning of one (C2SP tlog-tiles, "Merkle Tree" and "Log entries").
/// </summary>
/// <param name="Level">From 0, the leaves' hashes, to 7, which is all that 63 bits of size need; <see cref="Entries"/> for a bundle.</param>
/// <param name="Index">Which of the level's tiles, from 0.</param>
/// <param name="Width">How many hashes or entries it has: <see cref="Full"/>, or 1 to 255 for a partial one.</param>
public readonly record struct TileId(int Level, long Index, int Width)
{
    /// <summary>The width of a full tile.</summary>
    public const int Full = 256;

    /// <summary>The level that stands for bundles of entries.</summary>
    public const int Entries = -1;

    /// <summary>The highest level of hashes.</summary>
    public const int Highest = 7;

    /// <summary>True where it holds less than 256.</summary>
    public bool IsPartial => Width < Full;

    /// <summary>The full tile in whose place this one stands.</summary>
    public TileId Whole => this with { Width = Full };

    /// <summary>Where it is served and kept: <c>tile/0/x001/x234/067</c>, <c>tile/1/000.p/17</c>, <c>tile/entries/005</c>.</summary>
    public string Path => $"tile/{(Level == Entries ? "entries" : Level.ToString(CultureInfo.InvariantCulture))}/{TilePath.Write(Index, Width)}";

    /// <summary>Reads a path as <see cref="Path"/> writes it, and no other spelling of it.</summary>
    /// <returns>The tile, or null.</returns>
    public static TileId? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/', 3);
        if (parts.Length != 3 || parts[0] != "tile" || ReadLevel(parts[1]) is not { } level) return null;
        return TilePath.Read(parts[2]) is var (index, width) ? new TileId(level, index, width) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    private static int? ReadLevel(string text) => text switch
    {
        "entries" => Entries,
        [>= '0' and <= '7'] => text[0] - '0',
        _ => null,
    };
}
