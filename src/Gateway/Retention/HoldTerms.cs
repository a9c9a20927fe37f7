using System.Collections.Immutable;
using Gateway.Federation;

namespace Gateway.Retention;

/// <summary>What a hold may rest on.</summary>
internal static class HoldTerms
{
    public static readonly ImmutableArray<string> Bases = ["statutory-inquiry", "court", "police-investigation", "practice-review", "complaint", "legal-claim"];

    /// <summary>The same for people.</summary>
    public static string Words(string basis) => basis switch
    {
        "statutory-inquiry" => "A statutory inquiry",
        "court" => "Court proceedings",
        "police-investigation" => "A police investigation",
        "practice-review" => "A child safeguarding practice review",
        "complaint" => "A complaint",
        _ => "A legal claim",
    };
}

/// <summary>A hold as an officer asks for it.</summary>
/// <param name="Record">One kind of record; none for all.</param>
/// <param name="Child">One child; none for everybody.</param>
internal sealed record HoldAsked(string Basis, string Reason, string? Record, ChildAsked? Child);
