using Gateway.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Audit;

public sealed class LedgerSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-ledger-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Production", "Sqlite", null, "Ledger:Key is not set")]
    [InlineData("Development", "Postgres", null, "Ledger:Key is not set")]
    [InlineData("Production", "Sqlite", "short", "Ledger:Key must be 32 bytes in base64")]
    [InlineData("Production", "Paper", null, "Storage:Provider must be Sqlite or Postgres; it is 'Paper'")]
    [InlineData("Production", "7", null, "Storage:Provider must be Sqlite or Postgres; it is '7'")]
    public async Task Start_is_refused_with_the_exact_cause(string environment, string provider, string? key, string cause)
    {
        await using var app = Build(environment, provider, key);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync());
        Assert.Contains(cause, refused.Message);
    }

    [Fact]
    public async Task Development_makes_its_key_once_and_keeps_it_to_itself()
    {
        await RecordOneAsync();
        var key = await File.ReadAllTextAsync(Path.Combine(_folder, "ledger.key"));
        await RecordOneAsync();

        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(_folder, "ledger.key")));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "ledger.key")));
    }

    private async Task RecordOneAsync()
    {
        await using var app = Build("Development", "Sqlite", null);
        await app.StartAsync();
        Assert.True(await app.Services.GetRequiredService<LedgerProbe>().CanAppendAsync());
        await app.StopAsync();
    }

    private WebApplication Build(string environment, string provider, string? key)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = provider,
            ["Storage:Connection"] = _folder,
            ["Ledger:Key"] = key,
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.AddAudit();
        // The ledger alone: what its pages need of other capabilities is not here, and nobody looks.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = false);
        return builder.Build();
    }
}
