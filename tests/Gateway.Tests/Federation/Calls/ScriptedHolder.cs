using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Gateway.Agencies;
using Gateway.Federation.Calls;

namespace Gateway.Tests.Federation.Calls;

/// <summary>Agencies that answer as a test says, without a socket, and a clock that the test moves.</summary>
internal sealed class ScriptedHolder : HttpMessageHandler
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private readonly Channel<Uri> _asked = Channel.CreateUnbounded<Uri>();
    private int _sent;

    public ScriptedHolder(Action<CallLimits>? set = null, TimeProvider? time = null)
    {
        var limits = new CallLimits();
        set?.Invoke(limits);
        Time = new MovableTime(Start);
        Calls = new CustodianCalls(new CustodianHttp(this), limits, time ?? Time);
    }

    public MovableTime Time { get; }

    public CustodianCalls Calls { get; }

    /// <summary>How it answers, by the address that is asked.</summary>
    public Func<Uri, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = (_, _) => Ok();

    public int Sent => Volatile.Read(ref _sent);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> Ok() => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent("{}"u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
    });

    public static Task<HttpResponseMessage> Status(HttpStatusCode status) => Task.FromResult(new HttpResponseMessage(status));

    public static Task<HttpResponseMessage> Fails(HttpRequestError how) => Task.FromException<HttpResponseMessage>(new HttpRequestException(how));

    /// <summary>Says nothing, and stops when it is told to.</summary>
    public static async Task<HttpResponseMessage> Silent(CancellationToken cancel)
    {
        await Task.Delay(Timeout.Infinite, cancel);
        throw new InvalidOperationException();
    }

    public Task<Reply> AskAsync(string holder = "one-csc", int milliseconds = 2850, int replicas = 0, bool once = false) =>
        Calls.AskAsync(Holder(holder, replicas), new Posting("{}"u8.ToArray()) { Once = once }, TimeSpan.FromMilliseconds(milliseconds), Cancellation);

    // What is asked here is how it is called; whether it is believed is asked elsewhere.
    public static Holder Holder(string id, int replicas = 0) =>
        new(id, [.. Enumerable.Range(0, replicas + 1).Select(n => new Uri($"https://replica-{n}.{id}.example/v1/answers"))], new VerifiedBy.Tls([]));

    /// <summary>The next address that is asked, once it is.</summary>
    public async Task<Uri> NextAsync() => await _asked.Reader.ReadAsync(Cancellation);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sent);
        _asked.Writer.TryWrite(request.RequestUri!);
        return Answer(request.RequestUri!, cancellationToken);
    }
}
