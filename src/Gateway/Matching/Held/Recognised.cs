using System.Collections.Immutable;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Index;

namespace Gateway.Matching.Held;

/// <summary>
/// What look-ups go by, as it is at one moment: the children of the source, who came or changed since, and the matcher's index, whose
/// ordinals are the places here. What changes makes another; whoever reads one sees all of a change or none.
/// </summary>
internal sealed record Recognised(HeldChildren Held, ChildrenIndex Index, SourceStamp Source)
{
    /// <summary>Up to where the registrations of the store are in it.</summary>
    public long Position { get; init; }

    /// <summary>Who changed, and who came, by place.</summary>
    public ImmutableDictionary<int, ChildHeld> Changed { get; init; } = ImmutableDictionary<int, ChildHeld>.Empty;

    /// <summary>Where those stand whom the source does not have. Places go on where the source's end and are never given again.</summary>
    public ImmutableDictionary<long, int> Added { get; init; } = ImmutableDictionary<long, int>.Empty;

    public int Count => Held.Count + Added.Count;

    /// <summary>The child's place, or -1.</summary>
    public int Find(NhsNumber number) => Held.Find(number) is >= 0 and var at ? at : Added.GetValueOrDefault(number.Value, -1);

    /// <summary>Who had this number before; null where nobody is known to have.</summary>
    public ChildHeld? WhoseFormer(NhsNumber number) =>
        Changed.Values.FirstOrDefault(child => child.Former.Contains(number)) ?? (Held.Former.PlaceOf(number) is >= 0 and var at && !Changed.ContainsKey(at) ? Held.At(at) : null);

    public ChildHeld At(int ordinal) => Changed.TryGetValue(ordinal, out var child) ? child : Held.At(ordinal);
}

/// <summary>Which file it was built from: another length or another time is another file.</summary>
internal readonly record struct SourceStamp(long Length, long WrittenTicks)
{
    public DateTimeOffset AsOf => new(WrittenTicks, TimeSpan.Zero);

    public static SourceStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new SourceStamp(file.Length, file.LastWriteTimeUtc.Ticks);
    }
}
