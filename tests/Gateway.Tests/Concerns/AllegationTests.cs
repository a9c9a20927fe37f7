using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Concerns;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Concerns.TestConcern;

namespace Gateway.Tests.Concerns;

/// <summary>An allegation about staff goes to the head and the designated officer, and whoever it names finds no sign of it anywhere.</summary>
public sealed class AllegationTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static readonly string[] Everybody =
    [
        "head", "chair", "designated-officer", "dsl", "second-dsl", "deputy-dsl", "school-other", "second-teacher", "officer-of-st-oswins-primary", "school-nurse", "csc-front-door", "csc-social-worker",
        "csc-emergency-duty", "officer-of-aldersham-council", "academy-dsl", "police-ppu", "nurse", "gp",
    ];

    [Theory, MemberData(nameof(Stores))]
    public async Task It_goes_to_the_head_and_the_designated_officer_and_to_nobody_else(string store)
    {
        await using var bed = await StartAsync(server, store);
        var id = await AllegedAsync(bed, About(practitioner: "second-dsl"));

        await OnlyForAsync(bed, id, "school-other", "head", "designated-officer");
        Assert.Equal(["designated-officer aldersham-council designated-officer", "head-teacher st-oswins-primary head"], await PostedAsync(bed));
        var seen = (await bed.Gateway.GetAsync($"v1/concerns/{id}", "designated-officer")).Is(200);
        Assert.Equal(("receiver", "Accusedmark Person"), (seen.Json.GetProperty("part").GetString(), seen.Json.GetProperty("about").GetProperty("name").GetString()));
        // Its author, who wrote whom it is about, reads it as they wrote it; who has it is not said.
        Assert.False((await bed.Gateway.GetAsync($"v1/concerns/{id}", "school-other")).Is(200).Json.TryGetProperty("about", out _));
        (await bed.AddAsync(id, "More of it.", "head")).Is(200);
        Assert.Equal(404, (await bed.DecideAsync(id, Decided(), "head")).Status);

        // No entry names whom it is about, nor lies on the pupil's trail, where they might look.
        foreach (var type in Enum.GetValues<EntryType>())
            foreach (var entry in await bed.Gateway.Entries.OfAsync(type)) Assert.DoesNotContain("Accusedmark", entry.Common.GetRawText());
        Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.SchoolConcern), entry => Assert.Equal(0, entry.Leaf.Sections));
        Assert.All(bed.Gateway.Logs.Lines, line => Assert.DoesNotContain("Accusedmark", line.Text));
    }

    // By what they sign in as, by what they are called, and where it is about the head: the chair has it in the head's place.
    [Fact]
    public async Task Whoever_it_names_finds_nothing_whatever_they_are()
    {
        await using var bed = await StartAsync();
        (JsonObject About, string[] Readers)[] cases =
        [
            (About("Somebody", "head"), ["school-other", "chair", "designated-officer"]),
            (About("askermark HEAD"), ["school-other", "chair", "designated-officer"]),
            (About("The head", isHead: true), ["school-other", "chair", "designated-officer"]),
            (About("Askermark designated-officer"), ["school-other", "head"]),
            (About("Askermark school-other"), ["head", "designated-officer"]),
            (About("Askermark dsl"), ["school-other", "head", "designated-officer"]),
        ];
        foreach (var (about, readers) in cases) await OnlyForAsync(bed, await AllegedAsync(bed, about), readers, whole: false);
    }

    [Fact]
    public async Task A_lead_who_reads_of_one_stops_and_it_goes_its_own_way()
    {
        await using var bed = await StartAsync();
        var id = await bed.WrittenAsync();
        (await bed.Gateway.GetAsync($"v1/concerns/{id}", "second-dsl")).Is(200);
        var stop = Decided("closed", "allegation");
        Assert.Equal("/about", Assert.Single((await bed.DecideAsync(id, stop)).Is(400).Fields));
        stop["about"] = About(practitioner: "second-dsl");
        var done = (await bed.DecideAsync(id, stop)).Is(200);
        Assert.Equal("allegation", done.Json.GetProperty("route").GetString());
        await OnlyForAsync(bed, id, "school-other", "head", "designated-officer");
        // The decision that moved it is there for who receives it.
        Assert.Contains("Reasonmark", (await bed.Gateway.GetAsync($"v1/concerns/{id}", "head")).Is(200).Text);
        Assert.All(await bed.Gateway.Entries.OfAsync(EntryType.SchoolConcern), entry => Assert.DoesNotContain("Accusedmark", entry.Common.GetRawText()));
    }

    [Fact]
    public async Task At_a_school_of_which_the_register_names_nobody_nothing_is_kept_and_there_are_numbers_to_ring()
    {
        await using var bed = await StartAsync();
        var written = Sample;
        written["about"] = About();
        var refused = (await bed.WriteAsync(written, "academy-teacher")).Is(409);
        Assert.Equal("urn:gateway:problem:allegation-nobody-receives", refused.Type);
        Assert.NotEmpty(refused.NumbersToRing);
        await using var db = await bed.DbAsync();
        Assert.Equal(0, await db.Set<Gateway.Concerns.Store.Concern>().CountAsync(ReferralBed.Cancellation));
    }

    private static async Task<Guid> AllegedAsync(ReferralBed bed, JsonObject about) => await bed.WrittenAsync(written => written["about"] = about);

    private static Task OnlyForAsync(ReferralBed bed, Guid id, params string[] readers) => OnlyForAsync(bed, id, readers, whole: true);

    private static async Task OnlyForAsync(ReferralBed bed, Guid id, string[] readers, bool whole)
    {
        // Whatever time brings, nobody comes to have a notice of it who may not read it.
        for (var hours = 0; hours < (whole ? 30 : 12); hours += 6)
        {
            bed.Gateway.Clock.Advance(TimeSpan.FromHours(hours == 0 ? 0 : 6));
            await bed.Service<TendConcerns>().TendAsync(ReferralBed.Cancellation);
            await bed.Service<TendInbox>().RoundAsync(ReferralBed.Cancellation);
        }

        foreach (var reader in Everybody)
        {
            Assert.Equal((reader, readers.Contains(reader) ? 200 : 404), (reader, (await bed.Gateway.GetAsync($"v1/concerns/{id}", reader)).Status));
            if (whole && !readers.Contains(reader)) Assert.Equal(404, (await bed.AddAsync(id, "Something", reader)).Status);
            if (reader is "head" || (whole && reader is "dsl" or "second-dsl" or "deputy-dsl"))
                foreach (var tab in ReadConcerns.Tabs) Assert.DoesNotContain(id, await bed.QueueAsync(tab, reader));
            if (reader is "head" or "chair" or "designated-officer") Assert.Equal(readers.Contains(reader), (await bed.AllegationsAsync(reader)).Contains(id));
            else if (whole) Assert.Equal(403, (await bed.Gateway.GetAsync("v1/allegations", reader)).Status);
            if (!readers.Contains(reader) && !reader.StartsWith("csc-", StringComparison.Ordinal)) Assert.DoesNotContain(await SubjectsAsync(bed, reader), subject => subject == id.ToString());
        }
    }

    // What somebody's inbox shows them; a concern that was moved was told to the leads before.
    private static async Task<IEnumerable<string>> SubjectsAsync(ReferralBed bed, string reader)
    {
        await using var db = await bed.DbAsync();
        var who = bed.Who(reader);
        var ids = await db.Set<InboxNotice>().Where(notice => notice.Part != NoticeRecipient.SafeguardingLead && db.Set<NoticeTurn>().Any(turn => turn.Notice == notice.Id && turn.Agency == who.Agency.Id
            && (turn.Person == who.Subject || (turn.Person == null && turn.Roles.Contains(" " + who.Role + " "))))).Select(notice => notice.Subject).ToListAsync(ReferralBed.Cancellation);
        return ids;
    }

    private static async Task<string[]> PostedAsync(ReferralBed bed)
    {
        await using var db = await bed.DbAsync();
        return [.. (await db.Set<InboxNotice>().AsNoTracking().ToListAsync(ReferralBed.Cancellation)).Select(notice => $"{notice.Part.Word()} {notice.Agency} {notice.Person}").Order()];
    }
}
