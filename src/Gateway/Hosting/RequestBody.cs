using System.Buffers;

namespace Gateway.Hosting;

/// <summary>The whole of a small body, or a problem already written.</summary>
internal static class RequestBody
{
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http, int largest)
    {
        var reader = http.Request.BodyReader;
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(http.RequestAborted);
                if (read.Buffer.Length > largest)
                {
                    reader.AdvanceTo(read.Buffer.End);
                    await Problems.WriteAsync(http, Problem.BodyTooLarge);
                    return null;
                }

                if (read.IsCompleted)
                {
                    var body = read.Buffer.ToArray();
                    reader.AdvanceTo(read.Buffer.End);
                    return body;
                }

                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }
        catch (BadHttpRequestException fault)
        {
            await Problems.WriteAsync(http, fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.BodyTooLarge : Problem.BodyUnreadable);
            return null;
        }
    }
}
