using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using Gateway.Agencies;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Tests.Notifications;
using Gateway.Tests.Deploy;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Gateway.Tests.Data;

public sealed class MigrationTests
{
    public static TheoryData<string> Both => TestStore.Both;

    private static IEnumerable<string> Written => typeof(GatewayContext).Assembly.DefinedTypes
        .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>().Order(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public async Task Migrating_twice_changes_nothing(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        await MigrateAsync(store);
        var once = await SchemaAsync(store);

        await MigrateAsync(store);

        Assert.NotEmpty(once);
        Assert.Equal(once, await SchemaAsync(store));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Eight_processes_that_start_at_once_migrate_once(string provider)
    {
        using var store = await TestStore.NewAsync(provider);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => MigrateAsync(store))));

        Assert.Equal(Written, await ReadAsync(store, db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Migrations_make_the_tables_that_the_model_expects(string provider)
    {
        using var migrated = await TestStore.NewAsync(provider);
        using var created = await TestStore.NewAsync(provider);
        await MigrateAsync(migrated);
        await ReadAsync(created, async db =>
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync(Cancellation);
            return true;
        });

        Assert.Equal(await SchemaAsync(created), await SchemaAsync(migrated));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Script_of_a_new_store_is_what_the_migrations_would_run(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        var made = await ReadAsync(store, db => Task.FromResult(NewStore.Make(db)));
        var file = Repository.At("src", "Gateway", "Data", "NewStore", provider.ToLowerInvariant() + ".sql");
        if (Environment.GetEnvironmentVariable("GATEWAY_WRITE_NEW_STORE") == "1") await File.WriteAllTextAsync(file, made, Cancellation);

        Assert.True(made == await File.ReadAllTextAsync(file, Cancellation), $"{file} is out of date: run this test with GATEWAY_WRITE_NEW_STORE=1.");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Older_store_gets_the_migrations_that_it_lacks_and_keeps_what_it_holds(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        var first = Written.First();
        await ReadAsync(store, async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(first, Cancellation);
            return true;
        });

        await MigrateAsync(store);

        Assert.Equal(Written, await ReadAsync(store, db => db.Database.GetAppliedMigrationsAsync()));
    }

    // What came of a concern before there could be several: lost, it would be handed out to whom the concern names.
    [Theory, MemberData(nameof(Both))]
    public async Task Links_of_concerns_to_referrals_are_kept_when_there_may_be_several(string provider)
    {
        using var store = await TestStore.NewAsync(provider);
        Guid concern = Guid.CreateVersion7(), none = Guid.CreateVersion7(), referral = Guid.CreateVersion7();
        var links = await ReadAsync(store, async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync(Written.Last(id => string.CompareOrdinal(id, "20261123250000") < 0), Cancellation);
            var concerns = db.Model.FindEntityType(typeof(Concern))!.GetSchema() is { } schema ? $"{schema}.\"Concerns\"" : "\"Concerns\"";
            var insert = $"INSERT INTO {concerns} (\"Id\", \"School\", \"Author\", \"AuthorRole\", \"WrittenAt\", \"DangerNow\", \"Content\", \"Allegation\", \"State\", \"Referral\", \"Request\", \"Sent\", \"Version\") VALUES ({{0}}, 's', 'a', 'r', 0, {{1}}, {{2}}, {{1}}, 'New', {{3}}, {{0}}, {{2}}, 0)";
            await db.Database.ExecuteSqlRawAsync(insert, [concern, false, new byte[] { 1 }, referral], Cancellation);
            await db.Database.ExecuteSqlRawAsync(insert.Replace("{3}", "NULL", StringComparison.Ordinal), [none, false, new byte[] { 1 }], Cancellation);
            await db.GetService<IMigrator>().MigrateAsync(cancellationToken: Cancellation);
            return await db.Set<ConcernReferral>().AsNoTracking().ToListAsync(Cancellation);
        });

        Assert.Equal((concern, referral, null), Assert.Single(links.Select(link => (link.Concern, link.Referral, link.Decision))));
    }

    [Fact]
    public async Task Lock_that_a_killed_process_left_in_the_database_holds_nobody_up()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        await ReadAsync(store, db => db.Database.ExecuteSqlRawAsync(
            """
            create table "__EFMigrationsLock" ("Id" integer not null primary key, "Timestamp" text not null);
            insert into "__EFMigrationsLock" values (1, '2026-11-22 02:00:00');
            """, Cancellation));

        await MigrateAsync(store);

        Assert.NotEmpty(await ReadAsync(store, db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Fact]
    public async Task Start_waits_for_the_process_that_migrates_and_goes_on_when_it_is_killed()
    {
        using var store = await TestStore.NewAsync("Sqlite");
        var file = Path.Combine(store.Connection, "gateway.db.migrating");
        using var holder = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"exec 9>{file}; flock 9; echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(Cancellation));

        var start = MigrateAsync(store);
        Assert.False(start.IsCompleted); // SQLite answers at once: only the lock makes it wait
        holder.Kill();

        await start.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.NotEmpty(await ReadAsync(store, db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Fact]
    public async Task Start_waits_for_the_session_that_migrates_and_goes_on_when_it_ends()
    {
        using var store = await TestStore.NewAsync("Postgres");
        var other = new PostgresStore(store.Connection);
        var held = await other.LockMigrationsAsync(TimeProvider.System, Cancellation);

        var start = MigrateAsync(store);
        await UntilSomebodyWaitsAsync(store);
        Assert.False(start.IsCompleted);
        await held.DisposeAsync();

        await start.WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
        Assert.NotEmpty(await ReadAsync(store, db => db.Database.GetAppliedMigrationsAsync()));
    }

    [Theory]
    [InlineData(null, "somewhere", "Storage:Provider")]
    [InlineData("Oracle", "somewhere", "Storage:Provider")]
    [InlineData("Sqlite", "", "Storage:Connection")]
    public void Store_that_is_not_named_is_never_guessed(string? provider, string connection, string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Storage:Provider"] = provider, ["Storage:Connection"] = connection }).Build();

        Assert.Contains(setting, Assert.Single(Assert.Throws<StartRefusedException>(() => Store.From(configuration)).Reasons), StringComparison.Ordinal);
    }

    private static async Task MigrateAsync(TestStore store)
    {
        await using var app = Build(store);
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
            await service.StartingAsync(Cancellation);
    }

    private static async Task<T> ReadAsync<T>(TestStore store, Func<GatewayContext, Task<T>> read)
    {
        await using var app = Build(store);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<GatewayContext>>().CreateDbContextAsync(Cancellation);
        return await read(db);
    }

    private static WebApplication Build(TestStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = store.Provider,
            ["Storage:Connection"] = store.Connection,
        });
        builder.AddData();
        return builder.Build();
    }

    /// <summary>Every column and index of ours, in words.</summary>
    private static Task<List<string>> SchemaAsync(TestStore store) => ReadAsync(store, async db =>
    {
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = store.Provider == "Sqlite" ? SqliteSchema : PostgresSchema;
        await using var rows = await command.ExecuteReaderAsync(Cancellation);
        return await WordsAsync(rows);
    });

    private static async Task<List<string>> WordsAsync(DbDataReader rows)
    {
        var words = new List<string>();
        while (await rows.ReadAsync(Cancellation)) words.Add(rows.GetString(0));
        return words;
    }

    private const string SqliteSchema =
        """
        select t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || (t.sql like '%AUTOINCREMENT%') from sqlite_master t, pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like '\_\_%' escape '\' and t.name not like 'sqlite%'
        union all
        select sql from sqlite_master where type = 'index' and sql is not null order by 1
        """;

    private const string PostgresSchema =
        """
        select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || is_identity || ' ' || coalesce(character_maximum_length, 0)
        from information_schema.columns where table_schema = 'gateway' and table_name not like '\_\_%'
        union all
        select indexdef from pg_indexes where schemaname = 'gateway' and tablename not like '\_\_%' order by 1
        """;

    private static async Task UntilSomebodyWaitsAsync(TestStore store)
    {
        await using var session = new NpgsqlConnection(store.Connection);
        await session.OpenAsync(Cancellation);
        await using var waiting = new NpgsqlCommand(
            "select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())", session);
        while (await waiting.ExecuteScalarAsync(Cancellation) is 0L) { }
    }
}
