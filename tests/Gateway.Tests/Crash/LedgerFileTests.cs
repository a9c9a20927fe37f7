using Gateway.Audit;

namespace Gateway.Tests.Crash;

/// <summary>A slim host of the ledger on a file that is not what it should be.</summary>
[Collection(CrashCollection.Name)]
public sealed class LedgerFileTests
{
    [Fact]
    public async Task Write_that_the_system_refuses_seals_and_what_was_acknowledged_is_there_at_the_next_start()
    {
        using var life = new LedgerLife(new CrashStore.Sqlite(), StorageProvider.Sqlite);
        await using (var limited = life.StartWithFilesOfAtMost(kilobytes: 512))
        {
            Assert.Equal("open", await limited.NextAsync());
            await limited.GoAsync();
            Assert.StartsWith("said The ledger is sealed: the ledger's file failed (SQLite", await limited.UntilSaidAsync("sealed"), StringComparison.Ordinal);
            await limited.KillAsync();
            life.Remember(limited);
        }

        Assert.InRange(life.Acknowledged, 1, int.MaxValue);
        await using var survivor = life.Start(seed: 1);
        Assert.Equal("open", await survivor.NextAsync());
        await life.HoldsAsync();
    }

    [Theory]
    [InlineData("synchronous=NORMAL", "synchronous 1 where 2 is needed")]
    [InlineData("synchronous=OFF", "synchronous 0 where 2 is needed")]
    [InlineData("journal_mode=DELETE", "journal_mode delete where wal is needed")]
    [InlineData("foreign_keys=OFF", "foreign_keys 0 where 1 is needed")]
    public async Task Connection_that_lost_its_settings_is_refused(string pragma, string why)
    {
        using var life = new LedgerLife(new CrashStore.Sqlite(), StorageProvider.Sqlite);
        await using var host = life.Start(seed: 1, "--pragma", pragma);
        Assert.Equal("closed the ledger's file has " + why, await host.NextAsync());
    }
}
