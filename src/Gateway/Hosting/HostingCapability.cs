using Gateway.Agencies.Tokens;
using Gateway.Disclosure;
using Gateway.Hosting.Certificates;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Gateway.Hosting;

/// <summary>The edges of the process: limits, problems, headers, health.</summary>
public static class HostingCapability
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        // A bare line feed must not end a line: two readers of one request could disagree.
        AppContext.SetSwitch("Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators", true);
        builder.WebHost.ConfigureKestrel(Limits);
        builder.AddOurCertificate();
        // Whoever reads our lines may stop reading: lines are lost and counted then, and no answer waits for them.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new MeasurementOptions(builder.Configuration.GetValue("Gateway:ServerTiming", false)));
        builder.Services.AddAuthorization();
        return builder;
    }

    public static WebApplication UseHosting(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FaultAsync, SuppressDiagnosticsCallback = _ => false });
        app.UseStatusCodePages(context => WithoutBodyAsync(context.HttpContext));
        app.Use(GuardAsync);
        return app;
    }

    private static void Limits(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 256 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(65);
        kestrel.Limits.MaxConcurrentConnections = 4096;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(1024, TimeSpan.FromSeconds(2));
        kestrel.Limits.Http2.MaxStreamsPerConnection = 64;
    }

    // What the framework answers without a body gets one of ours; what it answers otherwise is left as it is.
    private static Task WithoutBodyAsync(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.WriteAsync(http, Problem.NotFound),
        StatusCodes.Status405MethodNotAllowed => Problems.WriteAsync(http, Problem.MethodNotAllowed),
        StatusCodes.Status403Forbidden => Problems.WriteAsync(http, Problem.NotAllowed),
        _ => Task.CompletedTask,
    };

    // A request with both a length and chunks can be read in two ways; Kestrel picks the chunks and renames the length, we take neither.
    private static Task GuardAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (http.Request.Headers.TransferEncoding.Count > 0 && (http.Request.Headers.ContentLength is not null || http.Request.Headers.ContainsKey("X-Content-Length")))
        {
            headers.Connection = "close";
            return Problems.WriteAsync(http, Problem.BodyUnreadable);
        }

        return next(http);
    }

    // Whatever fails, the numbers still go to whoever signed in.
    private static Task FaultAsync(HttpContext http)
    {
        var problem = IsStopping(http) ? Problem.Stopping : Problem.Fault;
        return SignedInPractitioner.Of(http) is { } who
            ? Problems.WriteAsync(http, problem, json => RingLines.Write(json, http.RequestServices.GetRequiredService<WhomToRing>().ForAreas(who.Agency.Areas)))
            : Problems.WriteAsync(http, problem);
    }

    /// <summary>What is under way when the process is told to stop is given up, which is no fault of it.</summary>
    public static bool IsStopping(HttpContext http) => http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
}
