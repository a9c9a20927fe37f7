using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Gateway.Rules.Federation;

namespace Gateway.Federation;

/// <summary>
/// One POST to an agency of the register, bounded on every side: no redirects, no cookies, no proxy, no decompression, a
/// cap on the body. It gives bytes or a reason, and never an exception's text.
/// </summary>
public sealed class CustodianHttp : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 256,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    });

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Sends the body and reads the whole answer, or says why there is none.</summary>
    public async Task<Reply> PostAsync(Uri address, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } } };
            using var response = await _http.SendAsync(request, cancel);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response.Content, cancel),
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => new Reply.Nothing(Because.Busy),
                _ => new Reply.Nothing((int)response.StatusCode >= 500 ? Because.NoReply : Because.RejectedUnverified),
            };
        }
        catch (OperationCanceledException)
        {
            return new Reply.Nothing(cancel.IsCancellationRequested ? Because.TimedOut : Because.Unreachable);
        }
        catch (HttpRequestException fault)
        {
            return new Reply.Nothing(fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? Because.Unreachable
                : Because.NoReply);
        }
        catch (IOException)
        {
            return new Reply.Nothing(Because.NoReply);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<Reply> ReadAsync(HttpContent content, CancellationToken cancel)
    {
        var rejected = new Reply.Nothing(Because.RejectedUnverified);
        if (content.Headers.ContentType?.MediaType != "application/json" || content.Headers.ContentEncoding.Count > 0) return rejected;
        if (content.Headers.ContentLength > LargestAnswer) return rejected;

        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(content.Headers.ContentLength ?? 4096) + 1);
        var length = 0;
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancel)) > 0;)
            {
                length += read;
                if (length > LargestAnswer) return rejected;
                if (length == buffer.Length) buffer = Grown(buffer);
            }

            return new Reply.Body(buffer.AsSpan(0, length).ToArray());
        }
        finally
        {
            // What a custodian said about a child does not stay behind in the pool.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}

/// <summary>What came back: a body, or a reason why there is none.</summary>
public abstract record Reply
{
    private Reply() { }

    public sealed record Body(ReadOnlyMemory<byte> Bytes) : Reply;

    public sealed record Nothing(Because Because) : Reply;
}
