using Gateway.Rules.Matching.Linkage;

namespace Gateway.Tool.Matching.Evaluate.Reading;

/// <summary>The names by which a column map speaks of fields, and what each means.</summary>
internal static class FieldWords
{
    /// <summary>What a field's name means; null where only its values can tell.</summary>
    public static LinkageField? Known(string name) => Plain(name) switch
    {
        "given" or "givenname" or "givennames" or "first" or "firstname" or "forename" or "forenames" => new(name, FieldKind.Given, false),
        "middle" or "middlename" or "middlenames" => new(name, FieldKind.Text, false),
        "family" or "familyname" or "surname" or "last" or "lastname" => new(name, FieldKind.Family, true),
        "name" or "fullname" => new(name, FieldKind.Address, false),
        "dob" or "dateofbirth" or "birthdate" or "birth" => new(name, FieldKind.Date, false),
        "sex" or "gender" => new(name, FieldKind.Category, false),
        "postcode" or "zip" or "zipcode" or "postalcode" => new(name, FieldKind.Postcode, true),
        "nhs" or "nhsnumber" or "number" or "upn" or "local" or "localnumber" or "nationalnumber" or "ssn" => new(name, FieldKind.Number, false),
        "phone" or "telephone" or "mobile" => new(name, FieldKind.Phone, true),
        "email" => new(name, FieldKind.Email, false),
        "address" or "street" => new(name, FieldKind.Address, true),
        "city" or "town" or "suburb" or "locality" or "place" => new(name, FieldKind.Text, true),
        "county" or "state" or "region" or "country" => new(name, FieldKind.Text, true),
        _ => null,
    };

    /// <summary>True where the name is one of a part of a date: day, month or year of birth.</summary>
    public static int? DatePart(string name) => Plain(name) switch
    {
        "dobday" or "birthday" or "dayofbirth" or "day" => 0,
        "dobmonth" or "dobmon" or "birthmonth" or "monthofbirth" or "month" => 1,
        "dobyear" or "birthyear" or "yearofbirth" or "year" => 2,
        _ => null,
    };

    /// <summary>What a field of another name holds, told from its values.</summary>
    public static LinkageField Told(string name, string?[] values)
    {
        var held = values.Where(value => !string.IsNullOrEmpty(value)).ToArray();
        if (held.Length == 0) return new(name, FieldKind.Text, false);
        if (held.Distinct(StringComparer.OrdinalIgnoreCase).Count() <= Math.Min(40, held.Length / 20)) return new(name, FieldKind.Category, false);
        if (held.Count(value => value!.Any(char.IsAsciiDigit) && !value!.Contains(' ', StringComparison.Ordinal)) * 10 > held.Length * 8) return new(name, FieldKind.Number, false);
        return new(name, held.Average(value => value!.Count(c => c == ' ')) > 1.2 ? FieldKind.Address : FieldKind.Text, false);
    }

    // given_name, GivenName and "given name 2" are one word.
    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetter)).ToLowerInvariant();
}
