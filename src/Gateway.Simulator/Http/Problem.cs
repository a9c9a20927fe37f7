using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>An answer that is none, as problem+json. It names the member at fault and repeats nothing that was sent.</summary>
internal static class Problem
{
    public static Task NotFoundAsync(HttpContext context) => SendAsync(context, 404, "Not here", "There is nothing of that name at this address.");

    public static Task WrongMethodAsync(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        return SendAsync(context, 405, "Wrong method", $"Use {allowed}.");
    }

    public static Task TooLargeAsync(HttpContext context) => SendAsync(context, 413, "Too large", "A body may have 64 KiB.");

    public static Task NotJsonAsync(HttpContext context) => SendAsync(context, 415, "Wrong media type", "Send application/json.");

    public static Task RefusedAsync(HttpContext context, RefusedException why) =>
        SendAsync(context, 400, "Not understood", $"{why.Field} {why.Message}.", why.Field);

    public static Task MalformedAsync(HttpContext context) => SendAsync(context, 400, "Not understood", "The body is not well-formed JSON.", "body");

    public static Task SendAsync(HttpContext context, int status, string title, string detail, string? field = null)
    {
        var reply = Reply.Start();
        var json = reply.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, "about:blank"u8);
        json.WriteString("title"u8, title);
        json.WriteNumber("status"u8, status);
        json.WriteString("detail"u8, detail);
        if (field is not null) json.WriteString("field"u8, field);
        json.WriteEndObject();
        return reply.SendAsync(context, status, "application/problem+json");
    }
}
