using Gateway.Rules.Ledger.Tiles;

namespace Gateway.Tool.Ledger.Packs;

/// <summary>Reads and hashes the next bundle while the one before it is looked at. Never holds more than two.</summary>
internal static class BundlesAhead
{
    public static IEnumerable<HashedBundle> Of(Pack pack, PackEntries entries, long from, long size)
    {
        Task<HashedBundle>? next = null;
        try
        {
            for (var entry = from - from % TileId.Full; entry < size; entry += TileId.Full)
            {
                var bundle = next is null ? HashedBundle.Read(pack, entries.BundleOf(entry)) : next.GetAwaiter().GetResult();
                var after = entry + TileId.Full;
                next = after < size ? Task.Run(() => HashedBundle.Read(pack, entries.BundleOf(after))) : null;
                yield return bundle;
            }
        }
        finally
        {
            // The pack may be closed as soon as this is left.
            next?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }
}
