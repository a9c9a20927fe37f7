using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Notifications;

/// <summary>A council that takes notices over real HTTP, in the manner that a test sets.</summary>
internal sealed class CouncilListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _posted = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<JsonElement> _all = new();

    private CouncilListener(WebApplication app) => _app = app;

    /// <summary>How it answers: with an acknowledgement, unless a test says otherwise.</summary>
    public Func<HttpContext, JsonElement, Task> Answer { get; set; } = Acknowledge;

    /// <summary>Everything that was posted, answered or not.</summary>
    public IReadOnlyList<JsonElement> Posted => [.. _all];

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<CouncilListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var council = new CouncilListener(builder.Build());
        council._app.MapPost("/v1/notices", council.TakeAsync);
        await council._app.StartAsync();
        return council;
    }

    public async Task<JsonElement> NextAsync() =>
        await _posted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public static Task Acknowledge(HttpContext context, JsonElement notice)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return context.Response.WriteAsJsonAsync(new { noticeId = notice.GetProperty("noticeId").GetGuid(), received = DateTimeOffset.UnixEpoch });
    }

    public static Task Down(HttpContext context, JsonElement notice)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    private async Task TakeAsync(HttpContext context)
    {
        var notice = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        _all.Enqueue(notice);
        _posted.Writer.TryWrite(notice);
        await Answer(context, notice);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
