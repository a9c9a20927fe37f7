using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Federation;
using Gateway.Federation.Calls;
using Gateway.Federation.Verified;
using Gateway.Hosting;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Polly;
using Polly.Retry;

namespace Gateway.Notices.Channels;

/// <summary>
/// Tells an agency's own system that there is a notice: its id, the word of its event and how urgent it is, and nothing else. It is signed (RFC 9421) over
/// method, address and digest of the body. Only an acknowledgement of this very notice counts. See <c>contracts/notices/webhook.md</c>.
/// </summary>
internal sealed class PostWebhook : IDisposable
{
    public const string Path = "v1/notices-waiting";

    private const int LargestAnswer = 4 * 1024;

    private readonly WebhookKeys _keys;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<DeliveryReply> _pipeline;

    public PostWebhook(WebhookKeys keys, NoticeSettings settings, TimeProvider time)
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

    public async Task<DeliveryReply> SendAsync(Agency agency, InboxNotice notice, NoticeTurn turn, CancellationToken stopping)
    {
        if (agency.Webhook is not { } webhook) return new DeliveryReply.Refused("not-connected");
        try
        {
            return await _pipeline.ExecuteAsync(async cancel => await AttemptAsync(webhook, notice, turn, cancel), stopping);
        }
        catch (Polly.Timeout.TimeoutRejectedException)
        {
            return new DeliveryReply.Failed("timed-out");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<DeliveryReply> AttemptAsync(Webhook webhook, InboxNotice notice, NoticeTurn turn, CancellationToken cancel)
    {
        try
        {
            using var request = Request(webhook, notice, turn);
            using var response = await _http.SendAsync(request, cancel);
            return (int)response.StatusCode switch
            {
                (int)HttpStatusCode.Accepted => await ReadAsync(response, notice.Id, cancel),
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

    private HttpRequestMessage Request(Webhook webhook, InboxNotice notice, NoticeTurn turn)
    {
        var address = new Uri(webhook.Endpoint, Path);
        var body = JsonBytes.Of(json =>
        {
            json.WriteString("notice"u8, notice.Id);
            // Where the rules let nothing be told there, what happened is not told either.
            json.WriteString("event"u8, turn.Told ? notice.Event.Word() : "notice");
            json.WriteString("urgency"u8, turn.Urgency.Word());
        });
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        var digest = BodyDigest.Of(body);
        var given = string.Create(CultureInfo.InvariantCulture,
            $"(\"@method\" \"@target-uri\" \"content-digest\");created={_time.GetUtcNow().ToUnixTimeSeconds()};nonce=\"{turn.Id:N}\";keyid=\"{webhook.Key}\";alg=\"ecdsa-p256-sha256\"");
        var signed = Encoding.ASCII.GetBytes($"\"@method\": POST\n\"@target-uri\": {address.AbsoluteUri}\n\"content-digest\": {digest}\n\"@signature-params\": {given}");
        request.Content.Headers.TryAddWithoutValidation(BodyDigest.Header, digest);
        request.Headers.TryAddWithoutValidation("Signature-Input", "notice=" + given);
        request.Headers.TryAddWithoutValidation("Signature", $"notice=:{Convert.ToBase64String(_keys.Of(webhook.Key).SignData(signed, HashAlgorithmName.SHA256))}:");
        return request;
    }

    private static async Task<DeliveryReply> ReadAsync(HttpResponseMessage response, Guid notice, CancellationToken cancel)
    {
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel), StrictJson.OfDepth(2));
            return answer.RootElement.TryGetProperty("notice", out var id) && id.TryGetGuid(out var acknowledged) && acknowledged == notice
                ? new DeliveryReply.Sent(Has: true)
                : new DeliveryReply.Failed("another-notice");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return new DeliveryReply.Failed("not-the-contract");
        }
    }
}
