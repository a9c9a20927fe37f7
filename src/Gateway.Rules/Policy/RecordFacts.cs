using System.Collections.Immutable;

namespace Gateway.Rules.Policy;

/// <summary>What the record says that the rules need; known only after the custodians answered.</summary>
/// <param name="Shield">Whereabouts are protected.</param>
public sealed record RecordFacts(bool Shield)
{
    /// <summary>One attendance was at a sensitive service.</summary>
    public bool SensitiveAttendance { get; init; }

    /// <summary>The young person agreed that a sensitive attendance may be listed.</summary>
    public bool SensitiveConsentGiven { get; init; }

    /// <summary>What must be minded in handling the answer.</summary>
    public HandlingFlags Handling { get; init; }

    /// <summary>Items that a court order found in the record forbids to share.</summary>
    public ImmutableArray<Item> Prohibited { get; init; } = [];

    /// <summary>Items whose answer reaches further back than the window (rule 18).</summary>
    public ImmutableArray<Item> BeyondWindow { get; init; } = [];

    /// <summary>It says nothing that a rule needs.</summary>
    public bool IsSilent =>
        !Shield && !SensitiveAttendance && Handling == HandlingFlags.None && Prohibited.IsEmpty && BeyondWindow.IsEmpty;
}

/// <summary>Handling flags known from the record (policy case format, "Flags").</summary>
[Flags]
public enum HandlingFlags : byte
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Honour-based abuse.</summary>
    Hba = 1,
    /// <summary>Suspected fabricated or induced illness.</summary>
    Fii = 2,
    /// <summary>The parents are not to be told.</summary>
    DoNotInformParents = 4,
}
