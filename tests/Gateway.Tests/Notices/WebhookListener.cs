using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Notices;

/// <summary>An agency's own system over real HTTP, which answers as a test says, and knows the gateway's key.</summary>
internal sealed partial class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Body, bool Signed, string Headers)> _posted = new();
    private readonly ConcurrentDictionary<string, bool> _notices = new();
    private readonly SemaphoreSlim _came = new(0);

    private WebhookListener(WebApplication app) => _app = app;

    public ECDsa Key { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public Func<HttpContext, string, Task> Answer { get; set; } = Acknowledge;

    public IReadOnlyList<(string Body, bool Signed, string Headers)> Posted => [.. _posted];

    /// <summary>How many notices came, each counted once however often it did.</summary>
    public int Notices => _notices.Count;

    public Uri Address => new(_app.Urls.Single() + "/");

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var listener = new WebhookListener(builder.Build());
        listener._app.MapPost("/v1/notices-waiting", context => listener.TakeAsync(context, "notice"));
        listener._app.MapPost("/v1/texts", context => listener.TakeAsync(context, "text"));
        listener._app.MapPost("/v1/referrals", context => listener.TakeAsync(context, "delivery"));
        await listener._app.StartAsync();
        return listener;
    }

    /// <summary>Returns when so many came. For one who waits at a time.</summary>
    public async Task HasAsync(int notices, CancellationToken stopping)
    {
        while (Notices < notices) await _came.WaitAsync(stopping);
    }

    public static Task Acknowledge(HttpContext context, string notice) => SayAsync(context, 202, $$"""{"notice":"{{notice}}"}""");

    public static Task SayAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Key.Dispose();
    }

    private async Task TakeAsync(HttpContext context, string named)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var headers = string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        _posted.Enqueue((body, IsSigned(context.Request, body), headers));
        var notice = JsonDocument.Parse(body).RootElement.GetProperty(named).GetString()!;
        _notices[notice] = true;
        _came.Release();
        await Answer(context, notice);
    }

    // As a recipient would read RFC 9421, with nothing of ours.
    private bool IsSigned(HttpRequest request, string body)
    {
        var digest = "sha-256=:" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body))) + ":";
        if (request.Headers["Content-Digest"] != digest || Input().Match(request.Headers["Signature-Input"].ToString()) is not { Success: true } input) return false;
        var target = $"{request.Scheme}://{request.Host}{request.Path}";
        var signed = $"\"@method\": {request.Method}\n\"@target-uri\": {target}\n\"content-digest\": {digest}\n\"@signature-params\": {input.Groups[1].Value}";
        return Key.VerifyData(Encoding.ASCII.GetBytes(signed), Convert.FromBase64String(request.Headers["Signature"].ToString()[8..^1]), HashAlgorithmName.SHA256);
    }

    [GeneratedRegex("^notice=(\\(\"@method\" \"@target-uri\" \"content-digest\"\\);created=[0-9]+;nonce=\"[0-9a-f]{32}\";keyid=\"our-key\";alg=\"ecdsa-p256-sha256\")\\z")]
    private static partial Regex Input();
}
