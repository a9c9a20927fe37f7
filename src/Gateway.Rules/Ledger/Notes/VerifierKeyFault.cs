namespace Gateway.Rules.Ledger.Notes;

/// <summary>What is wrong with a text that should be a verifier key.</summary>
public enum VerifierKeyFault
{
    /// <summary>Nothing: it is one.</summary>
    None,

    /// <summary>It is not <c>name+id+key</c> with a good name, eight lower-case hexadecimal digits, and base64 in its one spelling.</summary>
    Malformed,

    /// <summary>The type is none of 0x01, 0x02, 0x04 and <c>gateway-ledger/cosignature-p256/v1</c>.</summary>
    UnknownType,

    /// <summary>The bytes are not a key of that type.</summary>
    NoKey,

    /// <summary>The id is not the one that name and key give.</summary>
    WrongId,
}
