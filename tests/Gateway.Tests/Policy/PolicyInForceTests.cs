using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Policy;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Policy;

/// <summary>The running service: versions come in, are refused, end, and are not gone back from.</summary>
public sealed class PolicyInForceTests(PostgresServer server)
{
    private static readonly TestChild Child = TestChild.Of(1);

    public static TheoryData<string> Stores => GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task A_newer_version_is_taken_and_an_older_one_is_refused_also_after_a_restart(string store)
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync(store, versions);
        Assert.Equal(("test.1", "share"), await AskAsync(host));

        versions.Put("two", PolicyVersions.Version(2, less: true));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        Assert.Equal(("test.2", "share-less"), await AskAsync(host));

        versions.Remove("two");
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        Assert.Equal(("test.2", "share-less"), await AskAsync(host));
        var entries = await host.Entries.OfAsync(EntryType.Admin);
        Assert.Equal(["policy-in-force", "policy-in-force", "policy-refused"], entries.Select(entry => entry.Common.GetProperty("event").GetString()));
        Assert.Equal((1, false), (entries[0].Common.GetProperty("sequence").GetInt32(), entries[0].Common.TryGetProperty("after", out _)));
        Assert.Equal((2, 1), (entries[1].Common.GetProperty("sequence").GetInt32(), entries[1].Common.GetProperty("after").GetInt32()));
        Assert.Equal((EntryOutcome.Permit, EntryOutcome.Deny), (entries[1].Outcome, entries[2].Outcome));

        var refused = await Assert.ThrowsAsync<StartRefusedException>(host.RestartAsync);
        Assert.Contains(refused.Reasons, reason => reason.Contains("sequence 1 is older than 2", StringComparison.Ordinal));
        versions.Put("two", PolicyVersions.Version(2, less: true));
        await host.RestartAsync();
        Assert.Equal(("test.2", "share-less"), await AskAsync(host));
    }

    [Fact]
    public async Task A_version_with_faults_is_refused_once_in_the_ledger_and_the_log_and_the_old_one_stays()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync("Sqlite", versions);
        versions.Put("two", PolicyVersions.Version(2).With("matrix.csv", PolicyVersions.Published.Text("matrix.csv").Replace("gp,PU03,D01,S,A5", "gp,PU03,D01,ALLOW,A5", StringComparison.Ordinal)));

        var put = host.Services.GetRequiredService<PutInForce>();
        for (var i = 0; i < 3; i++) await put.RunAsync(Cancellation);

        var entry = Assert.Single((await host.Entries.OfAsync(EntryType.Admin)).Skip(1));
        Assert.Contains("'ALLOW' is not an outcome", entry.Common.GetProperty("first")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(host.Logs.Lines, line => line.Text.Contains("'ALLOW' is not an outcome", StringComparison.Ordinal));
        Assert.Equal(("test.1", "share"), await AskAsync(host));
    }

    [Fact]
    public async Task A_version_begins_on_its_day_and_where_a_period_ends_without_a_successor_nothing_is_decided()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1)).Put("two", PolicyVersions.Version(2, less: true, "2026-11-23", "2026-11-23"));
        await using var host = await StartAsync("Sqlite", versions);
        Assert.Equal(("test.1", "share"), await AskAsync(host));
        host.Clock.Advance(TimeSpan.FromHours(22));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        Assert.Equal(("test.2", "share-less"), await AskAsync(host));
        Assert.Equal(2, (await host.Entries.AllAsync()).Last(entry => entry.Type == EntryType.Admin).Common.GetProperty("sequence").GetInt32());

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        var answer = (await host.CheckAsync(Child, "plan-flag")).Is(503);
        Assert.Equal("urn:gateway:problem:no-policy-in-force", answer.Type);
        Assert.NotEmpty(answer.NumbersToRing);
        var entry = Assert.Single(await host.Entries.OfAsync(EntryType.Request));
        Assert.Equal("no-policy-in-force", entry.Common.GetProperty("undecided").GetString());
        Assert.Equal(Child.Number, entry.Child?.GetProperty("child").GetProperty("nhsNumber").GetString());

        versions.Put("three", PolicyVersions.Version(3));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        Assert.Equal(("test.3", "share"), await AskAsync(host));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_decision_is_explained_by_the_version_that_made_it_long_after_another_took_its_folder(string store)
    {
        using var versions = new PolicyVersions().Put("now", PolicyVersions.Version(1));
        await using var host = await StartAsync(store, versions);
        var check = (await host.CheckAsync(Child, "plan-flag")).Is(200).Json.GetProperty("check").GetGuid();
        versions.Put("now", PolicyVersions.Version(2, less: true));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        versions.Put("now", PolicyVersions.Version(3));
        await host.RestartAsync();

        var officer = (await host.GetAsync($"v1/decisions/{check}", "officer-of-alder-valley-nhs-trust")).Is(200);

        Assert.Equal("test.1", officer.Json.GetProperty("policy").GetProperty("version").GetString());
        Assert.Equal("share", Assert.Single((await host.GetAsync($"v1/decisions/{check}", "nurse")).Is(200).Json.GetProperty("items").EnumerateArray()).GetProperty("outcome").GetString());
        var kept = host.Services.GetRequiredService<KeptPolicies>();
        Assert.Equal(2, (await kept.FindAsync(PolicyVersions.Bundle(PolicyVersions.Version(2, less: true)).Hash, Cancellation))?.Sequence);
        Assert.Null(await kept.FindAsync(new byte[32], Cancellation));
    }

    [Fact]
    public void What_is_kept_is_the_version_of_its_hash_or_nothing()
    {
        var one = PolicyVersions.Bundle(PolicyVersions.Version(1));
        Assert.Equal(one.Hash.ToArray(), PackedPolicy.Read(PackedPolicy.Of(one.Files), one.Hash.Span)?.Hash.ToArray());
        Assert.Null(PackedPolicy.Read(PackedPolicy.Of(PolicyVersions.Version(2)), one.Hash.Span));
    }

    [Fact]
    public async Task A_version_that_the_ledger_does_not_know_decides_nothing()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1)).Put("two", PolicyVersions.Version(2, less: true, "2026-11-23"));
        await using var host = await StartAsync("Sqlite", versions);
        var (time, open) = (new MovableTime(GatewayHost.Night), true);
        var policies = PoliciesInForce.Load(versions.Folder, time);
        using var put = Put(host, policies, versions, entry => open);
        await put.BeginAsync(Cancellation);
        Assert.Equal(1, policies.Current?.Sequence);

        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, policies.Current?.Sequence);
        open = false;
        Assert.False(await put.RunAsync(Cancellation));
        Assert.Equal(1, policies.Current?.Sequence);
        open = true;
        Assert.True(await put.RunAsync(Cancellation));
        Assert.Equal(2, policies.Current?.Sequence);
    }

    [Fact]
    public async Task At_the_start_too_and_where_nothing_else_is_in_force_nothing_is_decided_until_it_is_recorded()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync("Sqlite", versions);
        versions.Put("two", PolicyVersions.Version(2));
        var (policies, open) = (PoliciesInForce.Load(versions.Folder, new MovableTime(GatewayHost.Night)), false);
        using var put = Put(host, policies, versions, entry => open);

        await put.BeginAsync(Cancellation);
        Assert.Null(policies.Current);
        open = true;
        Assert.True(await put.RunAsync(Cancellation));
        Assert.Equal(2, policies.Current?.Sequence);
    }

    [Fact]
    public async Task What_another_process_put_in_force_is_not_gone_back_from()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync("Sqlite", versions);
        await host.Services.GetRequiredService<SeenPolicies>().RememberAsync(PolicyVersions.Bundle(PolicyVersions.Version(5)), Cancellation);

        versions.Put("two", PolicyVersions.Version(2, less: true));
        await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);

        Assert.Equal(1, host.Services.GetRequiredService<PoliciesInForce>().Current?.Sequence);
        Assert.Contains(host.Logs.Lines, line => line.Text.Contains("sequence 2 is older than 5, which was in force", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-07-31T22:59:59Z", 1), InlineData("2026-07-31T23:00:00Z", 2), InlineData("2026-11-30T23:59:59Z", 2), InlineData("2026-12-01T00:00:00Z", 3)]
    public void Days_are_those_of_London(string at, int sequence)
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1)).Put("two", PolicyVersions.Version(2, from: "2026-08-01")).Put("three", PolicyVersions.Version(3, from: "2026-12-01"));
        Assert.Equal(sequence, PoliciesInForce.Load(versions.Folder, new MovableTime(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture))).Current?.Sequence);
    }

    private static PutInForce Put(GatewayHost host, PoliciesInForce policies, PolicyVersions versions, Func<LedgerEntry, bool> takes)
    {
        var append = host.Services.GetRequiredService<AppendToLedger>();
        return new PutInForce(
            policies, versions.Folder, host.Services.GetRequiredService<SeenPolicies>(), host.Services.GetRequiredService<Register>(),
            async (entry, stopping) => takes(entry) ? await append(entry, stopping) : new AppendResult.NotRecorded("closed"), Microsoft.Extensions.Logging.Abstractions.NullLogger<PutInForce>.Instance);
    }

    [Theory]
    [InlineData("2026-11-22,,aldersham,PU10", "ask-holder", "Hf")]
    [InlineData("2026-11-22,,any,any", "ask-holder", "Hf")]
    [InlineData("2026-11-23,,aldersham,PU10", "refuse", "X1")]
    [InlineData("2026-11-22,,brackenford,PU10", "refuse", "X1")]
    [InlineData("2026-11-22,,aldersham,PU11", "refuse", "X1")]
    public async Task The_2026_duty_is_in_force_where_and_since_when_the_policy_says(string row, string outcome, string reason)
    {
        var version = PolicyVersions.Version(1);
        using var versions = new PolicyVersions().Put("one", version.With("duty.csv", version.Text("duty.csv") + row + "\n"));
        await using var host = await StartAsync("Sqlite", versions);
        host.Involve("st-oswins-primary", "school-roll", Child);
        var answer = (await host.AskAsync(new Question(Child, "plan-flag", "attendance-site") { Asker = "dsl", Purpose = "school-concern" })).Is(200);
        var withheld = Assert.Single(answer.Withheld);
        Assert.Equal((outcome, reason), (withheld.GetProperty("outcome").GetString(), withheld.GetProperty("reason").GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Checks_under_load_are_each_decided_recorded_and_answered_by_one_version()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync("Sqlite", versions);
        await host.TokenAsync("nurse");
        var asking = Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskManyAsync(host, 60), Cancellation)).ToArray();
        for (var sequence = 2; sequence <= 12; sequence++)
        {
            versions.Put("next", PolicyVersions.Version(sequence, less: sequence % 2 == 0));
            await host.Services.GetRequiredService<PutInForce>().RunAsync(Cancellation);
        }

        var answers = (await Task.WhenAll(asking)).SelectMany(each => each).ToArray();
        Assert.All(answers, answer => Assert.Equal(IsEven(answer.Version) ? "share-less" : "share", answer.Outcome));
        Assert.True(answers.Select(answer => answer.Version).Distinct().Count() > 1, "The swaps came before or after every check.");
        var hashes = Enumerable.Range(1, 12).ToDictionary(s => Convert.ToHexString(PolicyVersions.Bundle(PolicyVersions.Version(s, less: s % 2 == 0)).Hash.Span), s => $"test.{s}");
        Assert.All((await host.Entries.AllAsync()).Where(e => e.Type is EntryType.Decision or EntryType.Disclosure), entry =>
            Assert.Equal(hashes[Convert.ToHexString(entry.Leaf.PolicyHash.Span)], entry.Common.GetProperty("policyVersion").GetString()));
    }

    [Fact]
    public async Task A_folder_that_is_still_being_written_is_left_alone()
    {
        using var versions = new PolicyVersions().Put("one", PolicyVersions.Version(1));
        await using var host = await StartAsync("Sqlite", versions);
        var watch = host.Services.GetRequiredService<WatchPolicy>();
        var policies = host.Services.GetRequiredService<PoliciesInForce>();
        await watch.LookAsync(Cancellation);
        versions.Put("two", PolicyVersions.Version(2));
        await watch.LookAsync(Cancellation);
        Assert.Equal(1, policies.Current?.Sequence);
        File.SetLastWriteTimeUtc(Path.Combine(versions.Path, "two", "matrix.csv"), DateTime.UnixEpoch);
        await watch.LookAsync(Cancellation);
        Assert.Equal(1, policies.Current?.Sequence);
        await watch.LookAsync(Cancellation);
        Assert.Equal(2, policies.Current?.Sequence);
    }

    private async Task<GatewayHost> StartAsync(string store, PolicyVersions versions)
    {
        var host = await GatewayHost.StartAsync(server, store, new Setting(Child) { Policy = versions.Path });
        host.Attends(Child);
        return host;
    }

    private static async Task<(string Version, string Outcome)> AskAsync(GatewayHost host)
    {
        var answer = (await host.CheckAsync(Child, "plan-flag")).Is(200);
        return (answer.Json.GetProperty("policy").GetProperty("version").GetString()!, answer.Item("plan-flag").GetProperty("outcome").GetString()!);
    }

    private static async Task<List<(string Version, string Outcome)>> AskManyAsync(GatewayHost host, int times)
    {
        var answers = new List<(string, string)>();
        for (var i = 0; i < times; i++) answers.Add(await AskAsync(host));
        return answers;
    }

    private static bool IsEven(string version) => int.Parse(version[^1..], System.Globalization.CultureInfo.InvariantCulture) % 2 == 0;
}
