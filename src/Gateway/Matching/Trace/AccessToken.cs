namespace Gateway.Matching.Trace;

/// <summary>What the gateway shows to be let in, from configuration or from the national sign-in.</summary>
internal abstract class AccessToken
{
    private protected AccessToken() { }

    /// <summary>Null where none is to be had.</summary>
    public abstract ValueTask<string?> CurrentAsync(CancellationToken stopping);

    /// <summary>It was not taken: the next one is a new one.</summary>
    public abstract void Forget(string refused);
}

/// <summary>One that stands in the configuration: for the sandbox and for tests.</summary>
internal sealed class ConfiguredToken(string token) : AccessToken
{
    public override ValueTask<string?> CurrentAsync(CancellationToken stopping) => new(token);

    public override void Forget(string refused) { }
}
