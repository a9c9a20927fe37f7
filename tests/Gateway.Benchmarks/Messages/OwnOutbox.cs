using System.Collections.Frozen;
using Gateway.Agencies;
using Gateway.Benchmarks.Processes;
using Gateway.Benchmarks.Report;
using Gateway.Data;
using Gateway.Messages;
using Gateway.Notifications;
using Gateway.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;

namespace Gateway.Benchmarks.Messages;

/// <summary>The gateway's own outbox on PostgreSQL, with its own dispatcher and nothing else of the service.</summary>
internal sealed class OwnOutbox : IAsyncDisposable
{
    public const int Bytes = 1024;

    private const string Agency = "aldersham-council";

    private readonly WebApplication _app;
    private readonly string _database;
    private readonly PublishToAgencies _publish;
    private readonly DispatchMessages _dispatch;

    private OwnOutbox(WebApplication app, string database, PublishToAgencies publish)
    {
        (_app, _database, _publish) = (app, database, publish);
        var (store, contexts) = (app.Services.GetRequiredService<Store>(), app.Services.GetRequiredService<IDbContextFactory<GatewayContext>>());
        var rows = new OutboxRows(store);
        var aside = new LayAside(contexts, rows, app.Lifetime, TimeProvider.System, NullLogger<LayAside>.Instance);
        _dispatch = new DispatchMessages(rows, publish, aside, store, app.Configuration, new OutboxSignal(), TimeProvider.System, NullLogger<DispatchMessages>.Instance);
    }

    public static async Task<OwnOutbox> MakeAsync(string database, RabbitMqBroker broker)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Postgres",
            ["Storage:Connection"] = database,
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq"] = broker.Address.OriginalString,
        });
        builder.AddData();
        var app = builder.Build();
        await app.StartAsync();
        var council = new Agency(Agency, "A council", AgencyKind.LocalAuthority, ["aldersham"], new Telephones(new DutyLine(new TelephoneLine("", ""), null), null), null, null, null) { Queue = true };
        return new OwnOutbox(app, database, new PublishToAgencies(app.Configuration, new Register("measure", new Dictionary<string, Agency> { [Agency] = council }.ToFrozenDictionary(), []), NullLogger<PublishToAgencies>.Instance));
    }

    /// <summary>As if so many steps had been taken, of a case each.</summary>
    public async Task FillAsync(int messages)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using (var empty = new NpgsqlCommand("""truncate gateway."OwedMessages" """, connection)) await empty.ExecuteNonQueryAsync();
        await using var copy = await connection.BeginBinaryImportAsync("""copy gateway."OwedMessages" ("Id", "Kind", "Agency", "Child", "Number", "Body", "CreatedAt") from stdin (format binary)""");
        for (var n = 0; n < messages; n++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(MessageNames.Moved, NpgsqlDbType.Text);
            await copy.WriteAsync(Agency, NpgsqlDbType.Text);
            await copy.WriteAsync(Guid.NewGuid(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(1, NpgsqlDbType.Integer);
            await copy.WriteAsync(new byte[Bytes], NpgsqlDbType.Bytea);
            await copy.WriteAsync(0L, NpgsqlDbType.Bigint);
        }

        await copy.CompleteAsync();
    }

    public Task DrainAsync() => _dispatch.DrainAsync(CancellationToken.None);

    /// <summary>Nothing is owed any more, and all are in the queue, which is empty afterwards.</summary>
    public async Task CheckAsync(int messages)
    {
        var there = await (await _publish.ChannelAsync(CancellationToken.None)).QueuePurgeAsync(AgencyQueues.Of(Agency));
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("""select count(*) from gateway."OwedMessages" """, connection);
        if (there != messages || (long)(await count.ExecuteScalarAsync())! != 0) throw new MeasureException($"{there} of {messages} messages are in the queue.");
    }

    public async ValueTask DisposeAsync()
    {
        await _publish.DisposeAsync();
        _dispatch.Dispose();
        await _app.DisposeAsync();
    }
}
