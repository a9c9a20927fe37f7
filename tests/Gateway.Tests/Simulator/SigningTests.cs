using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Gateway.Simulator;

namespace Gateway.Tests.Simulator;

/// <summary>What the simulator signs, and what its faults leave wrong.</summary>
public sealed class SigningTests
{
    [Theory]
    [InlineData("aldersham-csc", "answers")]
    [InlineData("aldersham-council", "relationships")]
    public async Task Question_with_its_digest_gets_a_signed_answer_and_one_without_gets_none(string holder, string question)
    {
        await using var simulated = await Simulated.StartAsync();
        var body = question == "answers" ? Simulated.Question("plan-flag") : Simulated.RelationshipQuestion("x", ["allocation"]);

        using var signed = await SendAsync(simulated, holder, question, body, Digest(body));
        Assert.Contains($"keyid=\"{holder}\"", signed.Headers.GetValues("Signature-Input").Single());
        Assert.Equal(Digest(await signed.Content.ReadAsStringAsync(Simulated.Cancellation)), Header(signed, "Content-Digest"));
        using var plain = await SendAsync(simulated, holder, question, body, null);
        Assert.False(plain.Headers.Contains("Signature"));
    }

    [Fact]
    public async Task Digest_of_another_body_is_refused()
    {
        await using var simulated = await Simulated.StartAsync();
        using var refused = await SendAsync(simulated, "aldersham-csc", "answers", Simulated.Question("plan-flag"), Digest("another"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task Unsigned_is_the_right_answer_without_a_signature()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync("aldersham-csc", new Behaviour(Fault: Fault.NotSigned));
        var body = Simulated.Question("plan-flag");
        using var answer = await SendAsync(simulated, "aldersham-csc", "answers", body, Digest(body));
        Assert.Equal((HttpStatusCode.OK, false), (answer.StatusCode, answer.Headers.Contains("Signature")));
    }

    [Fact]
    public async Task Leave_alone_asks_for_an_hour()
    {
        await using var simulated = await Simulated.StartAsync();
        await simulated.Host.SetAsync("aldersham-csc", new Behaviour(Fault: Fault.LeaveAlone));
        using var answer = await SendAsync(simulated, "aldersham-csc", "answers", Simulated.Question("plan-flag"), null);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
    }

    private static async Task<HttpResponseMessage> SendAsync(Simulated simulated, string holder, string question, string body, string? digest)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (digest is not null) content.Headers.TryAddWithoutValidation("Content-Digest", digest);
        return await http.PostAsync(new Uri(simulated.Host.EndpointOf(holder), "v1/" + question), content, Simulated.Cancellation);
    }

    private static string Digest(string body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}:";

    private static string Header(HttpResponseMessage response, string name) =>
        response.Content.Headers.TryGetValues(name, out var own) ? own.Single() : response.Headers.GetValues(name).Single();
}
