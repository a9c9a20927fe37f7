using System.Runtime.InteropServices;

namespace Gateway.Rules.Matching.Index;

/// <summary>The names of a segment: its tokens, and the sequences of more than one.</summary>
internal sealed class NameTable(TokenTable tokens, int[] starts, int[] members)
{
    public TokenTable Tokens => tokens;

    /// <summary>The tokens of a name in order; the given single is where one token stands for itself.</summary>
    public ReadOnlySpan<int> Of(NameId name, ref int single)
    {
        if (name.IsNone) return [];
        if (name.IsSeveral) return members.AsSpan(starts[name.Number], starts[name.Number + 1] - starts[name.Number]);
        single = name.Number;
        return MemoryMarshal.CreateReadOnlySpan(ref single, 1);
    }

    /// <summary>Says that a name of several tokens will be looked at soon.</summary>
    public void Expect(NameId several) => Memory.Expect(in starts[several.Number]);

    /// <summary>The tokens of two names, one after the other.</summary>
    /// <returns>How many were written.</returns>
    public int Into(NameId first, NameId rest, Span<int> to)
    {
        var (count, single) = (0, 0);
        foreach (var token in Of(first, ref single)) if (count < to.Length) to[count++] = token;
        foreach (var token in Of(rest, ref single)) if (count < to.Length) to[count++] = token;
        return count;
    }

    public void Write(SnapshotWriter to)
    {
        tokens.Write(to);
        to.Array(starts);
        to.Array(members);
    }

    public static NameTable Read(SnapshotReader from) => new(TokenTable.Read(from), from.Array<int>(), from.Array<int>());
}
