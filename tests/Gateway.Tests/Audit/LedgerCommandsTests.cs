using Gateway.Audit;
using Gateway.Audit.Operating;
using Gateway.Audit.Publishing;

namespace Gateway.Tests.Audit;

/// <summary>The operator's commands as they are typed, outside Development.</summary>
public sealed class LedgerCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-commands-").FullName;
    private readonly MovableClock _clock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task First_log_is_begun_and_a_store_put_back_is_left_with_a_reason()
    {
        Assert.Equal((0, true, ""), await InitAsync());
        var again = await RunAsync("init", "--origin", "ledger.example", "--inception", "2026-11-22");
        Assert.Equal(1, again.Code);
        Assert.Contains("Nothing was begun: the store holds the log ledger.example/2026/", again.Error);

        await RecordAsync();
        Directory.Delete(Path.Combine(_folder, "store"), recursive: true);
        var noReason = await RunAsync("begin", "--operator", "an.operator");
        Assert.Equal(2, noReason.Code);
        Assert.Contains("Gateway ledger begin --reason WHY --operator WHO", noReason.Error);
        var begun = await RunAsync("begin", "--operator", "an.operator", "--reason", "the disk was lost");
        Assert.True(begun.Code == 0, begun.Error);
        Assert.Contains("Left as it is: rollback: the store is empty", begun.Output);
        Assert.Contains("The log ledger.example/2026/", begun.Output);
    }

    [Fact]
    public async Task Setting_that_is_missing_is_named()
    {
        using var errors = new StringWriter();
        Assert.Equal(1, await LedgerCommands.RunAsync(["ledger", "begin", "--reason", "x", "--operator", "y", "--environment", "Production"], _clock, TextWriter.Null, errors));
        Assert.Contains("Storage:Provider must be", errors.ToString());
    }

    [Theory]
    [InlineData("ledger")]
    [InlineData("ledger", "end")]
    [InlineData("ledger", "init", "--origin", "x", "--inception", "today")]
    public async Task What_is_no_command_shows_how_they_are_written(params string[] typed)
    {
        using var errors = new StringWriter();
        Assert.Equal(2, await LedgerCommands.RunAsync(typed, _clock, TextWriter.Null, errors));
        Assert.StartsWith("Gateway ledger init", errors.ToString());
    }

    private async Task<(int Code, bool Begun, string Error)> InitAsync()
    {
        var (code, output, error) = await RunAsync("init", "--origin", "ledger.example", "--inception", "2026-11-22");
        return (code, output.StartsWith("The log ledger.example/2026/", StringComparison.Ordinal), error);
    }

    private async Task RecordAsync()
    {
        var settings = new LedgerSettings(StorageProvider.Sqlite, Path.Combine(_folder, "store"), new global::Gateway.Audit.Sealing.LedgerKey(new byte[32]), Anchor: Path.Combine(_folder, "anchor.db")) { MayBegin = false };
        using var ledger = new Ledger(settings, _clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<Ledger>.Instance);
        await ledger.StartAsync(CancellationToken.None);
        await ledger.RecordAsync(Entries.Disclosure());
        await ledger.StopAsync(CancellationToken.None);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string command, params string[] rest)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        string[] settings =
        [
            "--environment", "Production", "--Storage:Provider", "Sqlite", "--Storage:Connection", Path.Combine(_folder, "store"), "--Ledger:Key", Convert.ToBase64String(new byte[32]),
            "--Ledger:Anchor", Path.Combine(_folder, "anchor.db"), "--Ledger:Publish", Path.Combine(_folder, "published"), "--Ledger:Signer", SignerKey.Make(),
        ];
        var code = await LedgerCommands.RunAsync(["ledger", command, .. rest, .. settings], _clock, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
