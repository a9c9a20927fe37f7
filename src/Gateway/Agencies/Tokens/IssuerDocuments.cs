using Gateway.Agencies.Loading;
using Microsoft.IdentityModel.Protocols;

namespace Gateway.Agencies.Tokens;

/// <summary>Fetches what issuers publish: small documents, no redirects, and only from addresses that a register could name.</summary>
internal sealed class IssuerDocuments(bool allowPlainHttp) : IDocumentRetriever, IDisposable
{
    private const int LargestDocument = 256 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        MaxResponseContentBufferSize = LargestDocument,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (Callable(address) is not { } document) throw new InvalidDataException("The issuer names an address that may not be called.");
        using var response = await http.GetAsync(document, cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancel);
    }

    /// <summary>An address that an issuer names; null where it may not be called.</summary>
    public Uri? Callable(string? address) => Endpoints.Named(address, allowPlainHttp);

    public void Dispose() => http.Dispose();
}
