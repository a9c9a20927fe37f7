using Gateway.Rules.Ledger;

namespace Gateway.Audit.Search;

/// <summary>One entry of a history.</summary>
/// <param name="Leaf">Null where the entry is not there, or does not read.</param>
/// <param name="Common">The common section; empty where it does not open.</param>
/// <param name="Child">The child's own section, where a child's history is read and it opens; else empty.</param>
/// <param name="On">Its place on the trail; null where the section that says so does not open.</param>
/// <param name="Indexed">False where only the entry after it led here.</param>
/// <param name="IsErased">The section does not open because its key was destroyed at the end of its retention.</param>
internal sealed record Access(
    long Index, Leaf? Leaf, ReadOnlyMemory<byte> Common, ReadOnlyMemory<byte> Child, Trail? On, bool Indexed, bool IsErased);
