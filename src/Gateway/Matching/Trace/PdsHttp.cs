using System.Net;
using System.Net.Http.Headers;
using System.Threading.RateLimiting;

namespace Gateway.Matching.Trace;

/// <summary>
/// One question to the national service, bounded on every side. What is looked for stands in its address, as that service wants it:
/// so no trace is made of these calls, no log is written of them, and no exception's text goes any further.
/// </summary>
internal sealed class PdsHttp(TraceSettings settings, AccessToken token, TimeProvider time) : IDisposable
{
    private const int LargestAnswer = 128 * 1024;
    private const int Waiting = 20;
    private const string RequestId = "X-Request-ID";
    private const string CorrelationId = "X-Correlation-ID";
    private static readonly MediaTypeWithQualityHeaderValue FhirJson = new("application/fhir+json");

    private readonly HttpMessageInvoker _http = BoundedHttp.Make();

    // Never more within any second than the application may ask.
    private readonly SlidingWindowRateLimiter _limit = new(new SlidingWindowRateLimiterOptions
    {
        PermitLimit = settings.ASecond,
        Window = TimeSpan.FromSeconds(1),
        SegmentsPerWindow = 10,
        QueueLimit = Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <param name="question">Relative to the one address: what follows <c>Patient</c>.</param>
    /// <param name="correlation">Names the look that this question belongs to.</param>
    public async Task<PdsReply> AskAsync(string question, Guid correlation, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(settings.Patience, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var request = Guid.NewGuid();
        var reply = await OnceAsync(question, request, correlation, ended.Token);
        // Once more under the same id, by which the other side knows it again.
        if (reply is PdsReply.Fault { Why: LookFault.NoReply or LookFault.Unreachable } && !ended.IsCancellationRequested)
            reply = await OnceAsync(question, request, correlation, ended.Token);
        stopping.ThrowIfCancellationRequested();
        return reply;
    }

    public void Dispose()
    {
        _http.Dispose();
        _limit.Dispose();
    }

    private async Task<PdsReply> OnceAsync(string question, Guid request, Guid correlation, CancellationToken ended)
    {
        try
        {
            using var turn = await _limit.AcquireAsync(1, ended);
            if (!turn.IsAcquired) return new PdsReply.Fault(LookFault.Busy);
            if (await token.CurrentAsync(ended) is not { } bearer) return new PdsReply.Fault(LookFault.NotAllowed);
            using var message = Message(question, request, correlation, bearer);
            using var response = await _http.SendAsync(message, ended);
            if (response.StatusCode == HttpStatusCode.Unauthorized) token.Forget(bearer);
            return await ReadAsync(response, correlation, ended);
        }
        catch (Exception fault) when (fault is OperationCanceledException or HttpRequestException or IOException)
        {
            return new PdsReply.Fault(BoundedHttp.Why(fault, ended));
        }
    }

    private HttpRequestMessage Message(string question, Guid request, Guid correlation, string bearer)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, new Uri(settings.Address, "Patient" + question));
        message.Headers.Accept.Add(FhirJson);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        message.Headers.Add(RequestId, request.ToString());
        message.Headers.Add(CorrelationId, correlation.ToString());
        message.Headers.Add("NHSD-End-User-Organisation-ODS", settings.Organisation);
        return message;
    }

    private static async Task<PdsReply> ReadAsync(HttpResponseMessage response, Guid correlation, CancellationToken ended)
    {
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NotFound)) return new PdsReply.Fault(Why(response.StatusCode));
        // It is given back as it was sent: another one is the answer to somebody else's question.
        if (response.Headers.TryGetValues(CorrelationId, out var mirrored) && !(Guid.TryParse(mirrored.First(), out var id) && id == correlation)) return new PdsReply.Fault(LookFault.Unverified);
        if (response.Content.Headers.ContentType?.MediaType is not ("application/fhir+json" or "application/json")) return new PdsReply.Fault(LookFault.Unverified);
        if (await BoundedHttp.BodyAsync(response.Content, LargestAnswer, ended) is not { } body) return new PdsReply.Fault(LookFault.Unverified);
        return response.StatusCode == HttpStatusCode.OK ? ReadPds.Answer(body) : ReadPds.Missing(body);
    }

    private static LookFault Why(HttpStatusCode status) => (int)status switch
    {
        400 or 405 or 406 or 422 => LookFault.NotUnderstood,
        401 or 403 => LookFault.NotAllowed,
        408 or 504 => LookFault.TimedOut,
        429 or 503 => LookFault.Busy,
        >= 500 => LookFault.NoReply,
        _ => LookFault.Unverified,
    };
}
