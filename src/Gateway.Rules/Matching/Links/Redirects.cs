using System.Collections.Frozen;

namespace Gateway.Rules.Matching.Links;

/// <summary>Which keys were merged into which. Both stay; a redirect that is taken back leaves them as they were.</summary>
public sealed class Redirects
{
    /// <summary>Nothing was merged.</summary>
    public static readonly Redirects None = new([]);

    private readonly FrozenDictionary<ChildKey, ChildKey> _to;

    /// <summary>Builds the redirects in force.</summary>
    /// <param name="inForce">From a key to the key that stands for it; at most one from each.</param>
    public Redirects(IEnumerable<KeyValuePair<ChildKey, ChildKey>> inForce) => _to = inForce.ToFrozenDictionary();

    /// <summary>The key that stands for this one. Keys that lead round in a circle stand each for itself: no merge may join what nobody joined.</summary>
    public ChildKey Follow(ChildKey key)
    {
        var at = key;
        for (var steps = 0; steps <= _to.Count; steps++)
        {
            if (!_to.TryGetValue(at, out var next)) return at;
            at = next;
        }

        return key;
    }

    /// <summary>True where both lead to one child, now.</summary>
    public bool AreOne(ChildKey one, ChildKey other) => Follow(one) == Follow(other);

    /// <summary>True where a redirect from one to the other would make a circle, or say what is said already.</summary>
    public bool WouldCircle(ChildKey from, ChildKey to) => Follow(to) == Follow(from);
}
