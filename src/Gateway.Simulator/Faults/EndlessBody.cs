namespace Gateway.Simulator;

/// <summary>A chunked body that begins like the right answer and goes on with blanks until the caller hangs up.</summary>
internal static class EndlessBody
{
    private static readonly byte[] Blanks = [.. Enumerable.Repeat((byte)' ', 8192)];

    public static async Task SendAsync(HttpContext context, int status, Reply reply)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = BadAnswers.TypeOf(context);
        var to = context.Response.BodyWriter;
        await to.WriteAsync(reply.Body[..^1], context.RequestAborted);
        while (!context.RequestAborted.IsCancellationRequested)
            await to.WriteAsync(Blanks, context.RequestAborted);
    }
}
