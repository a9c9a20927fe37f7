using System.Security.Cryptography;
using System.Text;
using Gateway.Matching.Find;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Matching;

/// <summary>
/// The children whom the gateway can recognise: number, date of birth, present name and home councils, and no safeguarding
/// fact. By number it is sorted arrays; by what is known of a child it is the matcher's index, whose ordinals are the places here.
/// </summary>
public sealed class ChildIndex
{
    private readonly long[] _numbers;
    private readonly int[] _births;
    private readonly ushort[] _homes;
    private readonly HomeSets _sets;
    private readonly HeldNames _names;
    private readonly FindInIndex _find;

    internal ChildIndex(long[] numbers, int[] births, ushort[] homes, HomeSets sets, HeldNames names, FindInIndex find) =>
        (_numbers, _births, _homes, _sets, _names, _find) = (numbers, births, homes, sets, names, find);

    public int Count => _numbers.Length;

    /// <summary>Up to when what is held was told.</summary>
    internal DateTimeOffset AsOf => _find.AsOf;

    /// <summary>The version of the weights.</summary>
    internal string Parameters => _find.Parameters;

    /// <summary>Number and date of birth must both agree; a near miss is no match and says nothing about whose number it is.</summary>
    public ChildMatch Match(NhsNumber number, DateOnly dateOfBirth)
    {
        var at = Array.BinarySearch(_numbers, number.Value);
        return at >= 0 && _births[at] == dateOfBirth.DayNumber
            ? new ChildMatch.Exact(_sets[_homes[at]])
            : ChildMatch.None.Instance;
    }

    /// <summary>Why a question is not looked for at all; null where it is. Depends on the question alone.</summary>
    internal Rejection? WhyRejected(MatchingQuestion question) => _find.WhyRejected(question);

    /// <summary>Looks for the child that a question describes.</summary>
    internal MatchingOutcome Find(MatchingQuestion question) => _find.Run(question);

    /// <summary>The child at a place that the matcher gave.</summary>
    internal ChildHeld At(int ordinal) => new(
        Number(ordinal), DateOnly.FromDayNumber(_births[ordinal]), _names.Given(ordinal), _names.Family(ordinal), _sets[_homes[ordinal]]);

    /// <summary>The child with this number; null where there is none.</summary>
    internal ChildHeld? Held(NhsNumber number) => Array.BinarySearch(_numbers, number.Value) is >= 0 and var at ? At(at) : null;

    /// <summary>A child who is nobody: whoever is shown one was fishing.</summary>
    internal bool IsCanary(NhsNumber number) => _names.Canaries.Contains(number.Value);

    /// <summary>Whether a typed fact agrees with what is held.</summary>
    internal bool Agrees(NhsNumber child, TypedFact fact)
    {
        var at = Array.BinarySearch(_numbers, child.Value);
        if (at < 0) return false;
        return fact.Kind switch
        {
            FactKind.NhsNumber => NhsNumber.Read(fact.Text, out var typed) == NhsNumberFault.None && typed.Value == _numbers[at],
            FactKind.DateOfBirth => fact.Day is { } day && day.DayNumber == _births[at],
            _ => IsGiven(fact.Text, _names.Given(at)),
        };
    }

    private NhsNumber Number(int ordinal) =>
        NhsNumber.TryFromFirstNine(_numbers[ordinal] / 10, out var number) ? number : throw new InvalidOperationException();

    // The first of several names is the one by which most are known.
    private static bool IsGiven(string typed, string held) => Same(typed, held) || Same(typed, held.Split(' ', '-')[0]);

    private static bool Same(string typed, string held) => NameFold.Of(typed) is { Length: > 1 } folded
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(folded), Encoding.UTF8.GetBytes(NameFold.Of(held)));
}

/// <summary>What is held of one child.</summary>
internal sealed record ChildHeld(NhsNumber Number, DateOnly Born, string GivenName, string FamilyName, Home? Home)
{
    public override string ToString() => "(a child)";
}

/// <summary>What matching can say.</summary>
public abstract record ChildMatch
{
    private ChildMatch() { }

    /// <summary>One child, with the councils of every address of the past 12 months.</summary>
    public sealed record Exact(Home Home) : ChildMatch;

    public sealed record None : ChildMatch
    {
        public static readonly None Instance = new();

        private None() { }
    }
}
