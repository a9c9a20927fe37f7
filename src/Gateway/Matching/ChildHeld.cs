using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Matching.Find;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching;

/// <summary>What is held of one child.</summary>
internal sealed record ChildHeld(NhsNumber Number, DateOnly Born, string GivenName, string FamilyName, Home? Home)
{
    /// <summary>NHS numbers that this one took the place of, as far as they were told; none that an adoption sealed.</summary>
    public ImmutableArray<NhsNumber> Former { get; init => field = value.IsEmpty ? [] : value; } = [];

    /// <summary>Whether a typed fact agrees with what is held.</summary>
    public bool Agrees(TypedFact fact) => fact.Kind switch
    {
        FactKind.NhsNumber => NhsNumber.Read(fact.Text, out var typed) == NhsNumberFault.None && typed == Number,
        FactKind.DateOfBirth => fact.Day == Born,
        _ => IsGiven(fact.Text, GivenName),
    };

    public override string ToString() => "(a child)";

    // The first of several names is the one by which most are known.
    private static bool IsGiven(string typed, string held) => Same(typed, held) || Same(typed, held.Split(' ', '-')[0]);

    private static bool Same(string typed, string held) => NameFold.Of(typed) is { Length: > 1 } folded
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(folded), Encoding.UTF8.GetBytes(NameFold.Of(held)));
}
