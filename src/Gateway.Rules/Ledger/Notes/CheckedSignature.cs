namespace Gateway.Rules.Ledger.Notes;

/// <summary>A signature that holds.</summary>
/// <param name="Key">The key that made it.</param>
/// <param name="Signature">Its line.</param>
public sealed record CheckedSignature(NoteVerifier Key, NoteSignature Signature)
{
    /// <summary>The POSIX time in seconds that a witness signed with; null where the key is not a witness's.</summary>
    public long? Time => Key is CosignatureVerifier ? CosignatureVerifier.Time(Signature.Bytes.Span) : null;
}
