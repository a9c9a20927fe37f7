using System.Collections.Immutable;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Registrations;

/// <summary>
/// One child of the source's line and of all that was said. Names, postcodes, sexes and numbers are united; what is present is what is
/// newest; where an identity is sealed, nothing opens it; whoever is protected stays so. It depends on nothing but what it is given.
/// </summary>
internal sealed class MergeChild(SameChild same)
{
    /// <param name="asOf">When the source was so.</param>
    public ReadChild Of(Statements statements, ReadChild? source, DateTimeOffset asOf)
    {
        var (born, said) = same.Among(statements, source);
        var isProtected = source is { IsProtected: true } || statements.All.Values.Any(one => one.Statement.IsProtected);
        var closed = new SealedNames(source);
        var names = Names(said, source, asOf).Where(name => !closed.Holds(name)).ToImmutableArray();
        var present = names.FirstOrDefault();
        var addresses = Addresses(said, source, asOf);
        var former = Former(said, source, statements.Number, closed);
        return new ReadChild(statements.Number, born, present.Given ?? "", present.Family ?? "", isProtected, source is { IsCanary: true })
        {
            Versions = Versions(names, present, isProtected ? [] : Postcodes(addresses)),
            Numbers = Numbers(said, source, statements.Number, former),
            FormerNumbers = former,
            Sexes = said.Aggregate(source?.Sexes ?? Sexes.None, (all, one) => all | one.Statement.Sexes),
            Sealed = source?.Sealed ?? [],
            SealedNumbers = source?.SealedNumbers ?? [],
            Addresses = [.. addresses.Select(one => one.Address)],
        };
    }

    // The newest first; of what was said at the same time, the one that sorts first.
    private static IEnumerable<SaidName> Names(IReadOnlyList<Said> said, ReadChild? source, DateTimeOffset asOf)
    {
        var present = said.Select(one => (one.Statement.Name, one.AsOf)).ToList();
        if (source is not null) present.Add((new SaidName(source.Given, source.Family), asOf));
        var former = said.SelectMany(one => one.Statement.Aliases)
            .Concat(source?.Versions.Select(version => new SaidName(version.Given ?? "", version.Surname ?? "")) ?? []);
        return present.Where(one => one.Name.Given.Length > 0 && one.Name.Family.Length > 0)
            .OrderByDescending(one => one.AsOf).ThenBy(one => one.Name.Given, StringComparer.Ordinal).ThenBy(one => one.Name.Family, StringComparer.Ordinal).Select(one => one.Name)
            .Concat(present.Select(one => one.Name).Concat(former).OrderBy(name => name.Given, StringComparer.Ordinal).ThenBy(name => name.Family, StringComparer.Ordinal))
            .Distinct();
    }

    // One stay is known by its place and its beginning; when it ended is what was said last of it.
    private static List<(ReadAddress Address, DateTimeOffset AsOf)> Addresses(IReadOnlyList<Said> said, ReadChild? source, DateTimeOffset asOf) =>
    [
        .. said.SelectMany(one => one.Statement.Addresses.Select(address => (Address: address, one.AsOf)))
            .Concat(source?.Addresses.Select(address => (Address: address, AsOf: asOf)) ?? [])
            .GroupBy(one => (Place(one.Address.Postcode), one.Address.From))
            .Select(stay => stay.OrderByDescending(one => one.AsOf).ThenByDescending(one => one.Address.To).ThenBy(one => one.Address.Postcode, StringComparer.Ordinal).First())
            .OrderByDescending(one => one.Address.To).ThenByDescending(one => one.AsOf).ThenByDescending(one => one.Address.From)
            .ThenBy(one => one.Address.Postcode, StringComparer.Ordinal),
    ];

    private static ImmutableArray<string> Postcodes(List<(ReadAddress Address, DateTimeOffset AsOf)> addresses) =>
        [.. addresses.Select(one => one.Address.Postcode).Where(postcode => postcode.Length > 0).Distinct()];

    private static ImmutableArray<ChildVersion> Versions(ImmutableArray<SaidName> names, SaidName present, ImmutableArray<string> postcodes) =>
    [
        new ChildVersion(present.Given, present.Family, postcodes.FirstOrDefault()),
        .. postcodes.Skip(1).Select(former => new ChildVersion(present.Given, present.Family, former)),
        .. names.Skip(1).Select(name => new ChildVersion(name.Given, name.Family, postcodes.FirstOrDefault())),
    ];

    private static ImmutableArray<NhsNumber> Former(IReadOnlyList<Said> said, ReadChild? source, NhsNumber own, SealedNames closed) =>
        [.. said.SelectMany(one => one.Statement.FormerNumbers).Where(number => number != own && !closed.Holds(number)).Concat(source?.FormerNumbers ?? []).Distinct().OrderBy(number => number.Value)];

    private static ImmutableArray<PersonalNumber> Numbers(IReadOnlyList<Said> said, ReadChild? source, NhsNumber own, ImmutableArray<NhsNumber> former) =>
    [
        .. (source?.Numbers ?? [PersonalNumber.Nhs(own)])
            .Concat(former.Select(number => PersonalNumber.Nhs(number, isFormer: true)))
            .Concat(said.Select(one => one.Statement.Upn).OfType<Upn>().OrderBy(upn => upn.Value, StringComparer.Ordinal).Select(upn => PersonalNumber.Pupil(upn)))
            .Distinct(),
    ];

    private static string Place(string postcode) => postcode.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>What was sealed by an adoption, as names and numbers are compared.</summary>
    private sealed class SealedNames(ReadChild? source)
    {
        private readonly HashSet<(string, string)> _names =
            [.. (source?.Sealed ?? []).Select(identity => new SaidName(identity.Given ?? "", identity.Surname ?? "").Folded)];

        public bool Holds(SaidName name) => _names.Contains(name.Folded);

        public bool Holds(NhsNumber number) => source is not null && source.SealedNumbers.Contains(number);
    }
}
