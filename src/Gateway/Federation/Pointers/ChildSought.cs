using System.Collections.Immutable;
using Gateway.Matching;
using Gateway.Rules.Federation.Pointers;
using Gateway.Rules.Identifiers;

namespace Gateway.Federation.Pointers;

/// <summary>
/// Everything under which a child may be listed, for the kinds that are asked about: the number, each number that it is known to have taken
/// the place of, and names with the date of birth.
/// </summary>
internal sealed class ChildSought(ImmutableArray<NhsNumber> numbers, ChildHeld? named, PointerKinds kinds)
{
    public bool IsDescribed => named is { GivenName.Length: > 0, FamilyName.Length: > 0 };

    /// <param name="merged">What merges made one child's.</param>
    public static ChildSought Of(ChildAsked child, ChildHeld? held, ImmutableArray<NhsNumber> merged, PointerKinds kinds)
    {
        var numbers = new HashSet<NhsNumber>([child.NhsNumber, .. held?.Former ?? [], .. merged]);
        // The asker gave the number that was replaced: it is known without anybody's telling.
        if (child is { IsByFormer: true, AsDescribed.NhsNumber: { } typed } && NhsNumber.Read(typed, out var former) == NhsNumberFault.None) numbers.Add(former);
        return new ChildSought([.. numbers], held, kinds);
    }

    public IReadOnlyList<ulong> Tokens(PointerKey key)
    {
        var tokens = new List<ulong>();
        foreach (var kind in kinds.Each())
        {
            foreach (var number in numbers) tokens.Add(key.OfNumber(kind, number));
            if (named is { } child && key.OfDescription(kind, child.FamilyName, child.GivenName, child.Born) is { } described) tokens.Add(described);
        }

        return tokens;
    }

    public override string ToString() => "(a child)";
}
