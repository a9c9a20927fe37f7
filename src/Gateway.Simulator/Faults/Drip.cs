namespace Gateway.Simulator;

/// <summary>The right answer a byte at a time, so slowly that the caller hangs up first.</summary>
internal static class Drip
{
    public static async Task SendAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = BadAnswers.TypeOf(context);
        context.Response.ContentLength = body.Length;
        for (var at = 0; at < body.Length; at++)
        {
            await context.Response.Body.WriteAsync(body.Slice(at, 1), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted);
        }
    }
}
