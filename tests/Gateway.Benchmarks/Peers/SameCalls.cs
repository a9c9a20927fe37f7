using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Npgsql;

namespace Gateway.Benchmarks.Peers;

/// <summary>
/// The same traffic as a check and nothing else: the three calls of a check in its order, a committed INSERT before and
/// after the custodians, their bodies passed on as they came. No sign-in, no policy, no sealing, no reading of what was said.
/// </summary>
internal sealed class SameCalls(NpgsqlDataSource source, string agencies) : IDisposable
{
    public const string Path = "/same-calls";

    private static readonly MediaTypeHeaderValue Json = new(MediaTypeNames.Application.Json);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null });
    private readonly Uri _relationship = new($"{agencies}alder-valley-nhs-trust/v1/relationships");
    private readonly Uri _council = new($"{agencies}aldersham-csc/v1/answers");
    private readonly Uri _department = new($"{agencies}aldersham-general-ed/v1/answers");

    public async Task AnswerAsync(HttpContext http)
    {
        using var asked = await JsonDocument.ParseAsync(http.Request.Body);
        var (child, id) = (asked.RootElement.GetProperty("child").GetRawText(), Guid.Parse(http.Request.Headers["X-Request-ID"].ToString()));
        await PostAsync(_relationship, $$"""{"requestId":"{{id}}","practitioner":"measured-nurse-1","types":["encounter"],"child":{{child}}}""");
        await BareInsert.InsertAsync(source, id, new byte[BareInsert.Payload], http.RequestAborted);
        string Question(string items) => $$"""{"requestId":"{{id}}","purpose":"unscheduled-care","child":{{child}},"items":[{{items}}],"since":"2025-01-01"}""";
        var council = PostAsync(_council, Question("\"plan-flag\",\"plan-category\",\"plan-dates\",\"lead-social-worker\",\"looked-after\",\"plan-ended\""));
        var department = PostAsync(_department, Question("\"attendance-count\",\"attendance-dates\",\"attendance-site\",\"attendance-complaint\",\"attendance-outcome\""));
        var (first, second) = (await council, await department);
        await BareInsert.InsertAsync(source, id, new byte[BareInsert.Payload], http.RequestAborted);
        byte[] answer = [.. "["u8, .. first, .. ","u8, .. second, .. "]"u8];
        http.Response.ContentType = MediaTypeNames.Application.Json;
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> PostAsync(Uri address, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Json) };
        using var response = await _http.SendAsync(request, CancellationToken.None);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync();
    }
}
