using System.Collections.Immutable;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Index;

/// <summary>What is kept under an ordinal, its numbers hashed already.</summary>
internal abstract record HeldEntry(int Ordinal)
{
    internal sealed record Child(int Ordinal, DateOnly Born, ImmutableArray<ChildVersion> Versions, Sexes Sexes, ImmutableArray<HeldNumber> Numbers) : HeldEntry(Ordinal)
    {
        public bool IsRestricted { get; init; }

        public ImmutableArray<ChildVersion> Sealed { get; init; } = [];

        public ImmutableArray<HeldNumber> SealedNumbers { get; init; } = [];

        public ImmutableArray<int> DoNotLink { get; init; } = [];
    }

    /// <param name="MotherBorn">Her day of birth, or 0.</param>
    internal sealed record Unborn(int Ordinal, DateOnly Due, ulong Mother, int MotherBorn) : HeldEntry(Ordinal);

    internal sealed record Removed(int Ordinal) : HeldEntry(Ordinal);

    public static Child Of(IndexedChild child, IndexKeys keys) => new(Checked(child.Ordinal), child.DateOfBirth, Located(child), child.Sexes, Hashed(child.Numbers, keys.Numbers))
    {
        IsRestricted = child.IsRestricted,
        Sealed = child.Sealed.IsEmpty ? [] : [.. child.Sealed.Select(identity => new ChildVersion(identity.Given, identity.Surname, null))],
        SealedNumbers = child.Sealed.IsEmpty ? [] : [.. child.Sealed.SelectMany(identity => Hashed(identity.Numbers, keys.Sealed))],
        DoNotLink = child.DoNotLink,
    };

    public static Unborn Of(UnbornChild child, IndexKeys keys) =>
        new(Checked(child.Ordinal), child.Due, keys.Numbers.Of(PersonalNumber.Mother(child.Mother)), child.MotherBorn?.DayNumber ?? 0);

    // What is not kept cannot be told: a restricted child's postcodes never come in.
    private static ImmutableArray<ChildVersion> Located(IndexedChild child) =>
        child.IsRestricted ? [.. child.Versions.Select(version => version with { Postcode = null })] : child.Versions;

    private static ImmutableArray<HeldNumber> Hashed(ImmutableArray<PersonalNumber> numbers, SipHash key)
    {
        if (numbers.IsEmpty) return [];
        var hashed = new HeldNumber[numbers.Length];
        for (var i = 0; i < hashed.Length; i++) hashed[i] = new HeldNumber(key.Of(numbers[i]), numbers[i].Kind, numbers[i].IsFormer);
        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(hashed);
    }

    private static int Checked(int ordinal) =>
        ordinal is >= 0 and <= IndexedChild.MostOrdinal ? ordinal : throw new ArgumentOutOfRangeException(nameof(ordinal));
}
