using System.Collections.Immutable;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;
using Gateway.Tool.Synthetic.Matching.Families;
using Gateway.Tool.Synthetic.People;

namespace Gateway.Tool.Synthetic.Matching.Trial;

/// <summary>The population in an index, and which place in the index is which child.</summary>
internal sealed class TrialPeople(FamilyBook book)
{
    private readonly List<int> _firstOfHousehold = [];
    private int _next;

    public int Count => _next;

    /// <summary>Households of which every child is in the index who is not held back.</summary>
    public long Households => _firstOfHousehold.Count - 1;

    public void Add(ChildrenIndexBuilder index, ReadOnlySpan<FamilyChild> children)
    {
        foreach (ref readonly var child in children)
        {
            while (_firstOfHousehold.Count <= child.Household) _firstOfHousehold.Add(_next);
            index.Add(Indexed(child, _next++));
        }
    }

    /// <summary>The child's place in the index.</summary>
    /// <param name="family">The whole household.</param>
    public int OrdinalOf(in FamilyChild child, ReadOnlySpan<FamilyChild> family)
    {
        var ordinal = _firstOfHousehold[(int)child.Household];
        foreach (ref readonly var other in family)
        {
            if (other.Place == child.Place) return ordinal;
            if (!other.Is(FamilyMarks.HeldBack)) ordinal++;
        }

        throw new InvalidOperationException("the child is not of the household");
    }

    /// <summary>The household that a place in the index belongs to.</summary>
    public long HouseholdOf(int ordinal)
    {
        var at = _firstOfHousehold.BinarySearch(ordinal + 1);
        return (at < 0 ? ~at : FirstEqual(at)) - 1;
    }

    private int FirstEqual(int at)
    {
        while (at > 0 && _firstOfHousehold[at - 1] == _firstOfHousehold[at]) at--;
        return at;
    }

    private IndexedChild Indexed(in FamilyChild child, int ordinal) => new(ordinal, child.Born, Versions(child))
    {
        Sexes = child.Sex == Sex.Female ? Sexes.Female : Sexes.Male,
        Numbers = Numbers(child),
        IsRestricted = child.Is(FamilyMarks.Restricted),
        Sealed = child.Is(FamilyMarks.Adopted) ? [new SealedIdentity(book.Given[child.SealedGiven], book.Surnames[child.SealedSurname], [PersonalNumber.Nhs(child.SealedNumber)])] : [],
    };

    private ImmutableArray<ChildVersion> Versions(in FamilyChild child)
    {
        var restricted = child.Is(FamilyMarks.Restricted);
        var (given, surname) = (book.GivenOf(child), book.SurnameOf(child));
        var (now, before) = (Text(child.Postcode, restricted), Text(child.FormerPostcode, restricted));
        var present = new ChildVersion(given, surname, now);
        if (child.FormerSurname != FamilyChild.None) return [present, new ChildVersion(given, book.Surnames[child.FormerSurname], before ?? now)];
        return before is null ? [present] : [present, new ChildVersion(given, surname, before)];
    }

    private static ImmutableArray<PersonalNumber> Numbers(in FamilyChild child) => (child.Number.IsEmpty, child.Is(FamilyMarks.AtSchool)) switch
    {
        (false, true) => [PersonalNumber.Nhs(child.Number), PersonalNumber.Pupil(PupilNumber.Of(child))],
        (false, false) => [PersonalNumber.Nhs(child.Number)],
        (true, true) => [PersonalNumber.Pupil(PupilNumber.Of(child))],
        _ => [],
    };

    private static string? Text(Postcode postcode, bool restricted) => postcode.IsEmpty || restricted ? null : postcode.ToString();
}
