using System.Net;
using System.Text;
using Gateway.Audit;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger;
using Gateway.Rules.Ledger.Checkpoints;
using Gateway.Rules.Ledger.Proofs;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Synthetic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Audit;

/// <summary>What the gateway serves of its ledger to those who check it.</summary>
public sealed class PublishedEndpointTests
{
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(830, "ZB1 1AA");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receipt_of_a_question_proves_each_entry_of_it_to_its_own_agency_alone()
    {
        await using var gateway = await StartAsync();
        var asked = (await gateway.CheckAsync(Child, "plan-flag")).Receipt.GetProperty("entryId").GetGuid();
        await PublishedAsync(gateway);

        var (status, body) = await GetAsync(gateway, $"ledger/v1/receipt/{asked}", "nurse");

        Assert.Equal(HttpStatusCode.OK, status);
        var entries = System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("entries").EnumerateArray().ToList();
        Assert.Contains(entries, entry => entry.GetProperty("entry").GetGuid() == asked);
        // A notice to another agency may be recorded after the answer, and so not be published yet.
        var proven = entries.Where(entry => entry.GetProperty("proof").ValueKind == System.Text.Json.JsonValueKind.String).ToList();
        Assert.InRange(proven.Count, 2, entries.Count);
        foreach (var entry in proven)
        {
            Assert.Equal(TlogProofFault.None, TlogProof.Read(Encoding.UTF8.GetBytes(entry.GetProperty("proof").GetString()!), out var proof));
            Assert.Equal(ProofFault.None, proof!.Verify(TreeHash.OfLeaf(entry.GetProperty("leaf").GetBytesFromBase64())));
            var (_, single) = await GetAsync(gateway, $"ledger/v1/proof/inclusion?entry={entry.GetProperty("entry").GetGuid()}", Officer);
            Assert.Equal(entry.GetProperty("proof").GetString(), Encoding.UTF8.GetString(single));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(gateway, $"ledger/v1/receipt/{asked}", "officer-of-brackenford-council")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(gateway, $"ledger/v1/receipt/{Guid.NewGuid()}", "nurse")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(gateway, $"ledger/v1/receipt/{asked}", null)).Status);
    }

    [Fact]
    public async Task Evidence_pack_holds_for_the_tool_and_that_it_was_taken_is_recorded()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        using var folder = new TemporaryFolder();
        var (status, pack) = await GetAsync(gateway, "ledger/v1/export", Officer);
        Assert.Equal(HttpStatusCode.OK, status);
        await File.WriteAllBytesAsync(folder.At("pack.zip"), pack, Cancellation);
        await File.WriteAllBytesAsync(folder.At("policy"), (await GetAsync(gateway, "ledger/policy", null)).Body, Cancellation);

        var (code, output, error) = await Synthetic.Tool.RunAsync(["ledger", "verify", "full", folder.At("pack.zip"), "--policy", folder.At("policy")]);

        Assert.True(code == 0, output + error);
        Assert.Single(await gateway.Entries.OfAsync(EntryType.Export));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(gateway, "ledger/v1/export", "nurse")).Status);
    }

    [Fact]
    public async Task Hashes_are_for_anybody_and_leaves_for_information_governance()
    {
        await using var gateway = await StartAsync();
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        var (_, checkpoint) = await GetAsync(gateway, "ledger/checkpoint", null);
        Assert.Equal(CheckpointFault.None, SignedCheckpoint.Read(checkpoint, out var head));
        var size = head!.Checkpoint.Size;

        Assert.Equal(size * 32, (await GetAsync(gateway, $"ledger/tile/0/000.p/{size}", null)).Body.Length);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(gateway, $"ledger/tile/entries/000.p/{size}", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync(gateway, $"ledger/tile/entries/000.p/{size}", "nurse")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(gateway, $"ledger/tile/entries/000.p/{size}", Officer)).Status);
        foreach (var path in (string[])["tile/0/../../signer.key", "tile/0/..%2f..%2fsigner.key", "tile/0/001", "tile/9/000", "tile/0/000.p/0", "v1/proof/consistency?from=0&to=1", "v1/proof/consistency?from=2&to=1"])
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(gateway, "ledger/" + path, null)).Status);

        Assert.Equal(checkpoint, (await GetAsync(gateway, "ledger/logs/1/checkpoint", null)).Body);
        Assert.Equal(size * 32, (await GetAsync(gateway, $"ledger/logs/1/tile/0/000.p/{size}", null)).Body.Length);
        Assert.Contains(head.Checkpoint.Origin, Encoding.UTF8.GetString((await GetAsync(gateway, "ledger/log.json", null)).Body));
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(gateway, $"ledger/logs/1/tile/entries/000.p/{size}", null)).Status);
        foreach (var path in (string[])["logs/2/checkpoint", "logs/0/checkpoint", "logs/-1/checkpoint", "logs/x/checkpoint", "checkpoint?log=2"])
            Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(gateway, "ledger/" + path, null)).Status);

        var (status, lines) = await GetAsync(gateway, $"ledger/v1/proof/consistency?from={size - 1}&to={size}", null);
        Assert.Equal((HttpStatusCode.OK, true), (status, HashLines.Read(lines) is { Count: > 0 }));
    }

    /// <summary>The checkpoint of the start is published; the next is a minute away.</summary>
    internal static async Task FirstPublishedAsync(GatewayHost gateway)
    {
        var publisher = gateway.Services.GetServices<IHostedService>().OfType<PublishCheckpoints>().Single();
        var next = publisher.NextTry;
        if (publisher.PublishedSize == 0) await next.WaitAsync(Cancellation);
    }

    internal static async Task PublishedAsync(GatewayHost gateway)
    {
        var publisher = gateway.Services.GetServices<IHostedService>().OfType<PublishCheckpoints>().Single();
        var size = await gateway.Entries.CountAsync();
        while (publisher.PublishedSize < size)
        {
            var next = publisher.NextTry;
            gateway.Clock.Advance(TimeSpan.FromSeconds(61));
            await next.WaitAsync(Cancellation);
        }
    }

    private static async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(GatewayHost gateway, string path, string? asker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, path));
        if (asker is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await gateway.TokenAsync(asker));
        using var answer = await gateway.Http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task<GatewayHost> StartAsync()
    {
        var gateway = await GatewayHost.StartAsync(Child);
        gateway.Attends(Child);
        gateway.Holds("brackenford-csc", Child, Held.Plan);
        return gateway;
    }
}
