using Gateway.Rules.Identifiers;

namespace Gateway.Audit;

/// <summary>What an entry says about one child. It is sealed under a key of that child's own, which is destroyed when its retention ends.</summary>
/// <param name="Bytes">UTF-8 JSON, at most 64 KiB.</param>
/// <param name="Child">Whose trail the entry lies on; a child has one section of an entry.</param>
/// <param name="DateOfBirth">From which the retention counts.</param>
public readonly record struct ChildSection(ReadOnlyMemory<byte> Bytes, NhsNumber Child, DateOnly DateOfBirth, RetentionClass Retention)
{
    public override string ToString() => "(a child's section)";
}
