using Gateway.Federation;
using Gateway.Matching;
using Gateway.Referrals.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Chronology;

/// <summary>
/// The child whose records are looked for. A record with a number is of that child and no other. Without one it is theirs where the day of birth and both names are as the index has them: two children
/// are never put into one line of time because they are merely alike.
/// </summary>
internal sealed record ChildSought(ChildAsked Child, ChildHeld? Held)
{
    /// <summary>Each number under which something of theirs may lie.</summary>
    public NhsNumber[] Numbers => [Child.NhsNumber, .. Held?.Former ?? []];

    public bool IsSame(NhsNumber? number, DateOnly? born, string? given, string? family) => number is { } known
        ? known == Child.NhsNumber || Held?.Former.Contains(known) is true
        : born == Child.DateOfBirth && Held is not null && IsCalled($"{given} {family}");

    /// <summary>A child of a referral, who has one name in one piece.</summary>
    public bool IsSame(AboutChild about) => about.Number is not null ? IsSame(about.Number, null, null, null) : about.Born == Child.DateOfBirth && Held is not null && IsCalled(about.Name);

    private bool IsCalled(string name) => Folded(name) is { Length: > 2 } folded && folded == Folded($"{Held!.GivenName} {Held.FamilyName}");

    private static string Folded(string name) => NameFold.Of(name);

    public override string ToString() => "(a child)";
}
