namespace Gateway.Tests.Notifications;

/// <summary>A fresh store of either kind.</summary>
internal sealed record TestStore(string Provider, string Connection) : IDisposable
{
    public static readonly TheoryData<string> Both = new("Sqlite", "Postgres");

    public static async Task<TestStore> NewAsync(string provider) => provider == "Sqlite"
        ? new TestStore(provider, Directory.CreateTempSubdirectory("gateway-store-").FullName)
        : new TestStore(provider, await NewDatabaseAsync());

    private static async Task<string> NewDatabaseAsync() =>
        await (await TestContext.Current.GetFixture<PostgresServer>() ?? throw new InvalidOperationException("No PostgreSQL.")).CreateDatabaseAsync();

    public void Dispose()
    {
        if (Provider == "Sqlite") Directory.Delete(Connection, recursive: true);
    }
}
