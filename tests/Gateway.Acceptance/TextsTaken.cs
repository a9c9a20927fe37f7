using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gateway.Acceptance;

/// <summary>Whoever takes text messages, over real HTTP (<c>contracts/notices/texts.md</c>): what stands on a locked screen.</summary>
internal sealed class TextsTaken : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _words = new();

    private TextsTaken(WebApplication app) => _app = app;

    /// <summary>In the order in which they came.</summary>
    public IReadOnlyCollection<string> Words => _words;

    public IEnumerable<KeyValuePair<string, string?>> Settings => [new("Notices:Text:Endpoint", _app.Urls.Single()), new("Notices:Text:Key", "development")];

    public static async Task<TextsTaken> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var taken = new TextsTaken(builder.Build());
        taken._app.MapPost("/v1/texts", taken.TakeAsync);
        await taken._app.StartAsync();
        return taken;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var text = JsonNode.Parse(await reader.ReadToEndAsync())!;
        _words.Enqueue((string)text["words"]!);
        http.Response.StatusCode = StatusCodes.Status202Accepted;
        await http.Response.WriteAsync(new JsonObject { ["text"] = (string?)text["text"] }.ToJsonString());
    }
}
