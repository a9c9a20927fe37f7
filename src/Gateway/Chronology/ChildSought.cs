using Gateway.Federation;
using Gateway.Matching;
using Gateway.Matching.Links;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Chronology;

/// <summary>
/// The child whose records are looked for. A record with a number is of that child and no other. Without one it is theirs where the day of birth and both names are as the index has them: two children
/// are never put into one line of time because they are merely alike.
/// </summary>
/// <param name="Numbers">Each number under which something of theirs may lie: merged ones and those that were replaced among them.</param>
internal sealed record ChildSought(ChildAsked Child, ChildHeld? Held, NhsNumber[] Numbers)
{
    public static ChildSought Of(ChildAsked child, ChildHeld? held, MergedNumbers merged)
    {
        NhsNumber[] own = [child.NhsNumber, .. held?.Former ?? []];
        return new ChildSought(child, held, [.. own.Concat(own.SelectMany(number => merged.Of(number))).Distinct()]);
    }

    public bool IsSame(NhsNumber? number, DateOnly? born, string? given, string? family) => number is { } known
        ? Numbers.Contains(known)
        : born == Child.DateOfBirth && Held is not null && IsCalled($"{given} {family}");

    /// <summary>A child of a referral, who has one name in one piece.</summary>
    public bool IsSame(AboutChild about) => about.Number is not null ? IsSame(about.Number, null, null, null) : about.Born == Child.DateOfBirth && Held is not null && IsCalled(about.Name);

    private bool IsCalled(string name) => Folded(name) is { Length: > 2 } folded && folded == Folded($"{Held!.GivenName} {Held.FamilyName}");

    private static string Folded(string name) => NameFold.Of(name);

    public override string ToString() => "(a child)";
}
