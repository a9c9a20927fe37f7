using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Concerns.Files;
using Gateway.Concerns.Store;
using Gateway.Data;
using Gateway.Departments.Store;
using Gateway.Federation;
using Gateway.Incidents.Schools;
using Gateway.Incidents.Store;
using Gateway.Notices;
using Gateway.Notifications;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Retention;
using Gateway.Rules.Departments;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Rules.Referrals;
using Gateway.Rules.Referrals.Clocks;
using Gateway.Rules.Retention;
using Gateway.Tests.Concerns;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Tests.Retention;

/// <summary>A gateway with rules of its own, ways to put old records into its store, and to look for what goes.</summary>
internal sealed class RetentionBed(ReferralBed bed, string folder) : IAsyncDisposable
{
    /// <summary>Short ones, so that a test need not wait for a child to be twenty-five.</summary>
    public const string Short = "*,referral,0,2,2024-01-01,,x\n*,concern,0,2,2024-01-01,,x\n*,visit,0,2,2024-01-01,,x\n*,review,0,2,2024-01-01,,x\n*,attendance,0,2,2024-01-01,,x\n*,file,0,2,2024-01-01,,x\n";

    public static readonly DateOnly Born = new(2019, 3, 4);

    public ReferralBed Bed => bed;

    public GatewayHost Gateway => bed.Gateway;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Gateway.Clock.GetUtcNow().ToUnixTimeMilliseconds());

    public static async Task<RetentionBed> StartAsync(PostgresServer? server = null, string store = "Sqlite", string rules = Short, params TestChild[] children)
    {
        var folder = Directory.CreateTempSubdirectory("gateway-retention-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "rules.csv"), "controller,record,until_age,years_after,from,to,source\n" + rules, Cancellation);
        return new RetentionBed(await ReferralBed.StartAsync(server, store, new Setting(children) { More = new Dictionary<string, string> { ["Gateway:Retention"] = folder } }), folder);
    }

    public T Service<T>() where T : notnull => bed.Service<T>();

    public void To(DateTimeOffset instant) => Gateway.Clock.Advance(instant - Gateway.Clock.GetUtcNow());

    public void To(DateOnly day) => To(new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));

    public async Task<bool> SweepAsync() => await Service<TendRetention>().TendAsync(Cancellation);

    /// <summary>As the service's own, with a ledger of the test's making.</summary>
    public EraseRecords Erase(Func<AppendToLedger, AppendToLedger>? ledger = null) => new(
        Service<IDbContextFactory<GatewayContext>>(), (ledger ?? (own => own))(Service<AppendToLedger>()), Service<ErasureEntries>(), Service<RetentionTable>(), Service<ReadHolds>(), Service<IEnumerable<KeptRecords>>(), Gateway.Clock);

    public TendRetention Tend(EraseRecords erase) => new(
        Service<IDbContextFactory<GatewayContext>>(), erase, Service<RetentionTable>(), Service<ReadHolds>(), Service<IEnumerable<KeptRecords>>(), Service<Store>(), Service<IConfiguration>(), Gateway.Clock,
        NullLogger<TendRetention>.Instance);

    /// <summary>A referral of the nurse's to a council, as it stands since an instant.</summary>
    public async Task<(Guid Referral, Guid Child)> ReferralAsync(
        DateTimeOffset at, ReferralState state = ReferralState.Closed, bool unread = false, bool disputed = false, string council = "aldersham-council", int child = 0, Guid? into = null, DateOnly? born = null, string? family = null, bool numbered = true, string by = "nurse", params NoticeWord[] handling)
    {
        await using var db = await bed.DbAsync();
        var referral = Referral.Of(bed.Who(by), new ReferralBegun(Wanted.Section17, false, false, Guid.NewGuid(), [1]), at);
        referral.Handle(handling);
        referral.Send(ReferralReference.Of(Random.Shared.Next(ReferralReference.Count)), at);
        var (id, seal) = (Guid.CreateVersion7(at), Service<SealReferrals>());
        var row = ReferralChild.Of(referral, id, 1, council, seal.About(id, new AboutChild($"Childmark {child}", numbered ? ReferralBed.NumberOf(child) : null, born ?? Born)));
        var standing = Standing.Begin(at) with
        {
            Main = new Held(state, at),
            Feedback = unread ? new Held(ReferralState.ReferrerTold, at) : null,
            Disagreement = disputed ? new Held(ReferralState.Practitioners, at) : null,
            Clocks = ImmutableSortedDictionary<ReferralClock, ClockRun>.Empty,
        };
        row.Move(standing, []);
        row.MergedInto = into;
        db.AddRange(referral, row, ReferralTask.Of(referral.Id, "worries", seal.Task(referral.Id, "worries", """{"what":"Worrymark"}"""u8), at));
        if (family is not null) db.Add(ReferralTask.Of(referral.Id, "family", seal.Task(referral.Id, "family", System.Text.Encoding.UTF8.GetBytes(family)), at));
        await db.SaveChangesAsync(Cancellation);
        return (referral.Id, id);
    }

    public async Task MoveAsync(Guid child, ReferralState state, Guid? into = null)
    {
        await using var db = await bed.DbAsync();
        var row = await db.Set<ReferralChild>().SingleAsync(one => one.Id == child, Cancellation);
        row.Move(row.Stands() with { Main = new Held(state, row.Stands().Last), Clocks = ImmutableSortedDictionary<ReferralClock, ClockRun>.Empty }, []);
        row.MergedInto = into ?? row.MergedInto;
        await db.SaveChangesAsync(Cancellation);
    }

    public async Task<Guid> ConcernAsync(DateTimeOffset at, ConcernState state = ConcernState.Closed, bool allegation = false, int child = 0, params Guid[] referrals)
    {
        await using var db = await bed.DbAsync();
        var (id, written) = (Guid.CreateVersion7(at), TestConcern.Sample);
        written["pupils"]![0]!["nhsNumber"] = ReferralBed.NumberOf(child).Digits;
        using var body = JsonDocument.Parse(written.ToJsonString());
        var seal = Service<SealConcerns>();
        var concern = Concern.Of(id, bed.Who("school-other"), Guid.NewGuid(), [1], seal.Content(id, body.RootElement), allegation ? seal.Named(id, body.RootElement) : null, false, at, null);
        concern.State = state;
        db.Add(concern);
        db.AddRange(referrals.Select(referral => ConcernReferral.Of(id, referral, null)));
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    /// <summary>A pupil's file from the primary school to the academy, received at once unless it is said that nobody has it.</summary>
    public async Task<Guid> FileAsync(DateTimeOffset at, int child = 0, DateOnly? born = null, bool received = true, bool numbered = true, Guid? of = null)
    {
        await using var db = await bed.DbAsync();
        var (id, pupil) = (Guid.CreateVersion7(at), new JsonObject { ["firstName"] = "Amira", ["lastName"] = "Childmark", ["dateOfBirth"] = (born ?? Born).ToString("yyyy-MM-dd") });
        if (numbered) pupil["nhsNumber"] = ReferralBed.NumberOf(child).Digits;
        var concerns = of is { } concern ? new JsonArray(new JsonObject { ["concern"] = concern, ["written"] = new JsonObject { ["sawOrHeard"] = "Sawmark" } }) : [];
        using var content = JsonDocument.Parse(new JsonObject { ["pupil"] = pupil, ["note"] = "Filemark", ["concerns"] = concerns }.ToJsonString());
        db.Add(SchoolFile.Of(id, bed.Who("dsl"), "brackenford-academy", Service<SealConcerns>().File(id, content.RootElement), Guid.NewGuid(), [1], at, at.AddYears(90)));
        if (of is { } copied) db.Add(SchoolFileConcern.Of(id, copied));
        await db.SaveChangesAsync(Cancellation);
        if (received) await db.Set<SchoolFile>().Where(one => one.Id == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.ReceivedAt, at).SetProperty(one => one.ChaseAt, (DateTimeOffset?)null), Cancellation);
        return id;
    }

    public async Task<Guid> VisitAsync(DateTimeOffset at, bool ended = true, int child = 0, DateOnly? born = null)
    {
        await using var db = await bed.DbAsync();
        var (id, seal, who, number) = (Guid.CreateVersion7(at), Service<SealVisits>(), bed.Who("nurse"), ReferralBed.NumberOf(child));
        var visit = Visit.Of(who, id, "aldersham-general-ed", seal.OfEncounter(who.Agency.Id, id.ToString()), seal.OfChild(who.Agency.Id, number), seal.About(id, new AboutVisit(new ChildAsked(number, born ?? Born), "Childmark", id.ToString())), at, at);
        if (ended) visit.Added(VisitEnd.Discharged, at);
        db.Add(visit);
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    /// <summary>What a council was told of a child in a department, and took.</summary>
    public async Task<Guid> AttendanceAsync(DateTimeOffset at, int child = 0, DateOnly? born = null)
    {
        await using var db = await bed.DbAsync();
        var agencies = Service<Register>().Agencies;
        var notice = NoticeOfAttendance.Waiting(
            new AttendanceNotice(Guid.NewGuid(), new byte[32], agencies["aldersham-council"], agencies["alder-valley-nhs-trust"], Guid.NewGuid().ToString("N"), ReferralBed.NumberOf(child), born ?? Born, "Aldersham General", at, "01632 960001"), at);
        notice.Delivered(at);
        db.Add(notice);
        await db.SaveChangesAsync(Cancellation);
        return notice.Id;
    }

    /// <summary>What the police told a school of one pupil of an incident, which somebody took.</summary>
    public async Task PupilAsync(Guid incident, string school, int child)
    {
        await using var db = await bed.DbAsync();
        var (id, at) = (Guid.CreateVersion7(Now), Now);
        var pupil = new AboutPupil($"Childmark {child}", null, null, ReferralBed.NumberOf(child), Born, null, null, "NS-1", at, "At home", "Said nothing");
        db.Add(SchoolNotice.Of(id, incident, school, "aldersham-council", "northshire-police", null, false, Service<SealIncidents>().Pupil(id, pupil), at, at));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Somebody is told of a concern about a child in a department: the practice, unless it is said who.</summary>
    public Task ToldAsync(int child, Guid? visit = null, string agency = "millpond-surgery", NoticeRecipient part = NoticeRecipient.Gp) => Service<PostToInbox>().PostAsync(
        [new Posting(NoticeEvent.ConcernOpened, NoticeSubject.Visit(visit ?? Guid.NewGuid()), new PostingTo(part, agency), Now) { Child = new ChildAsked(ReferralBed.NumberOf(child), Born), Relationship = new Relationship(RelationshipType.Registration, null) }],
        Cancellation);

    /// <summary>Every record there is, of every kind that is looked through.</summary>
    public async Task<HashSet<Guid>> ThereAsync()
    {
        await using var db = await bed.DbAsync();
        return [.. await db.Set<Referral>().Select(one => one.Id).ToListAsync(Cancellation), .. await db.Set<Concern>().Select(one => one.Id).ToListAsync(Cancellation), .. await db.Set<Visit>().Select(one => one.Id).ToListAsync(Cancellation),
            .. await db.Set<NoticeOfAttendance>().Select(one => one.Id).ToListAsync(Cancellation), .. await db.Set<SchoolFile>().Select(one => one.Id).ToListAsync(Cancellation)];
    }

    /// <summary>What the ledger says went, as often as it says so, and in which order of entries.</summary>
    public async Task<List<(long Index, Guid Record)>> RecordedAsync(string member = "records") =>
    [
        .. (await Gateway.Entries.OfAsync(EntryType.Erasure)).Where(entry => entry.Common.TryGetProperty(member, out _))
            .SelectMany(entry => entry.Common.GetProperty(member).EnumerateArray().Select(record => (entry.Index, record.GetGuid()))),
    ];

    public Task<Answer> PostAsync(string path, string asker, JsonNode? body = null, Guid? request = null) => Gateway.PostAsync("v1/retention/" + path, asker, body, (request ?? Guid.NewGuid()).ToString());

    public async Task<Guid> HeldAsync(string asker = "officer-of-alder-valley-nhs-trust", string? record = null, int? child = null) =>
        (await PostAsync("holds", asker, Hold(record, child))).Is(200).Json.GetProperty("hold").GetGuid();

    public static JsonObject Hold(string? record = null, int? child = null)
    {
        var body = new JsonObject { ["basis"] = "statutory-inquiry", ["reason"] = "Holdmark: the inquiry of 2026 asks for everything." };
        if (record is not null) body["record"] = record;
        if (child is { } n) body["child"] = Named(n);
        return body;
    }

    public static JsonObject Named(int child) => new() { ["nhsNumber"] = ReferralBed.NumberOf(child).Digits, ["dateOfBirth"] = Born.ToString("yyyy-MM-dd") };

    public async ValueTask DisposeAsync()
    {
        await bed.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
