using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching;

/// <summary>A child as a line of the snapshot has it, for the matcher: names, sex, postcodes, numbers. Whatever but number and date is optional.</summary>
internal sealed record ReadChild(NhsNumber Number, DateOnly Born, string Given, string Family, bool IsProtected, bool IsCanary)
{
    public required ImmutableArray<ChildVersion> Versions { get; init; }

    public required ImmutableArray<PersonalNumber> Numbers { get; init; }

    /// <summary>NHS numbers that this one took the place of.</summary>
    public required ImmutableArray<NhsNumber> FormerNumbers { get; init; }

    public required Sexes Sexes { get; init; }

    public required ImmutableArray<SealedIdentity> Sealed { get; init; }

    /// <summary>NHS numbers of sealed identities.</summary>
    public required ImmutableArray<NhsNumber> SealedNumbers { get; init; }

    public required ImmutableArray<ReadAddress> Addresses { get; init; }

    /// <summary>Throws where the line is not a child's.</summary>
    public static ReadChild From(JsonElement child)
    {
        if (NhsNumber.Read(child.GetProperty("nhsNumber").GetString(), out var number) != NhsNumberFault.None) throw new FormatException();
        var born = Day(child.GetProperty("dateOfBirth"));
        if (born < HeldRow.First || born > HeldRow.Last) throw new FormatException();
        var (given, family) = (Text(child, "givenName"), Text(child, "familyName"));
        var isProtected = child.GetProperty("protected").GetBoolean();
        ImmutableArray<ReadAddress> addresses = [.. child.GetProperty("addresses").EnumerateArray().Select(Address)];
        ImmutableArray<string> postcodes = isProtected ? [] : [.. Postcodes(addresses)];
        var present = postcodes.FirstOrDefault();
        ImmutableArray<NhsNumber> closed = [.. List(child, "sealed").SelectMany(Own)];
        return new ReadChild(number, born, given ?? "", family ?? "", isProtected, Flag(child, "canary"))
        {
            Addresses = addresses,
            Versions =
            [
                new ChildVersion(given, family, present),
                .. postcodes.Skip(1).Select(former => new ChildVersion(given, family, former)),
                .. List(child, "aliases").Select(alias => new ChildVersion(Text(alias, "givenName") ?? given, Text(alias, "familyName") ?? family, present)),
            ],
            Numbers = [PersonalNumber.Nhs(number), .. Others(child)],
            FormerNumbers = [.. Formers(child).Where(former => former != number && !closed.Contains(former)).Distinct()],
            Sexes = Sex(Text(child, "sex")) | List(child, "formerSexes").Select(sex => Sex(sex.GetString())).Aggregate(Sexes.None, (all, one) => all | one),
            Sealed = [.. List(child, "sealed").Select(identity => new SealedIdentity(Text(identity, "givenName"), Text(identity, "familyName"), [.. Own(identity).Select(own => PersonalNumber.Nhs(own)), .. Others(identity)]))],
            SealedNumbers = closed,
        };
    }

    public IndexedChild At(int ordinal) => new(ordinal, Born, Versions) { Sexes = Sexes, Numbers = Numbers, IsRestricted = IsProtected, Sealed = Sealed };

    public override string ToString() => "(a child)";

    private static IEnumerable<NhsNumber> Own(JsonElement identity)
    {
        if (Text(identity, "nhsNumber") is not { } number) yield break;
        yield return NhsNumber.Read(number, out var read) == NhsNumberFault.None ? read : throw new FormatException();
    }

    private static IEnumerable<NhsNumber> Formers(JsonElement child) => List(child, "formerNhsNumbers").Select(former =>
        NhsNumber.Read(former.GetString(), out var read) == NhsNumberFault.None ? read : throw new FormatException());

    private static IEnumerable<PersonalNumber> Others(JsonElement child)
    {
        foreach (var former in Formers(child)) yield return PersonalNumber.Nhs(former, isFormer: true);
        if (Text(child, "upn") is { } upn) yield return Upn.Read(upn, out var pupil) == UpnFault.None ? PersonalNumber.Pupil(pupil) : throw new FormatException();
        foreach (var local in List(child, "localNumbers")) yield return PersonalNumber.Local(new LocalNumber(local.GetProperty("authority").GetString()!, local.GetProperty("number").GetString()!));
    }

    // The present address first, then those that ended, the latest first.
    private static IEnumerable<string> Postcodes(ImmutableArray<ReadAddress> addresses) =>
        addresses.Where(address => address.Postcode.Length > 0).OrderByDescending(address => address.To).Select(address => address.Postcode).Distinct();

    private static ReadAddress Address(JsonElement address) => new(
        address.GetProperty("postcode").GetString() ?? "", Day(address.GetProperty("from")),
        address.GetProperty("to") is { ValueKind: JsonValueKind.String } end ? Day(end) : DateOnly.MaxValue);

    private static DateOnly Day(JsonElement day) => DateOnly.ParseExact(day.GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Sexes Sex(string? word) => word switch { "F" => Sexes.Female, "M" => Sexes.Male, "X" => Sexes.Other, _ => Sexes.None };

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static JsonElement[] List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
