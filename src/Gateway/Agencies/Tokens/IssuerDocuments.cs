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
        if (!Uri.TryCreate(address, UriKind.Absolute, out var document) || !Endpoints.MayBeCalled(document, allowPlainHttp))
            throw new InvalidDataException("The issuer names an address that may not be called.");
        using var response = await http.GetAsync(document, cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancel);
    }

    public void Dispose() => http.Dispose();
}
