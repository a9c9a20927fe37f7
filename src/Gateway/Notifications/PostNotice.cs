using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Gateway.Notifications;

/// <summary>Hands a recorded notice to its council (custodian contract v1). Only an acknowledgement of this very notice counts.</summary>
internal sealed class PostNotice(TimeProvider clock) : IDisposable
{
    private const int LargestAnswer = 16 * 1024;

    // An ambient proxy is nobody's agency, and a redirect could lead anywhere.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LargestAnswer,
    };

    internal async Task<NoticeReply> SendAsync(Uri council, RecordedNotice recorded)
    {
        var request = NoticeRequest.Of(recorded.Notice, clock.GetUtcNow());
        try
        {
            using var response = await _http.PostAsJsonAsync(new Uri(council, "v1/notices"), request, NoticeJson.Default.NoticeRequest);
            return response.StatusCode is HttpStatusCode.Accepted
                ? await ReadAsync(response, request.NoticeId)
                : new NoticeReply.NotAccepted($"answered-{(int)response.StatusCode}");
        }
        catch (OperationCanceledException)
        {
            return new NoticeReply.NotAccepted("timed-out");
        }
        catch (HttpRequestException fault)
        {
            return new NoticeReply.NotAccepted(fault.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded ? "not-the-contract" : "unreachable");
        }
    }

    private static async Task<NoticeReply> ReadAsync(HttpResponseMessage response, Guid noticeId)
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync();
            var answer = JsonSerializer.Deserialize(body, NoticeJson.Default.NoticeAcknowledgement);
            return answer?.NoticeId == noticeId ? new NoticeReply.Accepted() : new NoticeReply.NotAccepted("another-notice");
        }
        catch (JsonException)
        {
            return new NoticeReply.NotAccepted("not-the-contract");
        }
    }

    public void Dispose() => _http.Dispose();
}
