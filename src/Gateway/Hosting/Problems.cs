using System.Text.Json;
using Gateway.Disclosure;

namespace Gateway.Hosting;

/// <summary>Writes problems. Their texts are ours alone: nothing that was sent, and no exception, is ever quoted.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    public static Task FieldsAsync(HttpContext http, IReadOnlyList<FieldFault> faults) => WriteAsync(http, Problem.Fields, json =>
    {
        json.WriteStartArray("fields"u8);
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, fault.Field);
            json.WriteString("words"u8, fault.Words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static async Task WriteAsync(HttpContext http, Problem problem, Action<Utf8JsonWriter>? more = null)
    {
        if (http.Response.HasStarted) return;
        var body = JsonBytes.Of(json =>
        {
            json.WriteString("type"u8, "urn:gateway:problem:" + problem.Type);
            json.WriteString("title"u8, problem.Title);
            json.WriteNumber("status"u8, problem.Status);
            json.WriteString("detail"u8, problem.Detail);
            json.WriteString("origin"u8, problem.Origin);
            more?.Invoke(json);
        });
        http.Response.StatusCode = problem.Status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }
}
