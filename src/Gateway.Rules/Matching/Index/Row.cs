using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Questions;

namespace Gateway.Rules.Matching.Index;

/// <summary>
/// One version of a child's identity in 16 bytes: three names of 24 bits, a place of 24, a day of 16 and marks of 16. A child's rows stand
/// together, the present identity first; a later row may leave name or place blank.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct Row(NameId first, NameId rest, int day, NameId surname, int place, RowMarks marks)
{
    private const ulong Field = 0xFFFFFF;

    private readonly ulong _names = first.Value | ((ulong)rest.Value << 24) | ((ulong)day << 48);
    private readonly ulong _other = surname.Value | ((ulong)place << 24) | ((ulong)marks << 48);

    /// <summary>The first given name.</summary>
    public NameId First => new((uint)(_names & Field));

    /// <summary>Further given names.</summary>
    public NameId Rest => new((uint)(_names >> 24 & Field));

    public NameId Surname => new((uint)(_other & Field));

    /// <summary>A place of the segment's <see cref="Places"/>; 0 is none.</summary>
    public int Place => (int)(_other >> 24 & Field);

    /// <summary>The day of birth, counted from the segment's first day.</summary>
    public int Day => (int)(_names >> 48);

    public RowMarks Marks => (RowMarks)(_other >> 48);

    public Sexes Sexes => (Sexes)(Marks & RowMarks.Sexes);

    public bool IsFirst => (Marks & RowMarks.First) != 0;

    public bool HasName => (Marks & RowMarks.Named) != 0;

    /// <summary>The same row with its names and place as they are numbered in the end, and its day.</summary>
    public Row Final(Func<NameId, NameId> name, int[] places, int day) => new(name(First), name(Rest), day, name(Surname), places[Place], Marks);
}

/// <summary>What is noted on a row.</summary>
[Flags]
internal enum RowMarks : ushort
{
    None = 0,

    /// <summary>The bits of <see cref="Questions.Sexes"/>, on a child's first row.</summary>
    Sexes = 7,

    /// <summary>The first row of a child.</summary>
    First = 8,

    /// <summary>The child has a present NHS number; on the first row.</summary>
    HasNhsNumber = 16,

    /// <summary>The row says a name, be it a blank one.</summary>
    Named = 32,
}

/// <summary>A name as numbered in a segment: nothing, one token, or several in order.</summary>
internal readonly record struct NameId(uint Value)
{
    public const int Most = (1 << 23) - 1;

    /// <summary>Set where several tokens make the name.</summary>
    public const uint Several = 1 << 23;

    public bool IsNone => Value == 0;

    public bool IsSeveral => (Value & Several) != 0;

    /// <summary>The token's number, from 1, or the sequence's, from 0.</summary>
    public int Number => (int)(Value & ~Several);

    public static NameId Token(int number) => new((uint)number);

    public static NameId Sequence(int number) => new((uint)number | Several);
}
