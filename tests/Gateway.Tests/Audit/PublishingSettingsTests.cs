using Gateway.Audit;
using Gateway.Audit.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace Gateway.Tests.Audit;

public sealed class PublishingSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gateway-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Ledger:Anchor", "Ledger:Anchor is not set. Outside Development")]
    [InlineData("Ledger:Signer", "Ledger:Signer is not set. Outside Development")]
    [InlineData("Ledger:Publish", "Ledger:Publish is not set. Outside Development")]
    public void Outside_development_a_missing_setting_is_named(string missing, string cause) =>
        Assert.Contains(cause, Assert.Throws<InvalidOperationException>(() => Read("Production", (missing, null))).Message);

    [Theory]
    [InlineData("quorum nobody\n", "Ledger:Witnesses, line 1: the quorum is not defined")]
    [InlineData("witness w bad\nquorum w\n", "Ledger:Witnesses, line 1: the key is not usable")]
    public void Witnesses_that_are_none_are_refused_with_their_line(string lines, string cause)
    {
        var file = Path.Combine(_folder, "witnesses");
        File.WriteAllText(file, lines);
        Assert.Contains(cause, Assert.Throws<InvalidOperationException>(() => Read("Production", ("Ledger:Witnesses", file))).Message);
    }

    [Fact]
    public void Development_needs_none_of_them_and_makes_its_key_once()
    {
        (string, string?)[] none = [("Ledger:Anchor", null), ("Ledger:Signer", null), ("Ledger:Publish", null)];
        Assert.StartsWith(_folder, Read("Development", none)!.Folder);
        var key = File.ReadAllText(Path.Combine(_folder, "anchor", "signer.key"));
        Read("Development", none);
        Assert.Equal(key, File.ReadAllText(Path.Combine(_folder, "anchor", "signer.key")));
        Assert.Null(Read("Development", [.. none, ("Storage:Provider", "Postgres")]));
    }

    private PublishingSettings? Read(string environment, params (string Name, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "Sqlite",
            ["Storage:Connection"] = _folder,
            ["Ledger:Key"] = Convert.ToBase64String(new byte[32]),
            ["Ledger:Anchor"] = Path.Combine(_folder, "anchor.db"),
            ["Ledger:Signer"] = SignerKey.Make(),
            ["Ledger:Publish"] = Path.Combine(_folder, "published"),
        };
        foreach (var (name, value) in settings) values[name] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var hosting = new HostingEnvironment { EnvironmentName = environment };
        return PublishingSettings.Read(configuration, hosting, LedgerSettings.Read(configuration, hosting));
    }
}
