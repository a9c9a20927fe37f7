using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gateway.Benchmarks.Peers;

/// <summary>The peer of a cold start: the smallest host of the framework that answers anything.</summary>
internal static class Hello
{
    public const string Path = "/";

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http1));
        await using var app = builder.Build();
        app.MapPost(Path, () => Results.Text("hello"));
        await app.RunAsync();
        return 0;
    }
}
