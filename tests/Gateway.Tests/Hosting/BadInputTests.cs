using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Gateway.Audit;

namespace Gateway.Tests.Hosting;

public sealed class BadInputTests
{
    private static readonly TestChild Child = TestChild.Of(30);
    private static readonly string Good = new Question(Child, "plan-flag") { Deadline = null }.Body();

    /// <summary>What is sent, and the fields that the answer names.</summary>
    public static readonly TheoryData<string, string> Bodies = new()
    {
        { Good.Replace(Child.Number, Child.Number[..9] + (char)('0' + (Child.Number[9] - '0' + 1) % 10)), "child.nhsNumber" },
        { Good.Replace(Child.Number, "12345"), "child.nhsNumber" },
        { Good.Replace("2023-03-04", "2026-11-23"), "child.dateOfBirth" },
        { Good.Replace("2023-03-04", "1999-03-04"), "child.dateOfBirth" },
        { Good.Replace("2023-03-04", "2023-02-29"), "child.dateOfBirth" },
        { Good.Replace("2023-03-04", "04/03/2023"), "child.dateOfBirth" },
        { Good.Replace("unscheduled-care", "curiosity"), "purpose" },
        { Good.Replace("\"unscheduled-care\"", "null"), "purpose" },
        { Good.Replace("plan-flag", "everything"), "items[0]" },
        { Good.Replace("\"plan-flag\"", "\"plan-flag\",\"plan-flag\""), "items[1]" },
        { Good.Replace("[\"plan-flag\"]", "[]"), "items" },
        { Good.Replace("[\"plan-flag\"]", "\"plan-flag\""), "items" },
        { Good.Replace("{\"nhsNumber\"", "[{\"nhsNumber\"").Replace("},\"purpose\"", "}],\"purpose\""), "child" },
        { Good.Replace("{\"child\"", "{\"children\":[],\"child\""), "children" },
        { Good.Replace("{\"child\"", "{\"risk\":9,\"child\""), "risk" },
        { Good.Replace("{\"nhsNumber\"", "{\"name\":\"x\",\"nhsNumber\""), "child.name" },
        { Good.Replace("{\"child\"", "{\"purpose\":\"other\",\"child\""), "body" },
        { Good.Replace("{\"nhsNumber\"", "{\"nhsNumber\":\"x\",\"nhsNumber\""), "body" },
        { Good.Replace("\"plan-flag\"", new string('[', 40) + new string(']', 40)), "body" },
        { Good.Replace("{\"child\"", "{\"deadlineMilliseconds\":1e308,\"child\""), "deadlineMilliseconds" },
        { Good.Replace("{\"child\"", "{\"deadlineMilliseconds\":199,\"child\""), "deadlineMilliseconds" },
        { Good.Replace("{\"child\"", "{\"deadlineMilliseconds\":10001,\"child\""), "deadlineMilliseconds" },
        { Good.Replace("unscheduled-care", "\\ud800"), "body" },
        { Good.Replace("plan-flag", "\\udc00"), "body" },
        { Good.Replace("\"purpose\"", "\"purpos\\ud800\""), "body" },
        { "\ufeff" + Good, "body" },
        { Good[..^1], "body" },
        { Good + Good, "body" },
        { "", "body" },
        { "null", "body" },
        { "[]", "body" },
        { "{}", "child,purpose,items" },
        { Good.Replace("unscheduled-care", "curiosity").Replace("plan-flag", "everything").Replace("2023-03-04", "tomorrow"), "child.dateOfBirth,purpose,items[0]" },
    };

    [Fact]
    public async Task G7_BodyThatIsNoQuestion_NamesItsFieldAndNothingIsAskedOrRecorded()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        foreach (var row in Bodies)
        {
            var answer = (await gateway.SendAsync(row.Data.Item1)).Is(400);
            Assert.Equal("urn:gateway:problem:fields", answer.Type);
            Assert.True(row.Data.Item2 == string.Join(',', answer.Fields), $"{row.Data.Item1} gave {string.Join(',', answer.Fields)}");
            Assert.All((string[])["curiosity", "everything", "tomorrow", "Exception", "System."], text => Assert.DoesNotContain(text, answer.Text));
        }

        (await gateway.SendAsync(new ByteArrayContent([.. Encoding.UTF8.GetBytes(Good[..20]), 0xc3, 0x28, .. Encoding.UTF8.GetBytes(Good[20..])]) { Headers = { ContentType = new("application/json") } }, await gateway.TokenAsync("nurse"), "")).Is(400);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task Request_id_is_one_uuid()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        var (token, one, other) = (await gateway.TokenAsync("nurse"), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        foreach (var ids in (string?[][])[[null], ["garbage"], [Guid.Empty.ToString()], ["{" + one + "}"], [one + "," + other], [one, other], [one, one]])
            Assert.Equal(["X-Request-ID"], (await gateway.SendAsync(Body(Good), token, ids)).Is(400).Fields);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task G6_TooMuchAndTheWrongKind_AreRefused()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        (await gateway.SendAsync(Good + new string(' ', 64 * 1024))).Is(413);
        (await gateway.SendAsync(Good + new string(' ', 300 * 1024))).Is(413);
        foreach (var type in (string[])["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "application/jsonp"])
            (await gateway.SendAsync(Good, mediaType: type)).Is(415);
        (await gateway.SendAsync(new ByteArrayContent(Encoding.UTF8.GetBytes(Good)), await gateway.TokenAsync("nurse"), "")).Is(415);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task Without_a_token_that_holds_nothing_is_read()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        var token = await gateway.TokenAsync("nurse");
        Assert.Equal("urn:gateway:problem:token-missing", (await gateway.SendAsync(Body(Good), null, "")).Is(401).Type);
        foreach (var bad in (string[])["x", "a.b.c", token[..^4] + "AAAA", token + "x", "eyJhbGciOiJub25lIn0.e30."])
            Assert.StartsWith("urn:gateway:problem:token-", (await gateway.SendAsync(Body(Good), bad, "")).Is(401).Type);
        gateway.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("urn:gateway:problem:token-expired", (await gateway.SendAsync(Body(Good), token, "")).Is(401).Type);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task Unknown_address_and_wrong_method_are_problems_too()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal("urn:gateway:problem:not-found", (await Answer.OfAsync(await gateway.Http.GetAsync(new Uri(gateway.Address, "v1/nothing"), cancellation), cancellation)).Is(404).Type);
        Assert.Equal("urn:gateway:problem:method-not-allowed", (await Answer.OfAsync(await gateway.Http.GetAsync(new Uri(gateway.Address, "v1/checks"), cancellation), cancellation)).Is(405).Type);
        Assert.Equal("urn:gateway:problem:method-not-allowed", (await Answer.OfAsync(await gateway.Http.DeleteAsync(new Uri(gateway.Address, "v1/checks"), cancellation), cancellation)).Is(405).Type);
    }

    [Theory]
    [InlineData("Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n", "\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n", "\r\n")]
    [InlineData("Content-Length: {length}\r\nContent-Length: 3\r\n", "\r\n")]
    [InlineData("Content-Length: {length}\n", "\r\n")]
    [InlineData("Content-Length: {length}\r\n", "\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n", "\r\n")]
    [InlineData("Content-Length : {length}\r\n", "\r\n")]
    public async Task G9_RequestThatTwoReadersCouldReadInTwoWays_IsReadInNone(string framing, string end)
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        var body = framing.Contains("chunked") ? $"{Good.Length:x}\r\n{Good}\r\n0\r\n\r\n" : Good;

        var answer = await RawAsync(gateway, framing.Replace("{length}", $"{Good.Length}"), end, body);

        Assert.StartsWith("HTTP/1.1 400", answer);
        await NothingHappenedAsync(gateway);
    }

    [Fact]
    public async Task G9_PlainRequestOverARawSocket_IsAnswered()
    {
        await using var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        Assert.StartsWith("HTTP/1.1 200", await RawAsync(gateway, $"Content-Length: {Good.Length}\r\n", "\r\n", Good));
        Assert.StartsWith("HTTP/1.1 200", await RawAsync(gateway, "Transfer-Encoding: chunked\r\n", "\r\n", $"{Good.Length:x}\r\n{Good}\r\n0\r\n\r\n"));
    }

    private static async Task<string> RawAsync(GatewayHost gateway, string framing, string end, string body)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Address.Host, gateway.Address.Port, cancellation);
        var head = $"POST /v1/checks HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nConnection: close\r\nAuthorization: Bearer {await gateway.TokenAsync("nurse")}\r\n"
            + $"X-Request-ID: {Guid.NewGuid()}\r\nContent-Type: application/json\r\n{framing}{end}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + body), cancellation);
        return await new StreamReader(client.GetStream()).ReadToEndAsync(cancellation);
    }

    private static ByteArrayContent Body(string text) => new(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static async Task NothingHappenedAsync(GatewayHost gateway)
    {
        Assert.Equal(0, gateway.AskedOfAnybody + gateway.Asked("alder-valley-nhs-trust"));
        // The start itself, and the policy that it put in force.
        Assert.Equal([EntryType.Opened, EntryType.Admin], (await gateway.Entries.AllAsync()).Select(entry => entry.Type));
    }
}
