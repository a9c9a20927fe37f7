using Gateway.Audit.Sealing;

namespace Gateway.Audit.Erasure;

/// <summary>Which keys a legal hold keeps, as it stands until this is disposed.</summary>
/// <param name="until">What keeps others from putting a hold on meanwhile.</param>
internal sealed class HeldKeys(Func<UnwrappedKey, bool> cover, IAsyncDisposable? until = null) : IAsyncDisposable
{
    public static HeldKeys None { get; } = new(static _ => false);

    /// <summary>Where nobody can say what is held, everything is.</summary>
    public static HeldKeys All { get; } = new(static _ => true);

    public bool Cover(UnwrappedKey key) => cover(key);

    public ValueTask DisposeAsync() => until?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <param name="nobodyElse">Nobody puts a hold on before what comes of it is disposed.</param>
internal delegate Task<HeldKeys> ReadHeldKeys(bool nobodyElse, CancellationToken stopping);
