namespace Gateway.Rules.Ledger.Notes;

/// <summary>What is wrong with bytes that should be a signed note.</summary>
public enum NoteFault
{
    /// <summary>Nothing: they are one.</summary>
    None,

    /// <summary>More than <see cref="Note.LongestNote"/> bytes.</summary>
    TooLong,

    /// <summary>They are not UTF-8.</summary>
    NotUtf8,

    /// <summary>A character below U+0020 other than the line feed: a carriage return too.</summary>
    ControlCharacter,

    /// <summary>The last byte is not a line feed.</summary>
    NoFinalLineFeed,

    /// <summary>No empty line stands between a text and signatures.</summary>
    NoSignatures,

    /// <summary>The text is empty.</summary>
    NoText,

    /// <summary>A line after the last empty one is not a signature: no em dash, a bad name, another spelling of base64, no bytes.</summary>
    BrokenSignatureLine,

    /// <summary>More than <see cref="Note.MostSignatures"/> signatures.</summary>
    TooManySignatures,
}
