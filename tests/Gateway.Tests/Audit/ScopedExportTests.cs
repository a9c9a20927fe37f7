using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Audit.Publishing;
using Gateway.Rules.Ledger.Evidence;
using Gateway.Tests.Deploy;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Synthetic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gateway.Tests.Audit;

/// <summary>What an officer takes away opens their own agency's entries and no others, and two programs that know nothing of us say that it holds.</summary>
public sealed class ScopedExportTests(PostgresServer server) : IDisposable
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Trust = "alder-valley-nhs-trust";
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private static readonly TestChild Child = TestChild.Of(870, "ZB1 1AA");
    private static readonly TestChild Hidden = TestChild.Of(871, "ZB1 1AA", isProtected: true);

    private readonly TemporaryFolder _anchor = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _anchor.Dispose();

    [Theory, MemberData(nameof(Stores))]
    public async Task Agencys_own_trail_is_opened_whole_and_both_verifiers_say_so(string store)
    {
        await using var gateway = await StartAsync(store);
        for (var i = 0; i < 3; i++) await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        using var folder = new TemporaryFolder();

        var pack = await TakeAsync(gateway, folder, new JsonObject { ["agency"] = Trust, ["reason"] = "The yearly review." });

        var opened = Opened(pack);
        Assert.InRange(opened.Count, 6, int.MaxValue);
        Assert.All(opened, section => Assert.Equal(0, section.Section));
        Assert.All(opened, section => Assert.Contains(Trust, Encoding.UTF8.GetString(section.Bytes)));
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(pack, "sealed"), "*", SearchOption.AllDirectories));
        await HoldsAsync(pack, folder, "full", "entries hashed");
        await HoldsAsync(pack, folder, "open", "HOLDS");
        await HoldsAsync(pack, folder, "subject", $"{opened.Count} entries of one agency, none left out");
        Assert.Equal("HOLDS", await SecondAsync(pack, folder));
        var entry = Assert.Single(await gateway.Entries.OfAsync(EntryType.Export));
        Assert.Equal(("evidence-pack", "agency", opened.Count, 0), (
            entry.Common.GetProperty("kind").GetString(), entry.Common.GetProperty("of").GetString(), entry.Common.GetProperty("opened").GetInt32(), entry.Common.GetProperty("closed").GetInt32()));
    }

    [Fact]
    public async Task Practitioners_pack_is_whole_and_one_opened_byte_changed_is_named_by_both()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        using var folder = new TemporaryFolder();
        var pack = await TakeAsync(gateway, folder, new JsonObject { ["practitioner"] = "nurse", ["reason"] = "A complaint." });
        await HoldsAsync(pack, folder, "subject", "entries of one practitioner, none left out");

        var lines = await File.ReadAllLinesAsync(Path.Combine(pack, PackPaths.Opened), Cancellation);
        var first = OpenedSection.Read(Encoding.UTF8.GetBytes(lines[0]))!;
        first.Bytes[^2] ^= 1;
        await File.WriteAllTextAsync(Path.Combine(pack, PackPaths.Opened), string.Join('\n', [Encoding.UTF8.GetString(first.ToLine()), .. lines[1..], ""]), Cancellation);

        var (code, output, _) = await VerifyAsync(pack, folder, "open");
        Assert.Equal(1, code);
        Assert.StartsWith($"FAILS entry {first.Index}: section 0 does not match its commitment", output, StringComparison.Ordinal);
        Assert.StartsWith($"FAILS entry {first.Index}:", await SecondAsync(pack, folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Childs_pack_opens_what_the_own_agency_asked_and_neither_the_child_nor_how_many_others_did()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        using var folder = new TemporaryFolder();
        var pack = await TakeAsync(gateway, folder, About(Child));

        Assert.All(Opened(pack), section => Assert.DoesNotContain(Child.Number, Encoding.UTF8.GetString(section.Bytes)));
        Assert.Equal([EntryType.Decision, EntryType.Disclosure], (await gateway.Entries.AllAsync()).Where(entry => Opened(pack).Any(section => section.Index == entry.Index)).Select(entry => entry.Type).Distinct());
        await HoldsAsync(pack, folder, "open", "HOLDS");
        Assert.Contains("it does not say whose trail", (await VerifyAsync(pack, folder, "subject")).Output);
        Assert.Contains(await gateway.Entries.OfAsync(EntryType.Export), entry => entry.Child?.GetRawText().Contains(Child.Number, StringComparison.Ordinal) is true);

        using var theirs = new TemporaryFolder();
        Assert.Empty(Opened(await TakeAsync(gateway, theirs, About(Child), "officer-of-brackenford-council")));
    }

    [Fact]
    public async Task Protected_child_stays_closed_until_a_colleague_agrees_and_the_gap_is_named()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Hidden, "plan-flag");
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        using var folder = new TemporaryFolder();
        var hidden = (await gateway.Entries.AllAsync()).Where(entry => entry.Child?.GetRawText().Contains(Hidden.Number, StringComparison.Ordinal) is true).Select(entry => entry.Index).ToHashSet();
        Assert.NotEmpty(hidden);

        var pack = await TakeAsync(gateway, folder, new JsonObject { ["practitioner"] = "nurse", ["reason"] = "A complaint." });
        Assert.DoesNotContain(Opened(pack), section => hidden.Contains(section.Index));
        Assert.All(SealedOf(pack, hidden), bytes => Assert.Equal(0, bytes));
        Assert.Contains("is missing", (await VerifyAsync(pack, folder, "subject")).Output);
        Assert.InRange((await gateway.Entries.OfAsync(EntryType.Export))[^1].Common.GetProperty("closed").GetInt32(), 1, hidden.Count);

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(gateway, "export", Officer, About(Hidden))).Status);
        Assert.Equal(EntryOutcome.Deny, (await gateway.Entries.OfAsync(EntryType.Export))[^1].Outcome);
        var asked = About(Hidden);
        asked["colleague"] = Officer;
        var agreed = JsonNode.Parse((await PostAsync(gateway, "agreements", "second-officer", asked)).Body)!["agreement"]!.GetValue<string>();
        using var second = new TemporaryFolder();
        var body = About(Hidden);
        body["agreement"] = agreed;
        var opened = Opened(await TakeAsync(gateway, second, body));
        Assert.NotEmpty(opened);
        Assert.All(opened, section => Assert.Contains(section.Index, hidden));
    }

    [Fact]
    public async Task Nobody_else_takes_a_pack_and_another_agencys_is_refused_on_the_record()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(gateway, "export", "nurse", About(Child))).Status);
        Assert.Empty(await gateway.Entries.OfAsync(EntryType.Export));

        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(gateway, "export", Officer, new JsonObject { ["agency"] = "brackenford-council", ["reason"] = "Curious." })).Status);
        Assert.Equal(EntryOutcome.Deny, Assert.Single(await gateway.Entries.OfAsync(EntryType.Export)).Outcome);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(gateway, "export", Officer, new JsonObject { ["agency"] = Trust, ["reason"] = "Why.", ["before"] = 3 })).Status);
    }

    [Fact]
    public async Task Closed_ledger_gives_no_pack()
    {
        await using var gateway = await StartAsync("Sqlite");
        await gateway.CheckAsync(Child, "plan-flag");
        await PublishedAsync(gateway);
        await ClosedLedger.CloseAsync(gateway);

        var (status, body) = await PostAsync(gateway, "export", Officer, new JsonObject { ["agency"] = Trust, ["reason"] = "The yearly review." });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.False(body.AsSpan().StartsWith("PK"u8));
    }

    private static JsonObject About(TestChild child) => new()
    {
        ["child"] = new JsonObject { ["nhsNumber"] = child.Number, ["dateOfBirth"] = child.Born.ToString("O", null) },
        ["reason"] = "The family asked who looked.",
    };

    private static List<OpenedSection> Opened(string pack) => [.. File.ReadLines(Path.Combine(pack, PackPaths.Opened)).Select(line => OpenedSection.Read(Encoding.UTF8.GetBytes(line))!)];

    private static IEnumerable<int> SealedOf(string pack, HashSet<long> entries)
    {
        var file = Directory.EnumerateFiles(Path.Combine(pack, "sealed"), "*", SearchOption.AllDirectories).Single();
        var sections = SealedBundle.Read(File.ReadAllBytes(file), int.Parse(Path.GetFileName(file), null))!;
        return entries.Where(index => index < sections.Count).SelectMany(index => sections[(int)index]).Select(section => section.Length);
    }

    private static async Task<string> TakeAsync(GatewayHost gateway, TemporaryFolder folder, JsonObject body, string asker = Officer)
    {
        var (status, bytes) = await PostAsync(gateway, "export", asker, body);
        Assert.True(status == HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        await File.WriteAllBytesAsync(folder.At("pack.zip"), bytes, Cancellation);
        await ZipFile.ExtractToDirectoryAsync(folder.At("pack.zip"), folder.At("pack"), Cancellation);
        await File.WriteAllBytesAsync(folder.At("policy"), await gateway.Http.GetByteArrayAsync(new Uri(gateway.Address, "ledger/policy"), Cancellation), Cancellation);
        return folder.At("pack");
    }

    private static Task<(int Code, string Output, string Error)> VerifyAsync(string pack, TemporaryFolder folder, string command) =>
        Synthetic.Tool.RunAsync(["ledger", "verify", command, pack, "--policy", folder.At("policy")]);

    private static async Task HoldsAsync(string pack, TemporaryFolder folder, string command, string words)
    {
        foreach (var form in (string[])[pack, folder.At("pack.zip")])
        {
            var (code, output, error) = await VerifyAsync(form, folder, command);
            Assert.True(code == 0, output + error);
            Assert.Contains(words, output, StringComparison.Ordinal);
        }
    }

    private static async Task<string> SecondAsync(string pack, TemporaryFolder folder)
    {
        using var second = Process.Start(new ProcessStartInfo("python3", [Repository.At("tests", "verifier", "verify.py"), pack, folder.At("policy")]) { RedirectStandardOutput = true })!;
        return (await second.StandardOutput.ReadToEndAsync(Cancellation)).TrimEnd();
    }

    private static async Task<(HttpStatusCode Status, byte[] Body)> PostAsync(GatewayHost gateway, string path, string asker, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway.Address, "ledger/v1/" + path));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + await gateway.TokenAsync(asker));
        using var answer = await gateway.Http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    private static async Task PublishedAsync(GatewayHost gateway)
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

    private async Task<GatewayHost> StartAsync(string store)
    {
        // In Development nothing is signed on PostgreSQL without it.
        var gateway = await GatewayHost.StartAsync(server, store, new Setting(Child, Hidden) { More = new Dictionary<string, string> { ["Ledger:Anchor"] = _anchor.At("anchor.db") } });
        foreach (var child in (TestChild[])[Child, Hidden])
        {
            gateway.Attends(child);
            gateway.Holds("brackenford-csc", child, Held.Plan);
        }

        return gateway;
    }
}
