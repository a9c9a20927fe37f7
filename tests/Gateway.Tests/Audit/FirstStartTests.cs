using Gateway.Audit;
using Gateway.Audit.Sealing;
using Gateway.Audit.Storage;
using Gateway.Tests.Synthetic;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Audit;

/// <summary>The first start of all: the file is made, looked at, and only then begun.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task A_look_at_an_empty_store_leaves_nothing_locked()
    {
        using var folder = new TemporaryFolder();
        using var store = new SqliteStore(new LedgerSettings(StorageProvider.Sqlite, folder.Path, new LedgerKey(new byte[LedgerKey.Length])));

        Assert.Null(store.Open(null));

        // Whoever comes next is not made to wait until a collector has tidied up.
        await using var next = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "ledger.db")};Pooling=False;Default Timeout=1");
        await next.OpenAsync(TestContext.Current.CancellationToken);
        await using var write = next.CreateCommand();
        write.CommandText = "begin immediate; create table proof (one integer) strict; rollback";
        await write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
