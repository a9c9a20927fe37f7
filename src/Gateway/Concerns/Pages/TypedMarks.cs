using Gateway.Referrals.Pages.Boxes;

namespace Gateway.Concerns.Pages;

/// <summary>Marks as a page asks for them: places that are ticked, and what was typed of each. What is ticked no more is gone.</summary>
internal static class TypedMarks
{
    public const string Box = "marks";

    // Staff of a school do not look, and write nothing of it here.
    public const string NoDetail = "genital";

    public static Typed Merged(Typed typed, IEnumerable<string> regions)
    {
        var ticked = typed.All(Box).ToHashSet(StringComparer.Ordinal);
        var boxes = typed.Boxes.Where(box => !box.Key.StartsWith(Box + "-", StringComparison.Ordinal)).ToDictionary(box => box.Key, box => box.Value, StringComparer.Ordinal);
        var merged = Typed.Kept(boxes);
        foreach (var (region, n) in regions.Where(ticked.Contains).Select((region, n) => (region, n)))
        {
            merged.Set($"{Box}-{n}-region", region);
            if (region != NoDetail) Copy(typed, merged, region, n);
        }

        return merged;
    }

    public static string PlaceOf(Typed typed, string row) => typed.One(row + "region");

    /// <summary>Then nothing more is asked of the side.</summary>
    public static bool NamesSide(string region) => region.EndsWith("-left", StringComparison.Ordinal) || region.EndsWith("-right", StringComparison.Ordinal);

    private static void Copy(Typed from, Typed to, string region, int n)
    {
        foreach (var old in Enumerable.Range(0, from.Rows(Box)).Where(row => from.One($"{Box}-{row}-region") == region).Take(1))
            foreach (var part in (ReadOnlySpan<string>)["side", "size", "colour", "shape", "texture", "explanation"])
                if (from.One($"{Box}-{old}-{part}") is { Length: > 0 } text) to.Set($"{Box}-{n}-{part}", text);
    }
}
