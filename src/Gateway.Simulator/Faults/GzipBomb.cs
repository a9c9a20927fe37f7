using System.IO.Compression;

namespace Gateway.Simulator;

/// <summary>64 MiB of blanks within a JSON document, in about 64 KiB of gzip, made when first asked for.</summary>
internal static class GzipBomb
{
    private const int Megabytes = 64;
    private static readonly Lazy<byte[]> Bomb = new(Build);

    public static Task SendAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = BadAnswers.TypeOf(context);
        context.Response.Headers.ContentEncoding = "gzip";
        context.Response.ContentLength = Bomb.Value.Length;
        return context.Response.Body.WriteAsync(Bomb.Value, CancellationToken.None).AsTask();
    }

    private static byte[] Build()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            var blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            gzip.Write("{"u8);
            for (var i = 0; i < Megabytes; i++) gzip.Write(blanks);
            gzip.Write("}"u8);
        }
        return packed.ToArray();
    }
}
