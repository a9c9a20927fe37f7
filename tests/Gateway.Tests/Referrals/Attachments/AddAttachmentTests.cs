using System.Net.Http.Headers;
using System.Text;
using Gateway.Audit;
using Gateway.Referrals.Attachments;
using Gateway.Referrals.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Referrals.Attachments;

/// <summary>Files that go with a referral: who adds, sees, opens and removes them, and what is none.</summary>
public sealed class AddAttachmentTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Files_of_a_draft_go_with_it_and_its_council_opens_what_was_checked_on_the_record(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        var draft = await bed.Bed.FilledAsync();
        TestFile[] files = [TestFile.Pdf(), TestFile.Png, TestFile.Jpg, TestFile.Word(), TestFile.PdfOf(700_000)];
        var ids = new List<Guid>();
        foreach (var file in files) ids.Add(await bed.AddedAsync(draft, file));
        (await bed.Bed.SendAsync(draft)).Is(200);

        var listed = await bed.ListAsync(draft, "csc-front-door");
        Assert.Equal(files.Select(file => (file.Name, (long)file.Bytes.Length)), listed.Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("size").GetInt64())));
        Assert.Equal(["pdf", "png", "jpg", "docx", "pdf"], listed.Select(one => one.GetProperty("kind").GetString()));
        Assert.All(listed, one => Assert.Equal("checked", one.GetProperty("check").GetString()));
        Assert.Equal(5, (await bed.Bed.ReadAsync(draft, "csc-front-door")).Is(200).Json.GetProperty("attachments").GetArrayLength());
        foreach (var (file, id) in files.Zip(ids))
            foreach (var asker in (string[])["csc-front-door", "nurse"])
            {
                using var opened = await bed.OpenAsync(draft, id, asker);
                Assert.Equal(file.Bytes, await opened.Content.ReadAsByteArrayAsync(AttachmentBed.Cancellation));
            }

        var sent = Assert.Single(await bed.Bed.EntriesAsync(), entry => entry.Common.Text("kind") == "referral.sent");
        Assert.Equal(ids, sent.Common.GetProperty("attachments").EnumerateArray().Select(id => id.GetGuid()));
        var read = (await bed.Bed.Gateway.Entries.OfAsync(EntryType.Search)).Where(entry => entry.Common.Text("kind") == "referral-attachment-read").ToArray();
        Assert.Equal(10, read.Length);
        Assert.Equal(ids.SelectMany(id => new[] { id, id }).Order(), read.Select(entry => entry.Common.GetProperty("shown").EnumerateArray().Last().GetGuid()).Order());
        Assert.All(await bed.Bed.Gateway.Entries.OfAsync(EntryType.Referral), entry => Assert.DoesNotContain("letter", entry.Common.GetRawText()));
    }

    [Fact]
    public async Task File_is_given_out_to_be_saved_and_never_shown_under_a_name_that_names_nobody()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.FilledAsync();
        var file = await bed.AddedAsync(draft, TestFile.Pdf(name: "Amira Childmark.pdf"));
        using (var own = await bed.OpenAsync(draft, file)) Assert.Equal("attachment; filename=\"draft-file-1.pdf\"", own.Content.Headers.GetValues("Content-Disposition").Single());
        (await bed.Bed.SendAsync(draft)).Is(200);
        var reference = (await bed.Bed.ReadAsync(draft)).Json.GetProperty("reference").GetString();

        using var opened = await bed.OpenAsync(draft, file, "csc-front-door");

        Assert.Equal(200, (int)opened.StatusCode);
        Assert.Equal("application/pdf", opened.Content.Headers.ContentType!.ToString());
        Assert.Equal($"attachment; filename=\"{reference}-file-1.pdf\"", opened.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal("nosniff", opened.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox; default-src 'none'", opened.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-store", opened.Headers.CacheControl!.ToString());
        Assert.DoesNotContain(bed.Bed.Gateway.Logs.Lines, line => line.Text.Contains("Childmark", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_of_another_kind_than_its_ending_says_or_of_none_of_the_four_is_refused_and_leaves_nothing()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        (string Name, string Content)[] wrong =
        [
            ("letter.pdf", "%PNG nothing of the kind"), ("letter.pdf", "<html><script>alert(1)</script>"), ("photo.jpg", "%PDF-1.4"), ("letter.docx", "PK\u0003\u0004 and no directory"), ("letter.doc", "%PDF-1.4"),
            ("letter.docm", "PK\u0003\u0004"), ("sheet.xlsm", "PK\u0003\u0004"), ("page.svg", "<svg/>"), ("letter.pdf\u202Egnp.exe", "%PDF-1.4"), ("letter", "%PDF-1.4"),
        ];
        foreach (var (name, content) in wrong)
        {
            var refused = (await bed.AddAsync(draft, new TestFile(name, Encoding.UTF8.GetBytes(content)))).Is(400);
            Assert.Equal("The file must be a PDF, Word document, JPG or PNG", Words(refused));
            Assert.Equal((0, 0), await bed.RowsAsync());
        }
    }

    [Fact]
    public async Task Ten_megabytes_are_taken_and_a_byte_more_or_many_more_are_not()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        foreach (var length in (int[])[AddAttachment.Largest + 1, 3 * AddAttachment.Largest])
        {
            Assert.Equal("The file must be smaller than 10 MB", Words((await bed.AddAsync(draft, TestFile.PdfOf(length))).Is(400)));
            Assert.Equal((0, 0), await bed.RowsAsync());
        }

        // What is larger than any request may be is not read to its end: whoever goes on sending is cut off.
        Assert.True(await Record.ExceptionAsync(() => bed.AddAsync(draft, TestFile.PdfOf(5 * AddAttachment.Largest))) is null or HttpRequestException);
        Assert.Equal((0, 0), await bed.RowsAsync());
        var largest = TestFile.PdfOf(AddAttachment.Largest);
        var id = await bed.AddedAsync(draft, largest);
        using var opened = await bed.OpenAsync(draft, id);
        Assert.Equal(largest.Bytes, await opened.Content.ReadAsByteArrayAsync(AttachmentBed.Cancellation));
        Assert.Equal((1, 40), await bed.RowsAsync());
    }

    [Fact]
    public async Task Word_document_with_macros_is_refused()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        Assert.Equal("The Word document must not have macros or objects in it", Words((await bed.AddAsync(draft, TestFile.Word(more: ("word/vbaProject.bin", [1])))).Is(400)));
        Assert.Equal((0, 0), await bed.RowsAsync());
    }

    [Fact]
    public async Task What_is_not_ones_own_draft_is_not_there_and_a_referral_of_another_agency_neither()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.FilledAsync();
        var file = await bed.AddedAsync(draft, TestFile.Pdf());
        foreach (var other in (string[])["second-nurse", "csc-front-door", "dsl", "officer-of-alder-valley-nhs-trust"])
        {
            (await bed.AddAsync(draft, TestFile.Png, other)).Is(404);
            (await bed.TryOpenAsync(draft, file, other)).Is(404);
            (await bed.RemoveAsync(draft, file, other)).Is(404);
            (await bed.Bed.Gateway.GetAsync(AttachmentBed.Of(draft), other)).Is(404);
        }

        (await bed.Bed.SendAsync(draft)).Is(200);
        foreach (var other in (string[])["dsl", "gp", "officer-of-aldersham-council", "brackenford-worker"]) (await bed.TryOpenAsync(draft, file, other)).Is(404);
        // The colleague who answers for the referrer reads it, and changes nothing.
        using (var opened = await bed.OpenAsync(draft, file, "second-nurse")) Assert.Equal(200, (int)opened.StatusCode);
        (await bed.AddAsync(draft, TestFile.Png, "second-nurse")).Is(404);
        // A file of one referral is none of another's.
        var another = await bed.Bed.FilledAsync();
        (await bed.TryOpenAsync(another, file)).Is(404);
        (await bed.RemoveAsync(another, file)).Is(404);
        Assert.Empty(await bed.ListAsync(another));
        Assert.DoesNotContain((await bed.Bed.Gateway.Entries.OfAsync(EntryType.Search)).Where(entry => entry.Common.Text("kind") == "referral-attachment-read"), entry => entry.Common.Text("practitioner") != "second-nurse");
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task File_goes_from_a_draft_by_its_authors_hand_and_with_the_draft_and_stays_once_it_was_sent(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        var draft = await bed.Bed.FilledAsync();
        var (first, second) = (await bed.AddedAsync(draft, TestFile.Pdf()), await bed.AddedAsync(draft, TestFile.Png));
        Assert.Equal(204, (await bed.RemoveAsync(draft, first)).Status);
        (await bed.RemoveAsync(draft, first)).Is(404);
        var third = await bed.AddedAsync(draft, TestFile.Pdf());
        Assert.Equal([second, third], (await bed.ListAsync(draft)).Select(one => one.GetProperty("attachment").GetGuid()));
        Assert.Equal([2, 3], (await bed.ListAsync(draft)).Select(one => one.GetProperty("number").GetInt32()));
        (await bed.Bed.SendAsync(draft)).Is(200);

        (await bed.RemoveAsync(draft, second)).Is(409);
        (await bed.AddAsync(draft, TestFile.Jpg)).Is(409);

        var other = await bed.Bed.BeginAsync();
        await bed.AddedAsync(other, TestFile.Pdf());
        Assert.Equal(204, (await bed.Bed.Gateway.SendAsync(HttpMethod.Delete, $"v1/referrals/{other}", "nurse", null)).Status);
        Assert.Equal((2, 2), await bed.RowsAsync());
    }

    [Fact]
    public async Task Same_file_added_again_is_one_and_of_many_at_once_ten_are_there()
    {
        await using var bed = await AttachmentBed.StartAsync(withScanner: false);
        var draft = await bed.Bed.BeginAsync();
        var first = await bed.AddedAsync(draft, TestFile.Pdf());
        Assert.Equal(first, (await bed.AddAsync(draft, TestFile.Pdf())).Is(200).Json.GetProperty("attachment").GetGuid());

        var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => bed.AddAsync(draft, TestFile.Pdf($"Page {n % 11}", $"page {n % 11}.pdf"))));
        foreach (var again in added.Where(answer => answer.Status == 409).ToArray()) Assert.Contains("referral-moved-on", again.Text);
        for (var n = 0; n < 11; n++) await bed.AddAsync(draft, TestFile.Pdf($"Page {n}", $"page {n}.pdf"));

        Assert.Equal("You can add up to 10 files", Words((await bed.AddAsync(draft, TestFile.Png)).Is(400)));
        var there = await bed.ListAsync(draft);
        Assert.Equal(10, there.Length);
        Assert.Equal(10, there.Select(one => one.GetProperty("number").GetInt32()).Distinct().Count());
        Assert.Equal((10, 10), await bed.RowsAsync());
    }

    [Fact]
    public async Task What_is_no_form_with_a_file_or_breaks_off_leaves_nothing_and_says_so()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var draft = await bed.Bed.BeginAsync();
        (await bed.AddAsync(draft, new StringContent("{}", Encoding.UTF8, "application/json"))).Is(415);
        Assert.Equal("Choose a file", Words((await bed.AddAsync(draft, TestFile.Pdf(), field: "other")).Is(400)));
        Assert.Equal("The file that you chose is empty", Words((await bed.AddAsync(draft, new TestFile("a.pdf", []))).Is(400)));
        var broken = new ByteArrayContent([.. "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 and then nothing"u8]);
        broken.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        Assert.Equal("The file did not arrive whole. Choose it again", Words((await bed.AddAsync(draft, broken)).Is(400)));
        Assert.Equal((0, 0), await bed.RowsAsync());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Bytes_at_rest_are_sealed_for_their_place_and_changed_ones_are_given_to_nobody(string store)
    {
        await using var bed = await AttachmentBed.StartAsync(server, store);
        var draft = await bed.Bed.BeginAsync();
        var large = new TestFile("large.pdf", [.. "%PDF-1.4\nSealmark"u8, .. new byte[2 * AttachmentParts.PartLength]]);
        var id = await bed.AddedAsync(draft, large);
        await using var db = await bed.Bed.DbAsync();
        var rows = await db.Set<ReferralAttachmentPart>().AsNoTracking().OrderBy(part => part.Number).ToListAsync(AttachmentBed.Cancellation);
        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain("Sealmark", Encoding.Latin1.GetString(row.Content)));
        Assert.DoesNotContain("large", Encoding.Latin1.GetString((await db.Set<ReferralAttachment>().AsNoTracking().SingleAsync(AttachmentBed.Cancellation)).About));

        // The first two change places.
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 0)])
        {
            var content = rows[from].Content;
            await db.Set<ReferralAttachmentPart>().Where(part => part.Attachment == id && part.Number == to).ExecuteUpdateAsync(set => set.SetProperty(part => part.Content, content), AttachmentBed.Cancellation);
        }

        using var opened = await bed.OpenAsync(draft, id);
        Assert.Equal(500, (int)opened.StatusCode);
        Assert.DoesNotContain("Sealmark", await opened.Content.ReadAsStringAsync(AttachmentBed.Cancellation));
    }

    [Fact]
    public async Task By_the_danger_path_files_follow_until_it_is_complete_and_its_council_has_them_at_once()
    {
        await using var bed = await AttachmentBed.StartAsync();
        var sent = (await bed.Bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, Guid.NewGuid().ToString())).Is(200).Json.GetProperty("referral").GetGuid();
        var file = await bed.AddedAsync(sent, TestFile.Jpg);
        Assert.Equal(["checked"], await bed.ChecksAsync(sent, "brackenford-worker"));
        (await bed.RemoveAsync(sent, file)).Is(409);
    }

    private static string? Words(Answer refused) => refused.Json.GetProperty("fields").EnumerateArray().Single().GetProperty("words").GetString();
}
