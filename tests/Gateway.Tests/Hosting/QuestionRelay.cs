using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Hosting;

/// <summary>Stands before the agencies, keeps every question that the gateway sends and hands it on.</summary>
internal sealed class QuestionRelay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<(string Path, string Headers, JsonElement Body)> _questions = [];

    private QuestionRelay(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>What happens between a question and its custodian.</summary>
    public Func<string, Task> Between { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<(string Path, string Headers, JsonElement Body)> Questions => [.. _questions];

    /// <summary>Every item that any custodian was asked for.</summary>
    public IEnumerable<string> ItemsAsked => Questions.Where(question => question.Path.EndsWith("/v1/answers", StringComparison.Ordinal))
        .SelectMany(question => question.Body.GetProperty("items").EnumerateArray()).Select(item => item.GetString()!).Distinct();

    public static async Task<QuestionRelay> StartAsync(Uri agencies)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var relay = new QuestionRelay(builder.Build());
        relay._app.Run(context => relay.HandOnAsync(context, agencies));
        await relay._app.StartAsync();
        relay.Address = new Uri(relay._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return relay;
    }

    public void Forget() => _questions.Clear();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandOnAsync(HttpContext context, Uri agencies)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _questions.Enqueue((
            context.Request.Path + context.Request.QueryString, string.Join('\n', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}")),
            JsonDocument.Parse(body.ToArray()).RootElement));
        await Between(context.Request.Path);
        using var question = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new("application/json") } };
        question.Headers.TryAddWithoutValidation("Content-Digest", context.Request.Headers["Content-Digest"].ToArray());
        using var answer = await _http.PostAsync(new Uri(agencies, context.Request.Path), question, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name.StartsWith("Signature", StringComparison.Ordinal) || name == "Content-Digest") context.Response.Headers[name] = values.ToArray();
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await context.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync(context.RequestAborted), context.RequestAborted);
    }
}
