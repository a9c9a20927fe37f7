namespace Gateway.Rules.Matching.Reading;

/// <summary>Which part of a name is read: some words are placeholders in a given name and ordinary family names.</summary>
public enum NamePart
{
    /// <summary>Given names, the first and any further ones.</summary>
    Given,

    /// <summary>The family name.</summary>
    Family,
}
