using System.Buffers;
using System.Text.Json;

namespace Gateway.Simulator;

/// <summary>A body under construction; one for each thread, used again and again.</summary>
internal sealed class Reply
{
    [ThreadStatic]
    private static Reply? ofThisThread;

    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    private Reply() => Json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    public ReadOnlyMemory<byte> Body
    {
        get
        {
            Json.Flush();
            return buffer.WrittenMemory;
        }
    }

    /// <summary>An empty reply, good until this thread next awaits.</summary>
    public static Reply Start()
    {
        var reply = ofThisThread ??= new Reply();
        reply.buffer.ResetWrittenCount();
        reply.Json.Reset();
        return reply;
    }

    /// <summary>Sends the body. The server copies it before it first awaits, so that the buffer is free when this returns.</summary>
    public Task SendAsync(HttpContext context, int status, string contentType)
    {
        var body = Body;
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        var written = context.Response.BodyWriter.WriteAsync(body, CancellationToken.None);
        return written.IsCompletedSuccessfully ? Task.CompletedTask : written.AsTask();
    }
}
