using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>A pupil's file is the new school's from its receipt: it goes by that school's rule, and by nobody else's.</summary>
public sealed class KeptFilesTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Academy = "officer-of-brackenford-academy";
    private const string Primary = "officer-of-st-oswins-primary";

    // Of a child whom nobody knows a colleague agrees first.
    private static TestChild Known => new(ReferralBed.NumberOf(0).Digits, RetentionBed.Born) { Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(ReferralBed.NumberOf(5).Digits) } };

    [Theory, MemberData(nameof(Stores))]
    public async Task Over_generated_days_of_birth_and_receipt_a_file_goes_on_its_day_and_not_the_day_before(string store)
    {
        var random = new Random(store.Length);
        await using var bed = await RetentionBed.StartAsync(server, store, "brackenford-academy,file,12,3,2024-01-01,,x\n*,file,0,2,2024-01-01,,x\n*,concern,0,2,2024-01-01,,x\n");
        var known = new Dictionary<Guid, DateOnly>();
        for (var n = 0; n < 40; n++)
        {
            // Every other one was born or received on a 29 February.
            var at = n % 4 == 0 ? new DateTimeOffset(2028, 2, 29, 12, 0, 0, TimeSpan.Zero) : bed.Now.AddDays(random.Next(1_500));
            var born = n % 4 == 1 ? new DateOnly(2020, 2, 29) : new DateOnly(2016, 1, 1).AddDays(random.Next(4_000));
            known[await bed.FileAsync(at, n % 5, born)] = Later(Years(born, 12), Years(DateOnly.FromDateTime(at.UtcDateTime), 3));
        }

        // The days themselves, and the days before them.
        foreach (var today in known.Values.SelectMany(day => new[] { day.AddDays(-1), day }).Distinct().Order().Where(_ => random.Next(4) == 0).Append(new DateOnly(2032, 2, 29)).Order())
        {
            bed.To(today);
            Assert.True(await bed.SweepAsync());
            Assert.True(known.Where(file => file.Value > today).Select(file => file.Key).ToHashSet().SetEquals(await bed.ThereAsync()), $"on {today:O}");
            Assert.Equal(known.Where(file => file.Value <= today).Select(file => file.Key).Order(), (await bed.RecordedAsync()).Select(each => each.Record).Order());
        }
    }

    [Fact]
    public async Task A_copy_outlives_the_concern_that_it_was_made_of_and_goes_when_its_own_school_says_so()
    {
        await using var bed = await RetentionBed.StartAsync(rules: "brackenford-academy,file,0,6,2024-01-01,,x\nst-oswins-primary,file,0,2,2024-01-01,,x\n*,concern,0,2,2024-01-01,,x\n");
        var concern = await bed.ConcernAsync(bed.Now);
        var (file, owed) = (await bed.FileAsync(bed.Now, of: concern), await bed.FileAsync(bed.Now, received: false));
        await bed.HeldAsync(Primary, child: 0);
        bed.To(bed.Now.AddYears(5));
        Assert.True(await bed.SweepAsync());
        Assert.True((await bed.ThereAsync()).SetEquals([concern, file, owed]));

        // What the school that sent it holds is its own concern, and nothing that is another school's.
        bed.To(bed.Now.AddYears(2));
        Assert.True(await bed.SweepAsync());

        Assert.True((await bed.ThereAsync()).SetEquals([concern, owed]));
        var entry = Assert.Single(await bed.Gateway.Entries.OfAsync(EntryType.Erasure), one => one.Common.GetProperty("record").GetString() == "file");
        Assert.Equal(["brackenford-academy"], entry.Common.GetProperty("agencies").EnumerateArray().Select(agency => agency.GetString()));
        Assert.DoesNotContain("Childmark", entry.Common.GetRawText());
        Assert.Equal("urn:gateway:problem:deleted-at-the-end-of-its-time", (await bed.Gateway.GetAsync($"v1/school-files/{file}", "academy-dsl")).Is(410).Type);
        (await bed.Gateway.GetAsync($"v1/school-files/{file}", "dsl")).Is(404);
        await using var db = await bed.Bed.DbAsync();
        Assert.False(await db.Set<SchoolFileConcern>().AnyAsync(RetentionBed.Cancellation));
    }

    [Theory, InlineData(null), InlineData("file")]
    public async Task A_hold_of_the_new_schools_keeps_it_under_a_former_number_too_and_its_extract_has_it(string? kind)
    {
        await using var bed = await RetentionBed.StartAsync(children: [Known]);
        var (under, former, unnumbered, other) = (await bed.FileAsync(bed.Now), await bed.FileAsync(bed.Now, child: 5), await bed.FileAsync(bed.Now, numbered: false), await bed.FileAsync(bed.Now, child: 7));
        await bed.HeldAsync(Academy, kind, child: 0);
        bed.To(bed.Now.AddYears(4));
        Assert.True(await bed.SweepAsync());

        Assert.True((await bed.ThereAsync()).SetEquals([under, former, unnumbered]));
        Assert.Equal([other], (await bed.RecordedAsync()).Select(each => each.Record));
        var made = (await ExtractAsync(bed, Academy)).Is(200).Json.GetProperty("children")[0];
        Assert.Equal(new[] { under, former }.Order(), Records(made).Select(record => record.GetProperty("id").GetGuid()).Order());
        Assert.All(Records(made), record => Assert.Contains("Filemark", record.GetProperty("content").GetRawText()));
        Assert.Contains(unnumbered, made.GetProperty("others").EnumerateArray().Single(each => each.GetProperty("record").GetString() == "perhaps-file").GetProperty("ids").EnumerateArray().Select(id => id.GetGuid()));
    }

    [Fact]
    public async Task An_extract_of_the_school_that_sent_it_says_only_how_it_stands_and_nobodys_says_that_there_is_an_allegation()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Known]);
        var (alleged, plain) = (await bed.ConcernAsync(bed.Now, allegation: true), await bed.ConcernAsync(bed.Now));
        await bed.FileAsync(bed.Now, of: alleged);
        await bed.FileAsync(bed.Now, of: plain);

        var (theirs, sent) = ((await ExtractAsync(bed, Academy)).Is(200), (await ExtractAsync(bed, Primary)).Is(200));

        Assert.Equal(1, theirs.Text.Split("Sawmark").Length - 1);
        Assert.DoesNotContain("withheld", string.Concat(Records(theirs.Json.GetProperty("children")[0]).Select(record => record.GetRawText())));
        var files = Records(sent.Json.GetProperty("children")[0]).Where(record => record.GetProperty("record").GetString() == "file").ToArray();
        Assert.Equal(2, files.Length);
        Assert.All(files, file => Assert.DoesNotContain("Filemark", file.GetRawText()));
        // To a family nothing at all: it is what staff saw and heard.
        Assert.DoesNotContain("file", (await ExtractAsync(bed, Academy, family: true)).Is(200).Json.GetProperty("children")[0].GetProperty("records").GetRawText());
    }

    private static JsonElement.ArrayEnumerator Records(JsonElement child) => child.GetProperty("records").EnumerateArray();

    private static Task<Answer> ExtractAsync(RetentionBed bed, string officer, bool family = false)
    {
        var body = new JsonObject { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(0) }), ["reason"] = "The family asked what is held." };
        if (family) body["extract"] = "family";
        return bed.PostAsync("extracts", officer, body);
    }

    // By hand: 29 February has its anniversary on 1 March where there is none.
    private static DateOnly Years(DateOnly from, int years) => (from.Month, from.Day) == (2, 29) && !DateTime.IsLeapYear(from.Year + years) ? new DateOnly(from.Year + years, 3, 1) : new DateOnly(from.Year + years, from.Month, from.Day);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
