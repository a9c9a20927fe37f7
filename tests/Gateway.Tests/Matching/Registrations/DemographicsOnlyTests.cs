using System.Data.Common;
using System.Text;
using Gateway.Data;
using Gateway.Matching.Registrations.Store;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Gateway.Tests.Matching.Registrations.RegistrationBed;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>What is registered is kept without who said it, and nothing at rest can be read.</summary>
public sealed class DemographicsOnlyTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Nothing_at_rest_names_the_child_or_stands_an_agency_beside_the_child(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.RegisterAsync(School, Line(1, New with { Postcode = "ZD4 7QX" }));
        await bed.RegisterAsync(Trust, Line(1, New with { Postcode = "ZD4 7QX" }));
        await bed.Keep.KeepAsync(Cancellation);

        foreach (var (table, rows) in await TablesAsync(bed))
            foreach (var row in rows)
                foreach (var secret in (string[])[New.Number, New.Number[..9], New.Given, New.Family, New.Given.ToLowerInvariant(), "ZD4", New.Born.ToString("yyyy-MM-dd")])
                    Assert.False(row.Contains(secret, StringComparison.OrdinalIgnoreCase), $"{table} holds what a child is known by");
        var folder = Directory.CreateDirectory(Path.Combine(bed.Gateway.Folder, "store"));
        foreach (var file in folder.GetFiles("*", SearchOption.AllDirectories).Where(file => file.Extension != ".lock").Select(file => file.FullName))
        {
            var text = Encoding.Latin1.GetString(await ReadAsync(file));
            foreach (var secret in (string[])[New.Number, New.Given, New.Family]) Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), Path.GetFileName(file));
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Rows_of_children_are_the_same_whoever_registered_them(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.RegisterAsync(School, Line(1, New));
        var once = await RowsAsync(bed);
        await bed.RegisterAsync(Trust, Line(1, New));
        var twice = await RowsAsync(bed);

        Assert.Equal(["Position", "Sealed", "Token"], typeof(RegisteredChild).GetProperties().Select(property => property.Name).Order());
        Assert.Equal(["Agency", "Sequence"], typeof(RegistrationSender).GetProperties().Select(property => property.Name).Order());
        Assert.Equal(Assert.Single(once).Token, Assert.Single(twice).Token);
        // The same said by a second agency adds not a byte.
        Assert.Equal(once[0].Sealed.Length, twice[0].Sealed.Length);
    }

    private static async Task<List<RegisteredChild>> RowsAsync(RegistrationBed bed)
    {
        await using var db = await Context(bed).CreateDbContextAsync(Cancellation);
        return await db.Set<RegisteredChild>().AsNoTracking().ToListAsync(Cancellation);
    }

    private static IDbContextFactory<GatewayContext> Context(RegistrationBed bed) => bed.Gateway.Services.GetRequiredService<IDbContextFactory<GatewayContext>>();

    private static async Task<List<(string Table, List<string> Rows)>> TablesAsync(RegistrationBed bed)
    {
        await using var db = await Context(bed).CreateDbContextAsync(Cancellation);
        var connection = db.Database.GetDbConnection();
        await connection.OpenAsync(Cancellation);
        var names = await ReadAsync(connection, bed.Gateway.Store.Provider == "Sqlite"
            ? "select '\"' || name || '\"' from sqlite_master where type = 'table'"
            : "select '\"' || table_schema || '\".\"' || table_name || '\"' from information_schema.tables where table_schema in ('gateway', 'ledger')");
        Assert.Contains(names, name => name.Contains("RegisteredChildren", StringComparison.Ordinal));
        var tables = new List<(string, List<string>)>();
        foreach (var name in names) tables.Add((name, await ReadAsync(connection, $"select * from {name}")));
        return tables;
    }

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(at => reader.GetValue(at) is byte[] bytes ? Encoding.Latin1.GetString(bytes) : reader.GetValue(at).ToString())));
        return rows;
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }
}
