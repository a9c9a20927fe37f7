namespace Gateway.Rules.Matching.Reading;

/// <summary>How far two postcodes agree, the closest kind that holds.</summary>
public enum PostcodeAgreement
{
    /// <summary>The same unit: SW1A 0AA.</summary>
    Unit,

    /// <summary>The same sector: SW1A 0.</summary>
    Sector,

    /// <summary>The same district: SW1A.</summary>
    District,

    /// <summary>The same area: SW.</summary>
    Area,

    /// <summary>Nothing.</summary>
    Elsewhere,
}

/// <summary>
/// A full United Kingdom postcode, packed so that its parts are compared as numbers. The default value is blank: test <see cref="IsBlank"/>.
/// Equality is by value; the type is immutable. <see cref="ToString"/> gives the district alone, so that a home cannot slip into a log.
/// </summary>
/// <param name="Unit">The whole: four characters of the district padded with zeros, then three; one byte each. 0 is blank.</param>
public readonly record struct Postcode(ulong Unit)
{
    /// <summary>True for the default value, which is nowhere.</summary>
    public bool IsBlank => Unit == 0;

    /// <summary>The district and the digit after it, packed like <see cref="Unit"/>.</summary>
    public ulong Sector => Unit & ~0xFFFFUL;

    /// <summary>The part before the space, packed like <see cref="Unit"/>.</summary>
    public ulong District => Unit & ~0xFFFFFFUL;

    /// <summary>The one or two letters at the front, packed like <see cref="Unit"/>.</summary>
    public ulong Area => (byte)(Unit >> 40) > '9' ? Unit & 0xFFFF_0000_0000_00UL : Unit & 0xFF00_0000_0000_00UL;

    /// <summary>How far two postcodes agree; <see cref="PostcodeAgreement.Elsewhere"/> where either is blank.</summary>
    public PostcodeAgreement Compare(Postcode other)
    {
        if (IsBlank || other.IsBlank) return PostcodeAgreement.Elsewhere;
        if (Unit == other.Unit) return PostcodeAgreement.Unit;
        if (Sector == other.Sector) return PostcodeAgreement.Sector;
        if (District == other.District) return PostcodeAgreement.District;
        return Area == other.Area ? PostcodeAgreement.Area : PostcodeAgreement.Elsewhere;
    }

    /// <summary>The postcode as it is written: SW1A 0AA.</summary>
    public string Spaced => IsBlank ? "" : $"{Text(District)} {Text(Unit & 0xFFFFFF)}";

    /// <summary>The district alone: SW1A.</summary>
    public override string ToString() => IsBlank ? "(none)" : Text(District);

    private static string Text(ulong packed)
    {
        Span<char> text = stackalloc char[7];
        var length = 0;
        for (var shift = 48; shift >= 0; shift -= 8)
            if ((byte)(packed >> shift) is var c and not 0) text[length++] = (char)c;
        return new string(text[..length]);
    }
}
