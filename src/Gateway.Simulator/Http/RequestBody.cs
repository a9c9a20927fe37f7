using System.Buffers;

namespace Gateway.Simulator;

/// <summary>The body of a request, up to the limit that the server holds.</summary>
internal static class RequestBody
{
    public const int Limit = 64 * 1024;

    public static async ValueTask<T> ReadAsync<T>(HttpContext context, Func<ReadOnlySequence<byte>, T> parse)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var body = read.Buffer;
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(body.Start, body.End);
                continue;
            }
            try
            {
                RequestDigest.Check(context, body);
                return parse(body.IsSingleSegment ? body : new ReadOnlySequence<byte>(body.ToArray()));
            }
            finally
            {
                reader.AdvanceTo(body.End);
            }
        }
    }

    public static bool IsJson(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == 16 || contentType[16] is ';' or ' ');
}
