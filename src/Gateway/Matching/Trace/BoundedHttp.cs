using System.Net;

namespace Gateway.Matching.Trace;

/// <summary>HTTP to one known address: no redirects, no cookies, no proxy, no decompression, a cap on the body, and no trace of the address.</summary>
internal static class BoundedHttp
{
    public static HttpMessageInvoker Make() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        // Without a propagator no activity is made, and the address, in which a child is named, is on no span.
        ActivityHeadersPropagator = null,
    });

    /// <summary>The whole body; null where it is larger or packed.</summary>
    public static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpContent content, int largest, CancellationToken ended)
    {
        if (content.Headers.ContentEncoding.Count > 0 || content.Headers.ContentLength > largest) return null;
        await using var stream = await content.ReadAsStreamAsync(ended);
        var body = new byte[(int)(content.Headers.ContentLength ?? largest) + 1];
        var length = 0;
        for (int read; length < body.Length && (read = await stream.ReadAsync(body.AsMemory(length), ended)) > 0;) length += read;
        return length < body.Length ? body.AsMemory(0, length) : null;
    }

    public static LookFault Why(Exception fault, CancellationToken ended) => fault switch
    {
        OperationCanceledException => ended.IsCancellationRequested ? LookFault.TimedOut : LookFault.Unreachable,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } => LookFault.Unreachable,
        _ => LookFault.NoReply,
    };
}
