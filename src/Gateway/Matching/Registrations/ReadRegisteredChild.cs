using System.Collections.Immutable;
using Gateway.Consents.Wire;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Matching.Held;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Matching.Registrations;

/// <summary>
/// Reads the child of one line: the members of a line of the source, but those that no agency may say. Its own number for a child goes
/// to the links, for beside the child it would be a note of who holds whom; sealed identities and canaries come with the source alone.
/// </summary>
internal static class ReadRegisteredChild
{
    private const int LongestName = 100;
    private const int MostAddresses = 30;
    private const int MostAliases = 10;
    private const int MostFormer = 5;

    public static Statement From(BodyReader child, DateTimeOffset asOf, bool isCorrection)
    {
        child.Only("nhsNumber", "dateOfBirth", "formerDateOfBirth", "givenName", "familyName", "aliases", "sex", "formerSexes", "addresses", "formerNhsNumbers", "upn", "protected");
        var born = Born(child, "dateOfBirth");
        return new Statement(Number(child, "nhsNumber"), born, asOf, new SaidName(Name(child, "givenName"), Name(child, "familyName")))
        {
            Aliases = [.. child.Objects("aliases", MostAliases).Select(alias => Alias(alias))],
            Sexes = Sex(child, "sex", child.Text("sex")) | child.Texts("formerSexes", 3).Aggregate(Sexes.None, (all, one) => all | Sex(child, one.Field, one.Text)),
            Addresses = [.. child.Objects("addresses", MostAddresses).Select(Address)],
            FormerNumbers = [.. child.Texts("formerNhsNumbers", MostFormer).Select(one => Former(child, one.Field, one.Text))],
            Upn = Pupil(child),
            IsProtected = child.Yes("protected", "Say whether the whereabouts are protected, as you know: true or false."),
            FormerBorn = isCorrection ? Born(child, "formerDateOfBirth") : NoFormer(child),
        };
    }

    private static NhsNumber Number(BodyReader child, string name)
    {
        if (ChildWords.OfNumber(NhsNumber.Read(child.Text(name), out var number)) is { } words) child.Fault(name, words);
        return number;
    }

    private static DateOnly Born(BodyReader child, string name)
    {
        if (child.Day(name, "Send a real date, written as year-month-day.") is not { } born) return HeldRow.First;
        if (ChildWords.OfBirth(born, child.Today) is { } wrong) child.Fault(name, wrong);
        return born;
    }

    private static DateOnly? NoFormer(BodyReader child)
    {
        if (child.Has("formerDateOfBirth")) child.Fault("formerDateOfBirth", "Send it with the event corrected alone.");
        return null;
    }

    private static string Name(BodyReader reader, string name)
    {
        if (!reader.Has(name)) return "";
        var text = reader.Text(name)?.Trim();
        if (text is null || text.Length > LongestName || text.Any(char.IsControl) || text.Length > 0 && PlainText.WhatIsWrong(text, LongestName) is not null)
            reader.Fault(name, $"Send plain text of at most {LongestName} characters, or leave it out.");
        return text ?? "";
    }

    private static SaidName Alias(BodyReader alias)
    {
        alias.Only("givenName", "familyName");
        var name = new SaidName(Name(alias, "givenName"), Name(alias, "familyName"));
        if (name is { Given: "", Family: "" }) alias.Fault("givenName", "Send a given name, a family name, or both.");
        return name;
    }

    private static Sexes Sex(BodyReader child, string field, string? word)
    {
        if (word is null && !child.Has(field)) return Sexes.None;
        if (word is not ("F" or "M" or "X")) child.Fault(field, "Send F, M or X, or leave it out.");
        return word switch { "F" => Sexes.Female, "M" => Sexes.Male, "X" => Sexes.Other, _ => Sexes.None };
    }

    private static ReadAddress Address(BodyReader address)
    {
        address.Only("postcode", "from", "to");
        var postcode = Name(address, "postcode");
        if (postcode.Length is 0 or > 10) address.Fault("postcode", "Send a postcode.");
        var from = address.Day("from", "Send a real date, written as year-month-day.") ?? default;
        var to = address.IsNull("to") ? DateOnly.MaxValue : address.Day("to", "Send a real date, written as year-month-day, or null where it goes on.") ?? DateOnly.MaxValue;
        if (to < from) address.Fault("to", "It must not be before it began.");
        return new ReadAddress(postcode, from, to);
    }

    private static NhsNumber Former(BodyReader child, string field, string? text)
    {
        if (ChildWords.OfNumber(NhsNumber.Read(text, out var number)) is { } words) child.Fault(field, words);
        return number;
    }

    private static Upn? Pupil(BodyReader child)
    {
        if (!child.Has("upn")) return null;
        if (Upn.Read(child.Text("upn") ?? "", out var upn) == UpnFault.None) return upn;
        child.Fault("upn", "Check the unique pupil number, or leave it out.");
        return null;
    }
}
