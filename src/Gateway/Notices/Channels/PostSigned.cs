using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Federation.Verified;
using Polly;
using Polly.Retry;

namespace Gateway.Notices.Channels;

/// <summary>
/// One small JSON body to somebody who knows our key: signed (RFC 9421) over method, address and digest of the body, and told apart from success by anything but an acknowledgement of this very body. What cannot be
/// reached is tried again at once, twice; whatever is answered waits for the row's own time.
/// </summary>
internal sealed class PostSigned : IDisposable
{
    private const int LargestAnswer = 4 * 1024;

    private readonly WebhookKeys _keys;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<DeliveryReply> _pipeline;

    public PostSigned(WebhookKeys keys, NoticeSettings settings, TimeProvider time)
    {
        (_keys, _time) = (keys, time);
        _http = new HttpClient(CustodianHttp.Handler(new CallLimits())) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
        _pipeline = new ResiliencePipelineBuilder<DeliveryReply>()
            .AddRetry(new RetryStrategyOptions<DeliveryReply>
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(100),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                // What was answered is not asked again at once: the row says when.
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is DeliveryReply.Failed { Because: "unreachable" or "cut-off" }),
            })
            .AddTimeout(TimeSpan.FromSeconds(settings.AttemptSeconds)).Build();
    }

    public async Task<DeliveryReply> SendAsync(SignedPost post, CancellationToken stopping)
    {
        try
        {
            return await _pipeline.ExecuteAsync(async cancel => await AttemptAsync(post, cancel), stopping);
        }
        catch (Polly.Timeout.TimeoutRejectedException)
        {
            return new DeliveryReply.Failed("timed-out");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<DeliveryReply> AttemptAsync(SignedPost post, CancellationToken cancel)
    {
        try
        {
            using var request = Request(post);
            using var response = await _http.SendAsync(request, cancel);
            return (int)response.StatusCode switch
            {
                (int)HttpStatusCode.Accepted => await ReadAsync(response, post, cancel),
                >= 200 and < 300 when post.Receipt is not null => await ReadAsync(response, post, cancel),
                (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests => new DeliveryReply.Failed($"answered-{(int)response.StatusCode}"),
                >= 400 and < 500 and var refused => new DeliveryReply.Refused($"answered-{refused}"),
                var other => new DeliveryReply.Failed($"answered-{other}"),
            };
        }
        catch (HttpRequestException fault)
        {
            return new DeliveryReply.Failed(fault.HttpRequestError switch
            {
                HttpRequestError.ConfigurationLimitExceeded => "not-the-contract",
                HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError => "unreachable",
                _ => "cut-off",
            });
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new DeliveryReply.Failed("unreachable"); // the time to connect was over
        }
    }

    private HttpRequestMessage Request(SignedPost post)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, post.Address) { Content = new ReadOnlyMemoryContent(post.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        var digest = BodyDigest.Of(post.Body);
        var given = string.Create(CultureInfo.InvariantCulture,
            $"(\"@method\" \"@target-uri\" \"content-digest\");created={_time.GetUtcNow().ToUnixTimeSeconds()};nonce=\"{post.Nonce:N}\";keyid=\"{post.Key}\";alg=\"ecdsa-p256-sha256\"");
        var signed = Encoding.ASCII.GetBytes($"\"@method\": POST\n\"@target-uri\": {post.Address.AbsoluteUri}\n\"content-digest\": {digest}\n\"@signature-params\": {given}");
        request.Content.Headers.TryAddWithoutValidation(BodyDigest.Header, digest);
        request.Headers.TryAddWithoutValidation("Signature-Input", "notice=" + given);
        request.Headers.TryAddWithoutValidation("Signature", $"notice=:{Convert.ToBase64String(_keys.Of(post.Key).SignData(signed, HashAlgorithmName.SHA256))}:");
        return request;
    }

    private static async Task<DeliveryReply> ReadAsync(HttpResponseMessage response, SignedPost post, CancellationToken cancel)
    {
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel), StrictJson.OfDepth(2));
            if (!answer.RootElement.TryGetProperty(post.Named, out var id) || !id.TryGetGuid(out var acknowledged) || acknowledged != post.Id) return new DeliveryReply.Failed("another-notice");
            return post.Receipt?.Invoke(answer.RootElement) ?? new DeliveryReply.Sent(post.Has);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            return new DeliveryReply.Failed("not-the-contract");
        }
    }
}

/// <param name="Key">The id of our key by which they know us.</param>
/// <param name="Named">The member of the answer that acknowledges <paramref name="Id"/>.</param>
/// <param name="Has">Whoever acknowledges it has it, and is not somebody on the way.</param>
internal sealed record SignedPost(Uri Address, string Key, byte[] Body, Guid Nonce, string Named, Guid Id, bool Has)
{
    /// <summary>Where an acknowledgement has to say more: what it comes to, whichever success it is answered with.</summary>
    public Func<JsonElement, DeliveryReply>? Receipt { get; init; }
}
