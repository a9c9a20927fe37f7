using System.Globalization;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching;

/// <summary>Counts what is among the children, and one figure that no two different populations share.</summary>
internal sealed class FamilyCensus(FamilyBook book)
{
    private readonly long[] _origins = new long[book.Origins.Count];
    private readonly long[] _marks = new long[8];
    private long _children;
    private ulong _figure;

    public ulong Figure => _figure;

    public void Add(ReadOnlySpan<FamilyChild> children)
    {
        _children += children.Length;
        foreach (ref readonly var child in children)
        {
            _origins[child.Origin]++;
            for (var mark = 0; mark < _marks.Length; mark++) _marks[mark] += (int)child.Marks >> mark & 1;
            _figure = Dice.Mix(_figure ^ Digest(child));
        }
    }

    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_children:N0} children, figure {_figure:x16}"));
        foreach (var (at, origin) in book.Origins.Index()) Write(output, origin.Name, _origins[at]);
        for (var mark = 0; mark < _marks.Length; mark++) Write(output, ((FamilyMarks)(1 << mark)).ToString(), _marks[mark]);
    }

    private void Write(TextWriter output, string what, long count) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-24} {count,12:N0}  {(double)count / _children,9:P3}"));

    private static ulong Digest(in FamilyChild child) => Dice.Mix((ulong)child.Key * 31 + (ulong)child.BornDay)
        ^ Dice.Mix((ulong)child.Given << 32 | (uint)child.Surname)
        ^ Dice.Mix((ulong)child.Number.Value + (ulong)child.Postcode.GetHashCode());
}
