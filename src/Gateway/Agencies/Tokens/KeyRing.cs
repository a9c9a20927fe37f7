namespace Gateway.Agencies.Tokens;

/// <summary>Where the keys of one issuer come from.</summary>
internal abstract class KeyRing
{
    /// <summary>The keys that count now; none when they have not been read, or were read too long ago.</summary>
    public abstract KeySet Current { get; }

    /// <summary>Begins to read the keys anew where they have grown old; never waits.</summary>
    public virtual void KeepFresh() { }

    /// <summary>Looks for newer keys than those seen, because they could not vouch for a token. Waits a little, for this issuer alone.</summary>
    public virtual ValueTask<KeySet> LookAgainAsync(KeySet seen, CancellationToken cancellation) => new(Current);
}

/// <summary>Keys that stay as they are until the gateway starts again.</summary>
internal sealed class FixedKeys(KeySet keys) : KeyRing
{
    public override KeySet Current => keys;
}
