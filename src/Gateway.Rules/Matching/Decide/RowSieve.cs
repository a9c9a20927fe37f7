using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Gateway.Rules.Matching.Index;

namespace Gateway.Rules.Matching.Decide;

/// <summary>What of four rows, beside the surname's likeness, leaves their children in.</summary>
internal readonly struct RowSieve
{
    private const ulong Field = 0xFFFFFF;
    private const int FieldBits = 24;
    private const int MarkBits = 48;

    private readonly bool _isPlaced;
    private readonly Vector256<long> _district;
    private readonly Vector256<long> _beyond;
    private readonly Vector256<ulong> _print;
    private readonly int[] _given;
    private readonly int[] _rest;

    public RowSieve(in Scope scope, WeighChild weigh, int needed, int across)
    {
        (_isPlaced, _district, _beyond) = (scope.Places.IsAsked, Vector256.Create((long)scope.Places.District.From), Vector256.Create((long)scope.Places.District.To));
        var isGivenEnough = needed <= weigh.Names.Given.Best;
        _given = isGivenEnough ? [.. scope.Ids.Given, .. scope.Ids.GivenStarts] : [];
        _rest = [.. isGivenEnough ? scope.Ids.Given : [], .. across <= weigh.Names.Given.Best ? scope.Ids.Surname : []];
        _print = Vector256.Create((ulong)RestPrints.OfAny(_rest));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<ulong> Left(Vector256<ulong> names, Vector256<ulong> other, Vector256<ulong> rest, Vector256<ulong> alike)
    {
        var (marks, further) = (other >> MarkBits, names >> FieldBits & Vector256.Create(Field));
        var (named, first) = (Have(marks, (ulong)RowMarks.Named), Have(marks, (ulong)RowMarks.First));
        var byName = alike | IsAny(names & Vector256.Create(Field), _given) | IsAny(further, _rest) | (Have(further, NameId.Several) & ~Vector256.Equals(rest & _print, Vector256<ulong>.Zero));
        var left = (named & byName) | Vector256.AndNot(first, named);
        return _isPlaced ? left | Near((other >> FieldBits & Vector256.Create(Field)).AsInt64(), first) : left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Have(Vector256<ulong> values, ulong bit) => Vector256.Equals(values & Vector256.Create(bit), Vector256.Create(bit));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> IsAny(Vector256<ulong> values, int[] tokens)
    {
        var any = Vector256<ulong>.Zero;
        foreach (var token in tokens) any |= Vector256.Equals(values, Vector256.Create((ulong)token));
        return any;
    }

    // A present place that nobody holds cannot be elsewhere.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<ulong> Near(Vector256<long> place, Vector256<ulong> first) =>
        Vector256.AndNot(Vector256.GreaterThan(_beyond, place), Vector256.GreaterThan(_district, place)).AsUInt64()
        | (first & Vector256.Equals(place, Vector256<long>.Zero).AsUInt64());
}
