using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Data;

/// <summary>
/// The script of a new store: exactly what all migrations would run, written down, because to work it out costs half of a cold
/// start. A test holds the two together and says how to write it again.
/// </summary>
internal static class NewStore
{
    public static async Task<string> ReadAsync(Store store, CancellationToken cancellation)
    {
        await using var script = typeof(NewStore).Assembly.GetManifestResourceStream("new-store/" + store.NewStoreScript)
            ?? throw new InvalidOperationException($"{store.NewStoreScript} is not in the program.");
        using var reader = new StreamReader(script);
        return await reader.ReadToEndAsync(cancellation);
    }

    public static string Make(GatewayContext db) => db.GetService<IMigrator>()
        .GenerateScript(options: MigrationsSqlGenerationOptions.NoTransactions).ReplaceLineEndings("\n").TrimStart('\uFEFF');
}
