namespace Gateway.Audit.Sealing;

/// <summary>What came of opening a sealed section.</summary>
internal abstract record SectionReading
{
    private SectionReading() { }

    /// <summary>The section and the salt that opens its commitment.</summary>
    public sealed record Opened(ReadOnlyMemory<byte> Section, ReadOnlyMemory<byte> Salt) : SectionReading;

    /// <summary>No such entry, or it has no such section, or the section was erased.</summary>
    public sealed record NotThere : SectionReading;

    public sealed record Damaged(string Why) : SectionReading;
}
