using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Concerns;
using Gateway.Concerns.Store;
using Gateway.Notices.Channels;
using Gateway.Notices.Store;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Referrals;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Tests.Retention;

/// <summary>What is only on its way goes after days, on the record; a hold keeps it, and an extract says that it is there.</summary>
public sealed class PassingTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Surgery = "millpond-surgery";
    private const string Council = "aldersham-council";
    private const string Primary = "officer-of-st-oswins-primary";

    // Of a child whom nobody knows a colleague agrees first.
    private static TestChild Known => new(ReferralBed.NumberOf(0).Digits, RetentionBed.Born) { Also = new JsonObject { ["formerNhsNumbers"] = new JsonArray(ReferralBed.NumberOf(5).Digits) } };

    [Theory, MemberData(nameof(Stores))]
    public async Task A_text_or_an_email_goes_thirty_days_after_it_was_sent_and_one_that_was_laid_aside_after_its_notice_was_taken(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store);
        var notice = await NoticeAsync(bed, child: 0);
        var (sent, dead, owed) = (await DeliveryAsync(bed, notice, sent: true), await DeliveryAsync(bed, notice, dead: true), await DeliveryAsync(bed, notice));
        await AfterAsync(bed, days: 30, minutes: -1, [sent, dead, owed]);
        await AfterAsync(bed, days: 0, minutes: 2, [dead, owed]);
        var entry = Assert.Single(await ErasuresAsync(bed, "deliveries"));
        Assert.Equal((Surgery, 1), (entry.GetProperty("agency").GetString(), entry.GetProperty("deliveries").GetInt32()));
        // What did not arrive is somebody's work until somebody has the notice.
        await AfterAsync(bed, days: 400, minutes: 0, [dead, owed]);
        await TakenAsync(bed, notice);
        await AfterAsync(bed, days: 29, minutes: 0, [dead, owed]);
        await AfterAsync(bed, days: 2, minutes: 0, [owed]);
        await AfterAsync(bed, days: 900, minutes: 0, [owed]);
        Assert.Equal(2, (await ErasuresAsync(bed, "deliveries")).Count);
        await using var db = await bed.Bed.DbAsync();
        Assert.True(await db.Set<InboxNotice>().AnyAsync(one => one.Id == notice, RetentionBed.Cancellation));
    }

    [Fact]
    public async Task A_hold_keeps_what_was_sent_of_the_child_under_a_former_number_too_and_an_extract_has_it()
    {
        await using var bed = await RetentionBed.StartAsync(children: [Known]);
        var (held, former, other) = (await NoticeAsync(bed, 0, Council), await NoticeAsync(bed, 5, Council), await NoticeAsync(bed, 7, Council));
        var (one, two, three) = (await DeliveryAsync(bed, held, sent: true), await DeliveryAsync(bed, former, sent: true), await DeliveryAsync(bed, other, sent: true));
        await bed.HeldAsync("officer-of-" + Council, child: 0);
        await AfterAsync(bed, days: 35, minutes: 0, [one, two]);
        Assert.DoesNotContain(three, await DeliveriesAsync(bed));
        var extract = new JsonObject { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(0) }), ["reason"] = "The family asked what is held." };
        Assert.Equal(new[] { one, two }.Order(), Others(await bed.PostAsync("extracts", "officer-of-" + Council, extract), "delivery").Order());
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_typed_of_a_concern_and_not_sent_goes_on_the_record_after_seven_days_and_a_hold_keeps_it(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Known]);
        var keep = bed.Service<KeepConcernTyped>();
        var boxes = new Dictionary<string, string[]> { ["nhs"] = [ReferralBed.NumberOf(0).Digits.Insert(6, " ").Insert(3, " ")] };
        await keep.RunAsync(bed.Bed.Who("school-other"), "concern", boxes, RetentionBed.Cancellation);
        await keep.RunAsync(bed.Bed.Who("academy-teacher"), "concern", boxes, RetentionBed.Cancellation);
        var extract = new JsonObject { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(0) }), ["reason"] = "The family asked what is held." };
        Assert.Single(Others(await bed.PostAsync("extracts", Primary, extract), "typed"));

        await bed.HeldAsync(Primary, "concern", child: 3);
        bed.To(bed.Now.AddDays(7).AddMinutes(-1));
        await bed.Service<TendConcerns>().TendAsync(RetentionBed.Cancellation);
        Assert.NotNull(await keep.ReadAsync(bed.Bed.Who("academy-teacher"), "concern", RetentionBed.Cancellation));
        bed.To(bed.Now.AddMinutes(2));
        await bed.Service<TendConcerns>().TendAsync(RetentionBed.Cancellation);

        await using var db = await bed.Bed.DbAsync();
        Assert.Equal("st-oswins-primary", Assert.Single(await db.Set<TypedPage>().AsNoTracking().ToListAsync(RetentionBed.Cancellation)).Agency);
        var entry = Assert.Single(await ErasuresAsync(bed, "typed"));
        Assert.Equal(("brackenford-academy", 1), (entry.GetProperty("agency").GetString(), entry.GetProperty("typed").GetInt32()));
        // Held, it is nobody's to read on.
        Assert.Null(await keep.ReadAsync(bed.Bed.Who("school-other"), "concern", RetentionBed.Cancellation));
    }

    [Fact]
    public async Task With_a_closed_ledger_none_of_it_goes()
    {
        await using var bed = await RetentionBed.StartAsync();
        var sent = await DeliveryAsync(bed, await NoticeAsync(bed, child: 0), sent: true);
        await bed.Service<KeepConcernTyped>().RunAsync(bed.Bed.Who("school-other"), "concern", new Dictionary<string, string[]> { ["a"] = ["b"] }, RetentionBed.Cancellation);
        bed.To(bed.Now.AddDays(60));
        await ClosedLedger.CloseAsync(bed.Gateway);
        await bed.Service<ForgetDeliveries>().RunAsync(RetentionBed.Cancellation);
        await bed.Service<ForgetConcernTyped>().RunAsync(RetentionBed.Cancellation);
        Assert.Equal([sent], await DeliveriesAsync(bed));
        await using var db = await bed.Bed.DbAsync();
        Assert.Equal(1, await db.Set<TypedPage>().CountAsync(RetentionBed.Cancellation));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task A_draft_is_in_an_extract_while_it_is_there_and_a_hold_of_its_agencys_keeps_it(string store)
    {
        await using var bed = await RetentionBed.StartAsync(server, store, children: [Known]);
        Guid id;
        await using (var db = await bed.Bed.DbAsync())
        {
            var draft = Referral.Of(bed.Bed.Who("nurse"), new ReferralBegun(Wanted.Section17, false, false, Guid.NewGuid(), [1]), bed.Now);
            id = draft.Id;
            var content = System.Text.Encoding.UTF8.GetBytes($$"""{"children":[{"nhsNumber":"{{ReferralBed.NumberOf(0).Digits}}"}]}""");
            db.AddRange(draft, ReferralTask.Of(id, "children", bed.Service<SealReferrals>().Task(id, "children", content), bed.Now));
            await db.SaveChangesAsync(RetentionBed.Cancellation);
        }

        var extract = new JsonObject { ["children"] = new JsonArray(new JsonObject { ["child"] = RetentionBed.Named(0) }), ["reason"] = "The family asked what is held." };
        Assert.Equal([id], Others(await bed.PostAsync("extracts", "officer-of-alder-valley-nhs-trust", extract), "draft"));
        var hold = await bed.HeldAsync(child: 4);
        bed.To(bed.Now.AddDays(30));
        await bed.Service<TendReferrals>().TendAsync(RetentionBed.Cancellation);
        Assert.True(await ThereAsync(bed, id));

        (await bed.PostAsync($"holds/{hold}/lift", "officer-of-alder-valley-nhs-trust", new JsonObject { ["reason"] = "The inquiry is over." })).Is(200);
        await using (var db = await bed.Bed.DbAsync()) await db.Set<Gateway.Retention.Store.Hold>().ExecuteUpdateAsync(set => set.SetProperty(one => one.LiftedAt, bed.Now), RetentionBed.Cancellation);
        await bed.Service<TendReferrals>().TendAsync(RetentionBed.Cancellation);
        Assert.False(await ThereAsync(bed, id));
    }

    private static async Task<bool> ThereAsync(RetentionBed bed, Guid draft)
    {
        await using var db = await bed.Bed.DbAsync();
        return await db.Set<Referral>().AnyAsync(one => one.Id == draft, RetentionBed.Cancellation);
    }

    private static IEnumerable<Guid> Others(Answer answer, string kind) =>
        answer.Is(200).Json.GetProperty("children")[0].GetProperty("others").EnumerateArray().Where(each => each.GetProperty("record").GetString() == kind).SelectMany(each => each.GetProperty("ids").EnumerateArray()).Select(id => id.GetGuid());

    private static async Task AfterAsync(RetentionBed bed, int days, int minutes, Guid[] stay)
    {
        bed.To(bed.Now.AddDays(days).AddMinutes(minutes));
        await bed.Service<ForgetDeliveries>().RunAsync(RetentionBed.Cancellation);
        Assert.Equal(stay.Order(), (await DeliveriesAsync(bed)).Order());
    }

    private static async Task<List<Guid>> DeliveriesAsync(RetentionBed bed)
    {
        await using var db = await bed.Bed.DbAsync();
        return await db.Set<NoticeDelivery>().Select(one => one.Id).ToListAsync(RetentionBed.Cancellation);
    }

    private static async Task<Guid> NoticeAsync(RetentionBed bed, int child, string agency = Surgery)
    {
        var before = await NoticesAsync(bed);
        await bed.ToldAsync(child, agency: agency, part: agency == Surgery ? NoticeRecipient.Gp : NoticeRecipient.FrontDoor);
        // Two of one millisecond have no order.
        return Assert.Single((await NoticesAsync(bed)).Except(before));
    }

    private static async Task<List<Guid>> NoticesAsync(RetentionBed bed)
    {
        await using var db = await bed.Bed.DbAsync();
        return await db.Set<InboxNotice>().Select(one => one.Id).ToListAsync(RetentionBed.Cancellation);
    }

    private static async Task TakenAsync(RetentionBed bed, Guid notice)
    {
        await using var db = await bed.Bed.DbAsync();
        await db.Set<InboxNotice>().Where(one => one.Id == notice).ExecuteUpdateAsync(set => set.SetProperty(one => one.AcknowledgedAt, bed.Now), RetentionBed.Cancellation);
    }

    private static async Task<Guid> DeliveryAsync(RetentionBed bed, Guid notice, bool sent = false, bool dead = false)
    {
        await using var db = await bed.Bed.DbAsync();
        var delivery = new NoticeDelivery
        {
            Id = Guid.CreateVersion7(),
            Notice = notice,
            Turn = Guid.NewGuid(),
            Channel = NoticeChannel.Text,
            Role = "gp",
            Urgency = NoticeUrgency.Now,
            CreatedAt = bed.Now,
            NextAttemptAt = bed.Now.AddYears(50),
            Agency = await db.Set<InboxNotice>().Where(one => one.Id == notice).Select(one => one.Agency).SingleAsync(RetentionBed.Cancellation),
            SentAt = sent ? bed.Now : null,
            DeadAt = dead ? bed.Now : null,
        };
        db.Add(delivery);
        await db.SaveChangesAsync(RetentionBed.Cancellation);
        return delivery.Id;
    }

    private static async Task<List<System.Text.Json.JsonElement>> ErasuresAsync(RetentionBed bed, string member) =>
        [.. (await bed.Gateway.Entries.OfAsync(EntryType.Erasure)).Select(entry => entry.Common).Where(common => common.TryGetProperty(member, out _))];
}
