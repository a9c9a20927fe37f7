using System.Collections.Immutable;

namespace Gateway.Concerns.Pages;

/// <summary>The places on a body: a list, and a picture of the same places that helps to find them. The record is the list.</summary>
/// <param name="Regions">Their codes and labels, in order.</param>
/// <param name="Marked">Those with a mark.</param>
internal sealed record BodyMap(ImmutableArray<(string Code, string Label)> Regions, ImmutableHashSet<string> Marked)
{
    public static readonly ImmutableArray<BodyView> Views =
    [
        new("Front", "Child's right", "Child's left",
        [
            new("head-front", 76, 8, 48, 20, 14), .. Pair("eye", 82, 29, 17, 9, 4, rightFirst: true), .. Pair("ear", 64, 30, 10, 18, 5, rightFirst: true), .. Pair("face", 77, 40, 22, 14, 4, rightFirst: true),
            new("mouth", 86, 55, 28, 10, 5), new("neck", 90, 67, 20, 12, 2), new("chest", 78, 81, 44, 40, 4), new("abdomen", 78, 123, 44, 36, 4), new("genital", 89, 161, 22, 16, 6),
            .. Limbs(rightFirst: true),
        ]),
        new("Back", "Child's left", "Child's right",
        [
            new("head-back", 76, 8, 48, 57, 20), .. Pair("ear", 64, 30, 10, 18, 5, rightFirst: false), new("neck", 90, 67, 20, 12, 2),
            new("back-upper", 78, 81, 44, 40, 4), new("back-lower", 78, 123, 44, 32, 4), new("buttock", 74, 157, 52, 24, 8),
            .. Limbs(rightFirst: false),
        ]),
    ];

    /// <summary>The same places, where somebody looks for them in a list.</summary>
    public IEnumerable<(string Title, ImmutableArray<(string Code, string Label)> Regions)> Groups => Regions.GroupBy(region => Part(region.Code)).Select(group => (group.Key, group.ToImmutableArray()));

    public string LabelOf(string code) => Regions.FirstOrDefault(region => region.Code == code).Label ?? code;

    private static string Part(string code) => code.Split('-')[0] switch
    {
        "head" or "face" or "ear" or "eye" or "mouth" or "neck" => "Head and neck",
        "shoulder" or "upper" or "forearm" or "hand" => "Arms and hands",
        "thigh" or "lower" or "foot" => "Legs and feet",
        _ => "Body",
    };

    private static IEnumerable<BodyShape> Limbs(bool rightFirst) =>
    [
        .. Pair("shoulder", 54, 81, 22, 18, 8, rightFirst), .. Pair("upper-arm", 48, 101, 18, 38, 6, rightFirst), .. Pair("forearm", 42, 141, 18, 38, 6, rightFirst), .. Pair("hand", 36, 181, 20, 24, 8, rightFirst),
        .. Pair("thigh", 72, 184, 26, 58, 8, rightFirst), .. Pair("lower-leg", 74, 244, 22, 56, 8, rightFirst), .. Pair("foot", 68, 302, 28, 16, 7, rightFirst),
    ];

    // The other side is its mirror image, 200 wide.
    private static IEnumerable<BodyShape> Pair(string code, int x, int y, int width, int height, int round, bool rightFirst) =>
        [new($"{code}-{(rightFirst ? "right" : "left")}", x, y, width, height, round), new($"{code}-{(rightFirst ? "left" : "right")}", 200 - x - width, y, width, height, round)];
}

internal sealed record BodyView(string Title, string OnTheLeft, string OnTheRight, ImmutableArray<BodyShape> Shapes);

/// <summary>Where a place is on the picture.</summary>
internal sealed record BodyShape(string Code, int X, int Y, int Width, int Height, int Round);
