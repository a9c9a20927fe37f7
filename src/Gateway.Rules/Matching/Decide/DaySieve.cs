using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>
/// Leaves out of a day, four rows at a time, children of whom <see cref="QuickBound"/> would say no: the surname is unlike, the place
/// elsewhere, and no given name is there that would be needed. Whoever is left is looked at one by one, so what it leaves in changes nothing.
/// </summary>
internal sealed class DaySieve(WeighChild weigh)
{
    private const int Step = 4;

    private readonly ShapeSieve[] _alike = [.. weigh.Names.SurnameName.Filters.Concat(weigh.Names.GivenName.Filters).Select(filter => new ShapeSieve(filter))];
    private readonly AskedTokens _given = weigh.Names.Given;
    private readonly int _across = Math.Max(weigh.Names.Surname.Best, weigh.Names.GivenAsSurname.Best);
    private readonly int _unlike = weigh.Names.Surname.IsBlank ? 0 : weigh.Names.Surname.Different;

    /// <summary>Adds the first rows of the children from one row to before another who may reach so much.</summary>
    public void Leave(in Scope scope, int from, int to, int least, List<int> first)
    {
        var place = scope.Places.IsAsked ? weigh.PlaceBits(PlaceLevel.Elsewhere) : 0;
        var needed = least - Math.Min(weigh.HouseholdMost, _unlike + place);
        // Where a given name that is merely near may be enough, only the names themselves can say.
        var isGivenOpen = needed <= _given.Different || (needed <= _given.BestInexact && needed <= _given.Best);
        var at = from;
        if (Avx2.IsSupported && !isGivenOpen) at = Sift(new RowSieve(scope, weigh, needed, least - Math.Min(weigh.HouseholdMost, _across + place)), scope.Segment, from, to, first);
        for (; at < to; at++) Keep(scope.Segment, at, first);
    }

    private int Sift(in RowSieve sieve, Segment segment, int from, int to, List<int> first)
    {
        ref var rows = ref Unsafe.As<Row, ulong>(ref MemoryMarshal.GetReference(segment.Rows));
        ref var shapes = ref Unsafe.As<TokenShape, ulong>(ref MemoryMarshal.GetReference(segment.Surnames.All));
        ref var rests = ref MemoryMarshal.GetReference(segment.Rests.All);
        var at = from;
        for (; at + Step <= to; at += Step)
        {
            var (names, other) = Columns(ref rows, at);
            var rest = Avx2.ConvertToVector256Int64(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref rests, at)))).AsUInt16()).AsUInt64();
            var left = sieve.Left(names, other, rest, Alike(Vector256.LoadUnsafe(ref shapes, (nuint)at))).ExtractMostSignificantBits();
            for (; left != 0; left &= left - 1) Keep(segment, at + BitOperations.TrailingZeroCount(left), first);
        }

        return at;
    }

    // A row is two words; four rows make a column of each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> Names, Vector256<ulong> Other) Columns(ref ulong rows, int at)
    {
        var (two, next) = (Vector256.LoadUnsafe(ref rows, (nuint)at * 2), Vector256.LoadUnsafe(ref rows, (nuint)at * 2 + Step));
        return (Avx2.Permute4x64(Avx2.UnpackLow(two, next), 0b11_01_10_00), Avx2.Permute4x64(Avx2.UnpackHigh(two, next), 0b11_01_10_00));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<ulong> Alike(Vector256<ulong> shapes)
    {
        var alike = Vector256<ulong>.Zero;
        foreach (ref readonly var sieve in _alike.AsSpan()) alike |= sieve.MayBeLike(shapes);
        return alike;
    }

    private static void Keep(Segment segment, int row, List<int> first)
    {
        while (!segment.Rows[row].IsFirst) row--;
        if (first.Count > 0 && first[^1] == row) return;
        segment.ExpectNames(row);
        segment.Surnames.ExpectSeveral(row);
        first.Add(row);
    }
}
