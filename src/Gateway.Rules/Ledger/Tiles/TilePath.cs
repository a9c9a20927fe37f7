using System.Globalization;
using System.Text;

namespace Gateway.Rules.Ledger.Tiles;

/// <summary>
/// The end of a tile's path (C2SP tlog-tiles, "Merkle Tree"): the index in groups of three digits, all but the last with an <c>x</c>,
/// and <c>.p/W</c> for a partial one. Index 1,234,067 is <c>x001/x234/067</c>. Also used for what else is kept in runs of 256.
/// </summary>
public static class TilePath
{
    // 2^63 entries make at most 2^55 bundles: 17 digits in 6 groups, with their slashes and the width.
    private const int Longest = 6 * 5 + 6;

    /// <summary>Writes an index from 0 and a width from 1 to 256.</summary>
    public static string Write(long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, TileId.Full);
        var path = new StringBuilder(Three(index));
        for (var rest = index / 1000; rest > 0; rest /= 1000) path.Insert(0, $"x{Three(rest)}/");
        return (width == TileId.Full ? path : path.Append(CultureInfo.InvariantCulture, $".p/{width}")).ToString();
    }

    /// <summary>Reads what <see cref="Write"/> writes, and no other spelling of it.</summary>
    /// <returns>Index and width, or null.</returns>
    public static (long Index, int Width)? Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > Longest) return null;
        var cut = path.IndexOf(".p/", StringComparison.Ordinal);
        var digits = (cut < 0 ? path : path[..cut]).Replace("/", "", StringComparison.Ordinal).Replace("x", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        var width = TileId.Full;
        if (cut >= 0 && !(int.TryParse(path.AsSpan(cut + 3), NumberStyles.None, CultureInfo.InvariantCulture, out width) && width is > 0 and < TileId.Full)) return null;
        return Write(index, width) == path ? (index, width) : null;
    }

    private static string Three(long number) => (number % 1000).ToString("000", CultureInfo.InvariantCulture);
}
