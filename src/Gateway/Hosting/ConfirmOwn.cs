namespace Gateway.Hosting;

/// <summary>
/// Confirms to somebody what they themselves recorded, drafted or sent. Nothing in it came from anybody else's record: what did leaves through a
/// <see cref="Disclosure.Release"/> alone.
/// </summary>
internal static class ConfirmOwn
{
    public static async Task WriteAsync(HttpContext http, ReadOnlyMemory<byte> body, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }
}
