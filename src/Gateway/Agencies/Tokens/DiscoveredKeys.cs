using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Gateway.Agencies.Tokens;

/// <summary>
/// Keys that an issuer publishes. Read one at a time and in the background; an issuer that cannot be reached keeps its last
/// keys for a day, and holds up nobody but its own practitioners.
/// </summary>
internal sealed class DiscoveredKeys(
    Issuer issuer, Uri metadata, IssuerDocuments documents, TimeProvider time, ILogger<DiscoveredKeys> log) : KeyRing
{
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Usable = TimeSpan.FromHours(24);
    public static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private volatile Reading last = new(KeySet.Empty, null, DateTimeOffset.MinValue);
    private Task running = Task.CompletedTask;
    private DateTimeOffset attempted = DateTimeOffset.MinValue;

    /// <summary>Where one signs in; null while the document has not been read, or where it names no address that may be called.</summary>
    public SignInAddresses? Addresses => last.Addresses;

    public override KeySet Current => last is var reading && time.GetUtcNow() - reading.At < Usable ? reading.Keys : KeySet.Empty;

    public override void KeepFresh()
    {
        if (time.GetUtcNow() - last.At >= Fresh) _ = Begin();
    }

    public override async ValueTask<KeySet> LookAgainAsync(KeySet seen, CancellationToken cancellation)
    {
        if (Current is var current && !ReferenceEquals(current, seen)) return current;
        try
        {
            await Begin().WaitAsync(Patience, time, cancellation);
        }
        catch (TimeoutException)
        {
            // What is known by now has to do; the reading goes on for the next token.
        }

        return Current;
    }

    // One reading at a time, and not another at once: tokens with invented key ids must not make us hammer an issuer.
    private Task Begin()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!running.IsCompleted || now - attempted < BetweenAttempts) return running;
            attempted = now;
            return running = Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Attempt, time);
            Accept(await OpenIdConnectConfigurationRetriever.GetAsync(metadata.AbsoluteUri, documents, limit.Token));
        }
        catch (Exception fault)
        {
            // Whatever a foreign document provokes is that issuer's fault, and must not become ours.
            log.LogWarning("The keys of issuer {Issuer} could not be read: {Fault}", issuer.Name, fault.GetType().Name);
        }
    }

    private void Accept(OpenIdConnectConfiguration published)
    {
        if (published.Issuer != issuer.Name) throw new InvalidDataException("The document is another issuer's.");
        var found = published.JsonWebKeySet is { } set ? KeySet.From(set) : KeySet.Empty;
        if (found.IsEmpty) throw new InvalidDataException("The issuer publishes no key that we accept.");
        last = new Reading(found.SameAs(last.Keys) ? last.Keys : found, SignInAddresses.Of(published, documents), time.GetUtcNow());
    }

    private sealed record Reading(KeySet Keys, SignInAddresses? Addresses, DateTimeOffset At);
}
