using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Gateway.Retention;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Gateway.Tests.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>What was not checked for viruses opens for nobody, whatever the scanner does; what has one is gone; and no referral waits.</summary>
public sealed class ScanAttachmentsTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task File_with_a_virus_loses_its_bytes_keeps_its_row_with_the_reason_and_is_on_the_record(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        var draft = await bed.Bed.FilledAsync();
        var (good, bad) = (await bed.AddedAsync(draft, TestFile.Pdf()), await bed.AddedAsync(draft, TestFile.WithVirus));

        Assert.Equal(["checked", "virus-found"], await bed.ChecksAsync(draft));
        Assert.Equal((2, 1), await bed.RowsAsync());
        Assert.Contains("attachment-virus-found", (await bed.TryOpenAsync(draft, bad)).Is(409).Type);
        (await bed.Bed.SendAsync(draft)).Is(200);
        Assert.Contains("attachment-virus-found", (await bed.TryOpenAsync(draft, bad, "csc-front-door")).Is(409).Type);
        using (var opened = await bed.OpenAsync(draft, good, "csc-front-door")) Assert.Equal(200, (int)opened.StatusCode);
        var entry = Assert.Single(await bed.Bed.EntriesAsync(), one => one.Common.Text("kind") == "attachment.virus-found");
        Assert.Equal((draft.ToString(), bad.ToString(), "Eicar-Signature"), (entry.Common.Text("referral"), entry.Common.Text("attachment"), entry.Common.Text("virus")));
        Assert.Contains(bed.Bed.Gateway.Logs.Lines, line => line.Text.Contains("A virus was found", StringComparison.Ordinal));
        Assert.DoesNotContain(bed.Bed.Gateway.Logs.Lines, line => line.Text.Contains("virus.pdf", StringComparison.Ordinal));
        // The scanner was sent what was added, to the byte.
        Assert.Equal(TestFile.WithVirus.Bytes, bed.Scanner.Last);
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task While_the_scanner_is_away_the_referral_goes_and_its_files_open_when_it_is_back(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.FilledAsync();
        var (good, bad) = (await bed.AddedAsync(draft, TestFile.PdfOf(600_000)), await bed.AddedAsync(draft, TestFile.WithVirus));
        (await bed.Bed.SendAsync(draft)).Is(200);
        await bed.SweepAsync();
        Assert.Equal(["not-checked", "not-checked"], await bed.ChecksAsync(draft, "csc-front-door"));
        foreach (var asker in (string[])["csc-front-door", "nurse"])
        {
            var shut = (await bed.TryOpenAsync(draft, good, asker)).Is(409);
            Assert.Contains("attachment-not-checked", shut.Type);
            Assert.StartsWith("This file has not been checked for viruses yet", shut.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        bed.Scanner.ComeBack();
        await bed.SweepAsync();

        Assert.Equal(["checked", "virus-found"], await bed.ChecksAsync(draft, "csc-front-door"));
        using var opened = await bed.OpenAsync(draft, good, "csc-front-door");
        Assert.Equal(600_000, (await opened.Content.ReadAsByteArrayAsync(AttachmentBed.Cancellation)).Length);
        Assert.Contains("virus-found", (await bed.TryOpenAsync(draft, bad, "csc-front-door")).Is(409).Type);
    }

    [Fact]
    public async Task Scanner_that_hangs_up_in_the_middle_checked_nothing_and_is_asked_again_later_and_later()
    {
        await using var bed = await AttachmentBed.StartAsync();
        bed.Scanner.CutAfter = 300_000;
        var draft = await bed.Bed.BeginAsync();
        await bed.AddedAsync(draft, TestFile.PdfOf(900_000));
        Assert.Equal(["not-checked"], await bed.ChecksAsync(draft));

        // One that it takes is checked all the same.
        await bed.AddedAsync(draft, TestFile.Pdf());
        await bed.SweepAsync();
        Assert.Equal(["not-checked", "checked"], await bed.ChecksAsync(draft));

        bed.Scanner.CutAfter = null;
        await bed.SweepAsync();
        Assert.Equal(["not-checked", "checked"], await bed.ChecksAsync(draft));
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(16));
        await bed.SweepAsync();
        Assert.Equal(["checked", "checked"], await bed.ChecksAsync(draft));
    }

    [Fact]
    public async Task Whatever_else_a_scanner_says_is_no_verdict()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        string[] said = ["", "INSTREAM size limit exceeded. ERROR", "stream: OK FOUND ERROR", "stream: ok", "UNKNOWN COMMAND", "stream: OK~", "stream: OK\nstream: Eicar FOUND and more"];
        foreach (var says in said)
        {
            bed.Scanner.Says = says;
            var file = await bed.AddedAsync(draft, TestFile.Pdf(says));
            Assert.Equal(["not-checked"], await bed.ChecksAsync(draft));
            (await bed.TryOpenAsync(draft, file)).Is(409);
            Assert.Equal((1, 1), await bed.RowsAsync());
            Assert.Equal(204, (await bed.RemoveAsync(draft, file)).Status);
            bed.Bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal(said.Length, bed.Scanner.Seen);
    }

    [Theory]
    [InlineData("Heuristics.Limits.Exceeded.MaxFileSize")]
    [InlineData("Heuristics.Limits.Exceeded")]
    [InlineData("Heuristics.Encrypted.PDF")]
    [InlineData("Heuristics.Encrypted.Zip")]
    public async Task What_the_scanner_could_not_look_into_is_neither_opened_nor_removed_says_why_and_is_tried_less_and_less(string name)
    {
        await using var bed = await AttachmentBed.StartAsync();
        bed.Scanner.Says = $"stream: {name} FOUND";
        var draft = await bed.Bed.BeginAsync();
        var file = await bed.AddedAsync(draft, TestFile.Pdf());
        Assert.Equal(["not-checked"], await bed.ChecksAsync(draft));
        var shut = (await bed.TryOpenAsync(draft, file)).Is(409);
        Assert.Contains("attachment-not-checked", shut.Type);
        Assert.StartsWith("It could not be checked for viruses", shut.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var (seconds, seen) in ((int, int)[])[(0, 1), (14, 1), (1, 2), (29, 2), (1, 3), (59, 3), (1, 4)])
        {
            bed.Bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(seconds));
            await bed.SweepAsync();
            await bed.SweepAsync();
            Assert.Equal(seen, bed.Scanner.Seen);
        }

        Assert.Equal((1, 1), await bed.RowsAsync());
        Assert.DoesNotContain(await bed.Bed.EntriesAsync(), one => one.Common.Text("kind") == "attachment.virus-found");
        // What it only suspects is a finding all the same.
        bed.Scanner.Says = "stream: Heuristics.OLE2.ContainsMacros FOUND";
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromHours(1));
        await bed.SweepAsync();
        Assert.Equal(["virus-found"], await bed.ChecksAsync(draft));
    }

    [Theory, InlineData(AttachmentState.Checked), InlineData(AttachmentState.VirusFound)]
    public async Task Virus_that_was_found_beats_a_scanner_that_saw_none_whichever_came_first(AttachmentState first)
    {
        await using var bed = await AttachmentBed.StartAsync();
        bed.Scanner.Meanwhile = async () =>
        {
            await using var db = await bed.Bed.DbAsync();
            await db.Set<ReferralAttachment>().ExecuteUpdateAsync(set => set.SetProperty(one => one.State, first), AttachmentBed.Cancellation);
        };
        var draft = await bed.Bed.BeginAsync();

        await bed.AddedAsync(draft, first == AttachmentState.Checked ? TestFile.WithVirus : TestFile.Pdf());

        Assert.Equal(["virus-found"], await bed.ChecksAsync(draft));
        Assert.Equal(first == AttachmentState.Checked ? (1, 0) : (1, 1), await bed.RowsAsync());
        Assert.Equal(first == AttachmentState.Checked ? 1 : 0, (await bed.Bed.EntriesAsync()).Count(one => one.Common.Text("kind") == "attachment.virus-found"));
    }

    [Fact]
    public async Task With_a_closed_ledger_a_virus_shuts_a_file_that_another_scanner_let_open()
    {
        await using var bed = await AttachmentBed.StartAsync();
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.BeginAsync();
        await bed.AddedAsync(draft, TestFile.WithVirus);
        bed.Scanner.ComeBack();
        bed.Scanner.Meanwhile = async () =>
        {
            await using var db = await bed.Bed.DbAsync();
            await db.Set<ReferralAttachment>().ExecuteUpdateAsync(set => set.SetProperty(one => one.State, AttachmentState.Checked), AttachmentBed.Cancellation);
        };
        using var scan = Scan(bed, Closed);

        await scan.TendAsync(AttachmentBed.Cancellation);

        Assert.Equal(["not-checked"], await bed.ChecksAsync(draft));
        bed.Scanner.Meanwhile = null;
        await bed.SweepAsync();
        Assert.Equal(["virus-found"], await bed.ChecksAsync(draft));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Several_processes_at_once_look_through_each_file_once(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.BeginAsync();
        for (var n = 0; n < 6; n++) await bed.AddedAsync(draft, TestFile.Pdf($"Page {n}"));
        bed.Scanner.ComeBack();
        ScanAttachments[] scans = [.. Enumerable.Range(0, 3).Select(_ => Scan(bed, bed.Bed.Service<AppendToLedger>()))];

        await Task.WhenAll(scans.Select(scan => Task.Run(() => scan.TendAsync(AttachmentBed.Cancellation))));

        foreach (var scan in scans) scan.Dispose();
        Assert.All(await bed.ChecksAsync(draft), check => Assert.Equal("checked", check));
        Assert.Equal(6, bed.Scanner.Seen);
    }

    [Theory, InlineData("officer-of-alder-valley-nhs-trust", true, true), InlineData("officer-of-aldersham-council", true, true), InlineData("officer-of-alder-valley-nhs-trust", false, true), InlineData("officer-of-st-oswins-primary", true, false)]
    public async Task Virus_in_what_a_hold_covers_shuts_the_file_and_keeps_its_bytes_sealed_until_the_referral_goes(string officer, bool sent, bool kept)
    {
        await using var bed = await AttachmentBed.StartAsync();
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.FilledAsync();
        var file = await bed.AddedAsync(draft, TestFile.WithVirus);
        if (sent) (await bed.Bed.SendAsync(draft)).Is(200);
        (await bed.Bed.Gateway.PostAsync("v1/retention/holds", officer, RetentionBed.Hold(), Guid.NewGuid().ToString())).Is(200);
        bed.Scanner.ComeBack();

        await bed.SweepAsync();

        Assert.Equal(["virus-found"], await bed.ChecksAsync(draft));
        Assert.Equal((1, kept ? 1 : 0), await bed.RowsAsync());
        foreach (var asker in sent ? (string[])["nurse", "csc-front-door"] : ["nurse"])
        {
            var shut = (await bed.TryOpenAsync(draft, file, asker)).Is(409);
            Assert.Contains("attachment-virus-found", shut.Type);
            Assert.DoesNotContain("removed", shut.Text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Single(await bed.Bed.EntriesAsync(), one => one.Common.Text("kind") == "attachment.virus-found");
    }

    [Fact]
    public async Task Whoever_adds_files_one_after_the_other_waits_once_for_a_scanner_that_is_not_there()
    {
        await using var bed = await AttachmentBed.StartAsync();
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.BeginAsync();
        await bed.AddedAsync(draft, TestFile.Pdf());
        bed.Scanner.ComeBack();
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(14));
        await bed.AddedAsync(draft, TestFile.Png);
        Assert.Equal(0, bed.Scanner.Seen);
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromSeconds(1));
        await bed.AddedAsync(draft, TestFile.Jpg);
        Assert.Equal(["not-checked", "not-checked", "checked"], await bed.ChecksAsync(draft));

        await bed.SweepAsync();

        Assert.All(await bed.ChecksAsync(draft), check => Assert.Equal("checked", check));
    }

    [Fact]
    public async Task File_that_the_scanner_finds_too_large_stays_unchecked_and_holds_up_no_other()
    {
        await using var bed = await AttachmentBed.StartAsync();
        bed.Scanner.Largest = 100_000;
        var draft = await bed.Bed.BeginAsync();
        await bed.AddedAsync(draft, TestFile.PdfOf(400_000));
        await bed.AddedAsync(draft, TestFile.Pdf());
        for (var n = 0; n < 3; n++)
        {
            bed.Bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(5));
            await bed.SweepAsync();
        }

        Assert.Equal(["not-checked", "checked"], await bed.ChecksAsync(draft));
    }

    [Fact]
    public async Task Without_a_scanner_no_file_opens_and_the_referral_goes()
    {
        await using var bed = await AttachmentBed.StartAsync(withScanner: false);
        var draft = await bed.Bed.FilledAsync();
        var file = await bed.AddedAsync(draft, TestFile.Pdf());
        await bed.SweepAsync();
        (await bed.Bed.SendAsync(draft)).Is(200);
        (await bed.TryOpenAsync(draft, file, "csc-front-door")).Is(409);
        Assert.Equal(0, bed.Scanner.Seen);
    }

    [Fact]
    public async Task With_a_closed_ledger_a_virus_takes_nothing_away_until_it_is_recorded_and_nothing_opens_meanwhile()
    {
        await using var bed = await AttachmentBed.StartAsync();
        await bed.Scanner.GoAwayAsync();
        var draft = await bed.Bed.BeginAsync();
        var file = await bed.AddedAsync(draft, TestFile.WithVirus);
        bed.Scanner.ComeBack();
        using var scan = Scan(bed, Closed);

        await scan.TendAsync(AttachmentBed.Cancellation);

        Assert.Equal(["not-checked"], await bed.ChecksAsync(draft));
        Assert.Equal((1, 1), await bed.RowsAsync());
        (await bed.TryOpenAsync(draft, file)).Is(409);
        await bed.SweepAsync();
        Assert.Equal(["virus-found"], await bed.ChecksAsync(draft));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_a_process_that_died_was_taking_in_is_swept_away_and_what_comes_now_is_not(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        var draft = await bed.Bed.BeginAsync();
        await ComingAsync(bed, draft);
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(59));
        await ComingAsync(bed, draft);
        await bed.SweepAsync();
        Assert.Equal((2, 2), await bed.RowsAsync());
        Assert.Empty(await bed.ListAsync(draft));
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(2));

        await bed.SweepAsync();

        Assert.Equal((1, 1), await bed.RowsAsync());
    }

    [Fact]
    public async Task What_broke_off_goes_whole_or_stays_and_its_going_keeps_no_file_unchecked()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        await ComingAsync(bed, draft);
        bed.Bed.Gateway.Clock.Advance(TimeSpan.FromMinutes(61));
        await bed.Scanner.GoAwayAsync();
        await bed.AddedAsync(draft, TestFile.Pdf());
        bed.Scanner.ComeBack();
        await using var db = await bed.Bed.DbAsync();
        await db.Database.ExecuteSqlRawAsync("CREATE TRIGGER stays BEFORE DELETE ON ReferralAttachmentParts BEGIN SELECT RAISE(ABORT, 'stays'); END", AttachmentBed.Cancellation);
        await bed.SweepAsync();
        Assert.Equal((2, 2), await bed.RowsAsync());
        Assert.Equal(["checked"], await bed.ChecksAsync(draft));
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER stays", AttachmentBed.Cancellation);

        await bed.SweepAsync();

        Assert.Equal((1, 1), await bed.RowsAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Parts_of_no_file_go_at_the_start_and_once_a_day_also_without_a_scanner(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store, withScanner: false);
        await bed.AddedAsync(await bed.Bed.BeginAsync(), TestFile.Pdf());
        foreach (var (hours, left) in ((int, int)[])[(0, 1), (23, 2), (1, 1)])
        {
            bed.Bed.Gateway.Clock.Advance(TimeSpan.FromHours(hours));
            await bed.Bed.Service<AttachmentParts>().PutAsync(Guid.NewGuid(), 0, new byte[10], AttachmentBed.Cancellation);
            await bed.SweepAsync();
            Assert.Equal((1, left), await bed.RowsAsync());
        }
    }

    [Theory, InlineData("scanner"), InlineData("scanner:"), InlineData(":3310"), InlineData("scanner:0"), InlineData("scanner:70000"), InlineData("a b:3310")]
    public void Setting_that_does_not_read_stops_the_start(string setting) => Assert.Contains(
        VirusScanner.Setting, Assert.Throws<StartRefusedException>(() => new VirusScanner(Settings(setting), TimeProvider.System)).Reasons.Single(), StringComparison.Ordinal);

    [Theory, InlineData(null, false), InlineData("", false), InlineData("127.0.0.1:3310", true), InlineData("clamd.internal:3310", true), InlineData("[::1]:3310", true)]
    public void Setting_that_reads_or_none_does_not(string? setting, bool there) => Assert.Equal(there, new VirusScanner(Settings(setting), TimeProvider.System).IsThere);

    private static readonly AppendToLedger Closed = (_, _) => ValueTask.FromResult<AppendResult>(new AppendResult.NotRecorded("closed"));

    // As another process on the store has it.
    private static ScanAttachments Scan(AttachmentBed bed, AppendToLedger append)
    {
        var (contexts, clock) = (bed.Bed.Service<IDbContextFactory<GatewayContext>>(), bed.Bed.Gateway.Clock);
        var mark = new MarkVirus(contexts, new RecordOnce(contexts, append), bed.Bed.Service<ReadHolds>(), bed.Bed.Service<IEnumerable<KeptRecords>>(), clock, NullLogger<MarkVirus>.Instance);
        return new ScanAttachments(
            contexts, bed.Bed.Service<VirusScanner>(), bed.Bed.Service<AttachmentParts>(), bed.Bed.Service<SealReferrals>(), mark, new ClearBroken(contexts, clock), bed.Bed.Service<IConfiguration>(), clock, NullLogger<ScanAttachments>.Instance);
    }

    private static IConfigurationRoot Settings(string? scanner) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [VirusScanner.Setting] = scanner }).Build();

    private static async Task ComingAsync(AttachmentBed bed, Guid referral)
    {
        await using var db = await bed.Bed.DbAsync();
        var coming = ReferralAttachment.Coming(referral, bed.Bed.Gateway.Clock.GetUtcNow());
        db.Add(coming);
        await db.SaveChangesAsync(AttachmentBed.Cancellation);
        await bed.Bed.Service<AttachmentParts>().PutAsync(coming.Id, 0, new byte[10], AttachmentBed.Cancellation);
    }
}
