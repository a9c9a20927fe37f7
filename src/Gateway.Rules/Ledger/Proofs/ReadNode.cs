namespace Gateway.Rules.Ledger.Proofs;

/// <summary>Gives the root of a complete subtree: the one of 2^<paramref name="level"/> leaves that begins with leaf <paramref name="index"/> * 2^<paramref name="level"/>.</summary>
/// <param name="level">From 0, where it is a leaf's hash, to 62.</param>
/// <param name="index">Which of the level's subtrees, from 0.</param>
/// <returns>32 bytes, or null where it is not there to be read.</returns>
public delegate byte[]? ReadNode(int level, long index);
