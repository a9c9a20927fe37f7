namespace Gateway.Rules.Matching.Linkage;

/// <summary>What a column holds, and so how two of its values are compared.</summary>
public enum FieldKind
{
    /// <summary>Given names.</summary>
    Given,

    /// <summary>A family name.</summary>
    Family,

    /// <summary>A date, as year, month and day.</summary>
    Date,

    /// <summary>One of a few words, such as the sex: the same or not.</summary>
    Category,

    /// <summary>A postcode, of the United Kingdom where most values read as one.</summary>
    Postcode,

    /// <summary>A number that was given to one person.</summary>
    Number,

    /// <summary>A telephone number.</summary>
    Phone,

    /// <summary>An email address.</summary>
    Email,

    /// <summary>An address, or other text of several words.</summary>
    Address,

    /// <summary>A word or two: a town, an occupation.</summary>
    Text,
}

/// <summary>A column that takes part in linkage.</summary>
/// <param name="Name">What the column is called in reports.</param>
/// <param name="IsHousehold">True where people of one household share it, so that it tells families apart and not children.</param>
public sealed record LinkageField(string Name, FieldKind Kind, bool IsHousehold);
