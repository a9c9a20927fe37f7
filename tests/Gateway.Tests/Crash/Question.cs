using System.Net.Http.Headers;
using System.Text.Json;

namespace Gateway.Tests.Crash;

/// <summary>One question of one practitioner, with its request id: it can be asked again, of any gateway.</summary>
internal sealed record Question(Guid RequestId, string Practitioner, Attendance About)
{
    public HttpRequestMessage Request(string token)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            child = new { nhsNumber = About.Child.Digits, dateOfBirth = Attendance.Born },
            purpose = "unscheduled-care",
            items = new[] { "plan-flag", "attendance-dates" },
            deadlineMilliseconds = 10_000,
        });
        return new HttpRequestMessage(HttpMethod.Post, "/v1/checks")
        {
            Headers = { { "X-Request-ID", RequestId.ToString() }, { "Authorization", "Bearer " + token } },
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
    }
}
