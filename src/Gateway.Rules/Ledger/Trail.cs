namespace Gateway.Rules.Ledger;

/// <summary>Whose trail an entry lies on. A number once assigned is never given another meaning.</summary>
public enum TrailKind : byte
{
    /// <summary>The child that a section is about.</summary>
    Child = 1,

    /// <summary>The practitioner who asked or acted.</summary>
    Practitioner = 2,

    /// <summary>The agency of the practitioner.</summary>
    Agency = 3,
}

/// <summary>
/// One step of a trail: which entry of the same child, practitioner or agency this is, and which came before it. The steps of a
/// trail are a chain back to the first, so that an entry left out of an answer shows. Immutable.
/// </summary>
/// <param name="Kind">Whose trail it is.</param>
/// <param name="Epoch">The index key that the entry was filed under, from 1; the chain goes on from one epoch to the next.</param>
/// <param name="Ordinal">1 for the first entry of the trail, one more for each that follows.</param>
/// <param name="Previous">The log index of the entry before it on this trail; null for the first.</param>
public readonly record struct Trail(TrailKind Kind, ushort Epoch, long Ordinal, long? Previous);
