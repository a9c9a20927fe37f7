using System.Runtime.InteropServices;
using Gateway.Rules.Matching.Reading;

namespace Gateway.Rules.Matching.Index;

/// <summary>The postcodes of a segment, sorted and numbered from 1, so that a sector or a district is a run of numbers; with how many children live or lived at each.</summary>
internal sealed class Places(ulong[] units, int[] counts)
{
    public int Count => units.Length;

    public Postcode this[int place] => place == 0 ? default : new Postcode(units[place - 1]);

    public int Children(int place) => counts[place - 1];

    /// <summary>The place with that postcode, or 0.</summary>
    public int Find(Postcode postcode) => Array.BinarySearch(units, postcode.Unit) is var at and >= 0 ? at + 1 : 0;

    /// <summary>The run of places in the sector.</summary>
    public PlaceRun Sector(Postcode postcode) => Run(postcode.Sector, 0xFFFF);

    public PlaceRun District(Postcode postcode) => Run(postcode.District, 0xFFFFFF);

    public void Write(SnapshotWriter to)
    {
        to.Array(units);
        to.Array(counts);
    }

    public static Places Read(SnapshotReader from) => new(from.Array<ulong>(), from.Array<int>());

    private PlaceRun Run(ulong low, ulong rest) => new(First(low), First((low | rest) + 1));

    private int First(ulong least)
    {
        var at = Array.BinarySearch(units, least);
        return (at >= 0 ? at : ~at) + 1;
    }
}

/// <summary>Places from the first to before the last.</summary>
internal readonly record struct PlaceRun(int From, int To)
{
    public bool Holds(int place) => place >= From && place < To;
}

/// <summary>Numbers postcodes as they come, and orders them at the end.</summary>
internal sealed class PlaceInterner
{
    private readonly Dictionary<ulong, int> _places = [];
    private readonly List<ulong> _units = [];
    private readonly List<int> _counts = [];

    /// <summary>The provisional place, from 1; 0 for a blank.</summary>
    public int Find(Postcode postcode)
    {
        if (postcode.IsBlank) return 0;
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, postcode.Unit, out var known);
        if (!known)
        {
            _units.Add(postcode.Unit);
            _counts.Add(0);
            place = _units.Count;
        }

        return place;
    }

    /// <summary>One more child lives or lived there.</summary>
    public void Count(int place) => _counts[place - 1]++;

    public (Places Places, int[] Final) Finish()
    {
        var units = _units.ToArray();
        var order = Enumerable.Range(0, units.Length).ToArray();
        Array.Sort(units, order);
        var final = new int[units.Length + 1];
        for (var i = 0; i < order.Length; i++) final[order[i] + 1] = i + 1;
        return (new Places(units, [.. order.Select(i => _counts[i])]), final);
    }
}
