using System.Collections.Immutable;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Sealing;

/// <summary>What came of opening a sealed section.</summary>
internal abstract record SectionReading
{
    private SectionReading() { }

    /// <param name="Section">The section's own bytes.</param>
    /// <param name="Committed">What the commitment covers: the trail header and the section's own bytes.</param>
    /// <param name="Salt">Opens the commitment.</param>
    /// <param name="Trails">The trails it lies on; none in version 1.</param>
    public sealed record Opened(ReadOnlyMemory<byte> Section, ReadOnlyMemory<byte> Committed, ReadOnlyMemory<byte> Salt, ImmutableArray<Trail> Trails)
        : SectionReading;

    /// <summary>No such entry, or it has no such section.</summary>
    public sealed record NotThere : SectionReading;

    /// <summary>The child's key was destroyed at the end of its retention.</summary>
    public sealed record Erased : SectionReading;

    public sealed record Damaged(string Why) : SectionReading;
}
