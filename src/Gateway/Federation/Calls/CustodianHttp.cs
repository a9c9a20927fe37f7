using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using Gateway.Federation.Verified;
using Gateway.Rules.Federation;

namespace Gateway.Federation.Calls;

/// <summary>
/// One POST to an agency of the register, bounded on every side: connections as the register says and no others, no redirects,
/// no cookies, no proxy, no decompression, a cap on the body. It gives bytes or a reason, and never an exception's text.
/// </summary>
public sealed class CustodianHttp : IDisposable
{
    private const int LargestAnswer = 64 * 1024;

    private readonly HttpMessageInvoker _http;
    private readonly int _largest;

    internal CustodianHttp(HttpMessageHandler handler, int largest = LargestAnswer) => (_http, _largest) = (new HttpMessageInvoker(handler), largest);

    /// <param name="pinned">Where the register names the keys that may answer; else the authorities of this machine vouch for them.</param>
    /// <param name="largest">The most bytes that are read of what comes back.</param>
    internal static CustodianHttp Over(CallLimits limits, SslClientAuthenticationOptions? pinned = null, int largest = LargestAnswer)
    {
        var handler = Handler(limits);
        if (pinned is not null) handler.SslOptions = pinned;
        return new CustodianHttp(handler, largest);
    }

    /// <summary>Sends the body and reads the whole answer, or says why there is none. Cancelled, it throws.</summary>
    public async Task<Reply> PostAsync(Uri address, Posting posting, string digest, CancellationToken cancel)
    {
        try
        {
            using var request = Request(address, posting, digest);
            using var response = await _http.SendAsync(request, cancel);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadAsync(response, posting, cancel),
                HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests => new Reply.Nothing(Because.Busy, Reached.Answered) { LeaveAlone = LeaveAlone(response.Headers) },
                _ => new Reply.Nothing((int)response.StatusCode >= 500 ? Because.NoReply : Because.RejectedUnverified, Reached.Answered),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time to connect is over, and nobody had answered.
            return new Reply.Nothing(Because.Unreachable, Reached.Nobody);
        }
        catch (HttpRequestException fault)
        {
            return Why(fault);
        }
        catch (IOException)
        {
            return new Reply.Nothing(Because.NoReply, Reached.CutOff);
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Uri address, Posting posting, string digest)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(posting.Body) { Headers = { ContentType = posting.Type } } };
        request.Content.Headers.TryAddWithoutValidation(BodyDigest.Header, digest);
        foreach (var (name, value) in posting.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private async Task<Reply> ReadAsync(HttpResponseMessage response, Posting posting, CancellationToken cancel)
    {
        var (content, largest) = (response.Content, posting.Largest ?? _largest);
        var rejected = new Reply.Nothing(Because.RejectedUnverified, Reached.Answered);
        if (content.Headers.ContentType?.MediaType != posting.Answer || content.Headers.ContentEncoding.Count > 0) return rejected;
        if (content.Headers.ContentLength > largest) return rejected;

        await using var stream = await content.ReadAsStreamAsync(cancel);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(content.Headers.ContentLength ?? 4096) + 1);
        var length = 0;
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancel)) > 0;)
            {
                length += read;
                if (length > largest) return rejected;
                if (length == buffer.Length) buffer = Grown(buffer);
            }

            return new Reply.Body(buffer.AsSpan(0, length).ToArray(), AnswerSignature.In(response));
        }
        finally
        {
            // What a custodian said about a child does not stay behind in the pool.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static Reply.Nothing Why(HttpRequestException fault) => fault.HttpRequestError switch
    {
        // Somebody was there, and it was not the holder.
        HttpRequestError.SecureConnectionError when fault.InnerException is AuthenticationException => new Reply.Nothing(Because.RejectedUnverified, Reached.Answered),
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError => new Reply.Nothing(Because.Unreachable, Reached.Nobody),
        HttpRequestError.ResponseEnded or HttpRequestError.Unknown => new Reply.Nothing(Because.NoReply, Reached.CutOff),
        _ => new Reply.Nothing(Because.RejectedUnverified, Reached.Answered),
    };

    private static TimeSpan? LeaveAlone(HttpResponseHeaders headers) => headers.RetryAfter is { } after ? after.Delta ?? after.Date - headers.Date : null;

    internal static SocketsHttpHandler Handler(CallLimits limits) => new()
    {
        ConnectCallback = OpenConnection.AsTheRegisterSaysAsync,
        ConnectTimeout = TimeSpan.FromMilliseconds(limits.ConnectMilliseconds),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        MaxConnectionsPerServer = 256,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        ActivityHeadersPropagator = null,
    };

    private static byte[] Grown(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return larger;
    }
}
