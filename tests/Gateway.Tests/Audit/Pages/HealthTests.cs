using Gateway.Audit.Publishing;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Gateway.Tests.Audit.Pages;

/// <summary>How the ledger stands, on the page and for a monitor.</summary>
public sealed class HealthTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(860, "ZB1 1AA");

    [Fact]
    public async Task Sound_ledger_is_told_with_its_size_checkpoint_anchor_and_tail()
    {
        await using var gateway = await StartAsync();
        await PublishedEndpointTests.FirstPublishedAsync(gateway);
        await gateway.CheckAsync(Child, "plan-flag");

        var health = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;

        var (size, checkpoint) = (health.GetProperty("size").GetInt64(), health.GetProperty("checkpoint"));
        Assert.Equal(("open", "holds", "holds"), (health.GetProperty("state").GetString(), checkpoint.GetProperty("signature").GetString(), health.GetProperty("anchor").GetProperty("agrees").GetString()));
        Assert.InRange(checkpoint.GetProperty("ageSeconds").GetInt64(), 0, 60);
        Assert.InRange(health.GetProperty("unpublished").GetInt64(), 2, size - 1);
        Assert.Equal(size - checkpoint.GetProperty("size").GetInt64(), health.GetProperty("unpublished").GetInt64());
        Assert.Equal("none needed", health.GetProperty("witnesses").GetProperty("quorum").GetString());
        Assert.Empty(health.GetProperty("findings").EnumerateArray());

        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var page = await officer.GetAsync("/audit/health");
        foreach (var words in (string[])["Nothing wrong was found.", "Open: what is asked is recorded, then answered.", "published on 22 November 2026", "Signed by this log's key.", "It agrees with the stored log.", "provable once the next checkpoint is published"])
            Assert.Contains(words, page.Text);
    }

    [Fact]
    public async Task Only_information_governance_is_told()
    {
        await using var gateway = await StartAsync();

        Assert.Equal("urn:gateway:problem:not-allowed", (await gateway.GetAsync("ledger/v1/health", "nurse")).Is(403).Type);
        using var nobody = PageClient.Nobody(gateway);
        Assert.Equal(401, (await nobody.GetAsync("/ledger/v1/health")).Status);
    }

    [Fact]
    public async Task Entry_that_was_changed_after_it_was_signed_shows_as_an_anchor_that_disagrees()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedEndpointTests.PublishedAsync(gateway);
        await DamageAsync(gateway, "drop trigger entry_update; update entry set leaf = zeroblob(length(leaf)) where idx = 1");

        var health = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;

        Assert.Equal("broken", health.GetProperty("anchor").GetProperty("agrees").GetString());
        Assert.Contains(health.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("what").GetString()!.StartsWith("The anchor and the stored log do not agree", StringComparison.Ordinal) && finding.GetProperty("do").GetString()!.StartsWith("Ring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Checkpoint_of_another_key_is_not_believed()
    {
        await using var gateway = await StartAsync();
        await PublishedEndpointTests.PublishedAsync(gateway);
        var file = Path.Combine(gateway.Store.Connection, "anchor", "published", "checkpoint");
        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
        var signature = Convert.FromBase64String(lines[4].Split(' ')[2]);
        signature[^1] ^= 1;
        lines[4] = string.Join(' ', lines[4].Split(' ')[..2]) + " " + Convert.ToBase64String(signature);
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);

        var health = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;

        Assert.Equal("broken", health.GetProperty("checkpoint").GetProperty("signature").GetString());
        Assert.Contains(health.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("what").GetString() == "The published checkpoint is not signed by this log's key.");
    }

    [Fact]
    public async Task Witness_that_is_away_is_named_and_the_alarm_and_the_stop_are_told()
    {
        var witness = SignerKey.Read("", SignerKey.Make()).Cosigner("officer").Verifier.Text;
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"witness auditor {witness} http://127.0.0.1:1/witness\nquorum auditor\n", TestContext.Current.CancellationToken);
        await using var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(Child)
        {
            More = new Dictionary<string, string> { ["Ledger:Witnesses"] = file, ["Gateway:ServiceDesk:Name"] = "Gateway service desk", ["Gateway:ServiceDesk:Number"] = "01632 960900" },
        });
        File.Delete(file);
        gateway.Clock.Advance(TimeSpan.FromMinutes(12));

        var alarm = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;
        gateway.Clock.Advance(TimeSpan.FromHours(4));
        var stopped = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;
        using var officer = await PageClient.SignInAsync(gateway, Officer);
        var page = await officer.GetAsync("/audit/health");

        Assert.Equal("open", alarm.GetProperty("state").GetString());
        Assert.Contains(alarm.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("what").GetString()!.StartsWith("Too few witnesses have cosigned for 12 minutes.", StringComparison.Ordinal));
        Assert.Equal(("paused", "01632 960900"), (stopped.GetProperty("state").GetString(), stopped.GetProperty("ring").GetProperty("number").GetString()));
        Assert.Contains("Nothing is released: no quorum of witnesses has cosigned the ledger for four hours.", page.Text);
        Assert.Contains("Gateway service desk: 01632 960900", page.Text);
        Assert.Contains(page.Rows, row => row is ["auditor", "Not within a day", "Did not cosign"]);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Store_that_is_away_leaves_the_rest_of_the_page(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Child);
        if (store == "Sqlite") await DamageAsync(gateway, "drop table log");
        else await PostgresServer.ExecuteAsync(gateway.Store.Connection, "drop table ledger.log");

        var health = (await gateway.GetAsync("ledger/v1/health", Officer)).Is(200).Json;

        Assert.False(health.TryGetProperty("size", out _));
        Assert.Contains(health.GetProperty("findings").EnumerateArray(), finding => finding.GetProperty("what").GetString() == "The stored log could not be read, so part of this page is missing.");
    }

    private static async Task DamageAsync(GatewayHost gateway, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Store.Connection, "ledger.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
