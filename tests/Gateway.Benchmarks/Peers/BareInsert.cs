using System.Globalization;
using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Npgsql;
using NpgsqlTypes;

namespace Gateway.Benchmarks.Peers;

/// <summary>
/// The peer: the least that a service of this framework can do and still be said to have recorded something. One POST, one
/// committed INSERT of a row of about 512 bytes, a prepared statement on a pooled connection, no logging, no sign-in.
/// </summary>
internal static class BareInsert
{
    public const string Path = "/insert";
    public const string Table = "create table bare_row (id bigint generated always as identity primary key, request uuid not null, payload bytea not null)";
    public const string Counted = "select count(*) from bare_row";

    private const string Insert = "insert into bare_row (request, payload) values ($1, $2) returning id";
    public const int Payload = 512;

    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, args[0]));
        builder.Services.AddRoutingCore();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(args[1]) { MaxAutoPrepare = 4, AutoPrepareMinUsages = 1, NoResetOnClose = true, MaxPoolSize = 64 });
        await using var app = builder.Build();
        app.UseRouting();
        app.MapPost(Path, http => AnswerAsync(http, source));
        using var calls = new SameCalls(source, args[2]);
        app.MapPost(SameCalls.Path, calls.AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync($"ready {app.Urls.Single()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    public static async Task<long> InsertAsync(NpgsqlDataSource source, Guid request, byte[] payload, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Insert);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = request });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = payload, NpgsqlDbType = NpgsqlDbType.Bytea });
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static void Listen(KestrelServerOptions kestrel, string port)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture), listen => listen.Protocols = HttpProtocols.Http1);
    }

    private static async Task AnswerAsync(HttpContext http, NpgsqlDataSource source)
    {
        var payload = new byte[Payload];
        var length = await http.Request.Body.ReadAtLeastAsync(payload, Payload, throwOnEndOfStream: false, http.RequestAborted);
        payload.AsSpan(length).Fill((byte)' ');
        var id = await InsertAsync(source, Guid.Parse(http.Request.Headers["X-Request-ID"].ToString()), payload, http.RequestAborted);
        var answer = System.Text.Encoding.ASCII.GetBytes($$"""{"id":{{id}}}""");
        http.Response.ContentType = MediaTypeNames.Application.Json;
        http.Response.ContentLength = answer.Length;
        await http.Response.BodyWriter.WriteAsync(answer, http.RequestAborted);
    }
}
