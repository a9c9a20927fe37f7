using System.Collections.Immutable;
using Gateway.Rules.Matching.Linkage.Columns;

namespace Gateway.Rules.Matching.Linkage.Model;

/// <summary>The pairs that were compared, with the level of each column.</summary>
internal sealed class PairTable
{
    /// <summary>The level of a column where a value is blank.</summary>
    public const byte Unknown = 255;

    private const int Chunk = 4_096;

    private PairTable(ImmutableArray<FieldColumn> columns, int[] left, int[] right)
    {
        (Columns, Left, Right, Width) = (columns, left, right, columns.Length + 2);
        Given = IndexOf(FieldKind.Given);
        Family = IndexOf(FieldKind.Family);
        Levels = new byte[left.Length * Width];
    }

    public ImmutableArray<FieldColumn> Columns { get; }

    public int[] Left { get; }

    public int[] Right { get; }

    public int Count => Left.Length;

    /// <summary>Levels of a pair: one for each column, then the given name of the left with the family name of the right, and the reverse.</summary>
    public int Width { get; }

    public byte[] Levels { get; }

    /// <summary>Which column holds the given names, or -1.</summary>
    public int Given { get; }

    public int Family { get; }

    public static PairTable Compare(ImmutableArray<FieldColumn> columns, int[] left, int[] right, Action<double> progress)
    {
        var table = new PairTable(columns, left, right);
        var (chunks, done) = ((left.Length + Chunk - 1) / Chunk, 0);
        Parallel.For(0, chunks, chunk =>
        {
            for (var pair = chunk * Chunk; pair < Math.Min((chunk + 1) * Chunk, left.Length); pair++) table.Compare(pair);
            progress(Interlocked.Increment(ref done) / (double)chunks);
        });
        return table;
    }

    /// <summary>Only the pairs that are asked for, in their order.</summary>
    public PairTable Only(int[] pairs)
    {
        var kept = new PairTable(Columns, Array.ConvertAll(pairs, pair => Left[pair]), Array.ConvertAll(pairs, pair => Right[pair]));
        for (var i = 0; i < pairs.Length; i++) Levels.AsSpan(pairs[i] * Width, Width).CopyTo(kept.Levels.AsSpan(i * Width));
        return kept;
    }

    public ReadOnlySpan<byte> Of(int pair) => Levels.AsSpan(pair * Width, Width);

    private void Compare(int pair)
    {
        var levels = Levels.AsSpan(pair * Width, Width);
        for (var i = 0; i < Columns.Length; i++) levels[i] = Level(Columns[i], Columns[i].Values[Left[pair]], Columns[i].Values[Right[pair]]);
        levels[^2] = levels[^1] = Unknown;
        if (Given < 0 || Family < 0 || IsGood(levels[Given]) || IsGood(levels[Family])) return;
        var (given, family) = (Columns[Given].Values, Columns[Family].Values);
        levels[^2] = Level(Columns[Given], given[Left[pair]], family[Right[pair]]);
        levels[^1] = Level(Columns[Given], family[Left[pair]], given[Right[pair]]);
    }

    private static byte Level(FieldColumn column, int left, int right) => left < 0 || right < 0 ? Unknown : left == right ? (byte)0 : (byte)column.Level(left, right);

    private static bool IsGood(byte level) => level <= (byte)NameLevel.Near;

    private int IndexOf(FieldKind kind)
    {
        for (var i = 0; i < Columns.Length; i++)
            if (Columns[i].Field.Kind == kind) return i;
        return -1;
    }
}
