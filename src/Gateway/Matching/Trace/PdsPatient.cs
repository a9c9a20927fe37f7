using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Trace;

/// <summary>A record of the national service, as far as it is of use here: who, not what ails them. Printing one shows nothing.</summary>
/// <param name="IsRestricted">Where the child is may not be known, and no address of such a record is read at all.</param>
/// <param name="IsVerified">The number is verified (status 01).</param>
internal sealed record PdsPatient(NhsNumber Number, DateOnly Born, bool IsRestricted, bool IsVerified)
{
    public required Sexes Sexes { get; init; }

    /// <summary>The present name first.</summary>
    public required ImmutableArray<PdsName> Names { get; init; }

    /// <summary>Where the child lives, lived or stays; the present one first.</summary>
    public required ImmutableArray<PdsAddress> Addresses { get; init; }

    /// <summary>The number that was asked for, where this one took its place.</summary>
    public NhsNumber? Former { get; init; }

    public IndexedChild At(int ordinal)
    {
        var present = Addresses.IsEmpty ? null : Addresses[0].Postcode;
        return new IndexedChild(ordinal, Born,
        [
            .. Names.Select(name => new ChildVersion(name.Given, name.Family, present)),
            .. Addresses.Skip(1).Select(address => new ChildVersion(Names[0].Given, Names[0].Family, address.Postcode)),
        ])
        {
            Sexes = Sexes,
            Numbers = [.. IsVerified ? [PersonalNumber.Nhs(Number)] : (ReadOnlySpan<PersonalNumber>)[], .. Former is { } former ? [PersonalNumber.Nhs(former, isFormer: true)] : (ReadOnlySpan<PersonalNumber>)[]],
            IsRestricted = IsRestricted,
        };
    }

    public override string ToString() => "(a record)";
}

/// <summary>A name, with its first names in order. Either half may not be held.</summary>
internal readonly record struct PdsName(string? Given, string? Family)
{
    public override string ToString() => "(a name)";
}

/// <summary>An address by its postcode, and from when to when.</summary>
internal readonly record struct PdsAddress(string? Postcode, DateOnly? From, DateOnly? To)
{
    public override string ToString() => "(an address)";
}
