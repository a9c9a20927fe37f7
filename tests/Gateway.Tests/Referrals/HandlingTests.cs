using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Simulator;
using Gateway.Tests.Departments;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Gateway.Tests.Referrals.Steps;
using Microsoft.EntityFrameworkCore;
using static Gateway.Tests.Referrals.Steps.StepBed;

namespace Gateway.Tests.Referrals;

/// <summary>Who must not find out, which number is not to be rung and that nobody visits alone travel with what they are about, and are read first.</summary>
public sealed class HandlingTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    [Theory, MemberData(nameof(Stores))]
    public async Task Referrals_flags_stand_before_everything_else_for_the_council_and_whoever_it_asks_and_on_each_notice(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var referral = await bed.FilledAsync();
        var family = TestForm.Family;
        family["handling"] = new JsonArray("visit-together");
        (await bed.SaveAsync(referral, "family", family)).Is(200);
        Assert.Equal("/handling", Assert.Single((await bed.SaveAsync(referral, "family", With([.. TestForm.Family.Select(one => (one.Key, one.Value?.DeepClone())), ("handling", new JsonArray("shout"))]))).Is(400).Fields));
        var sent = (await bed.SendAsync(referral)).Is(200).Json;
        var child = new OneChild(bed, referral, sent.GetProperty("children")[0].GetProperty("child").GetGuid());
        string[] words = ["not-the-family", "do-not-ring", "visit-together", "address-secret"];

        var seen = (await bed.ReadAsync(referral, "csc-front-door")).Is(200);
        Assert.Equal(words, Words(seen.Json));
        Assert.True(seen.Text.IndexOf("handling", StringComparison.Ordinal) < seen.Text.IndexOf("reference", StringComparison.Ordinal));
        Assert.Equal("Do not visit alone. Go together.", seen.Json.GetProperty("handling")[2].GetProperty("words").GetString());

        await child.ThenAsync("csc-social-worker", "referral.taken");
        await child.ThenAsync("csc-social-worker", "agency.asked", With(("agencies", new JsonArray(With(("agency", "millpond-surgery")))), ("purpose", "section-47"), ("question", "When was she last seen, and who brought her?")));
        await Background.InboxAsync(bed.Gateway);
        Assert.Equal(words, Words((await bed.Gateway.GetAsync($"v1/referrals/{referral}/steps", "gp")).Is(200).Json));
        foreach (var (who, happened) in ((string, string)[])[("csc-front-door", "referral-sent"), ("gp", "agency-asked"), ("nurse", "referral-sent")])
        {
            var notice = (await NoticesAsync(bed, who)).Single(one => one.Text("event") == happened);
            Assert.Equal(["Do not tell the parents or the family. Keep it out of anything that they can read.", "There is a number that must not be rung. Read which before you ring.", "Do not visit alone. Go together.", "An address is secret. Do not ask it aloud or print it or discuss it."],
                notice.GetProperty("handling").EnumerateArray().Select(one => one.GetString()));
        }
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task What_a_merged_referral_says_of_handling_holds_for_the_other_and_what_is_said_later_does_too(string store)
    {
        await using var bed = await ReferralBed.StartAsync(server, store);
        var (first, second, third) = (await UrgentAsync(bed, "nurse"), await UrgentAsync(bed, "midwife", "one-must-not-know"), await UrgentAsync(bed, "dsl"));
        foreach (var child in (OneChild[])[first, second, third]) await child.ThenAsync("brackenford-worker", "referral.taken");
        await third.ThenAsync("brackenford-worker", "referral.merged", With(("into", second.Child.ToString()), ("reason", "The same.")));
        await second.ThenAsync("brackenford-worker", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));
        Assert.Equal(["one-must-not-know"], Words((await bed.ReadAsync(first.Referral, "brackenford-worker")).Is(200).Json));

        // Said later, at the end of two mergers: whoever decides is told, and reads it first.
        Assert.Equal("/handling", Assert.Single((await third.StepAsync("dsl", "referral.added_to", With(("added", "He rang the school."), ("handling", new JsonArray("shout"))))).Is(400).Fields));
        Assert.Equal(400, (await third.StepAsync("dsl", "referral.withdrawn", With(("reason", "He rang."), ("handling", new JsonArray("visit-together"))))).Status);
        await third.ThenAsync("dsl", "referral.added_to", With(("added", "He rang the school."), ("handling", new JsonArray("visit-together"))));
        string[] all = ["one-must-not-know", "visit-together"];
        Assert.Equal(all, Words((await bed.ReadAsync(first.Referral, "brackenford-worker")).Is(200).Json).Order());
        Assert.Equal(["visit-together"], Words((await bed.ReadAsync(third.Referral, "dsl")).Is(200).Json));
        Assert.Contains("visit-together", (await third.StepsAsync("brackenford-worker")).GetRawText());
        await Background.InboxAsync(bed.Gateway);
        await using (var db = await bed.DbAsync())
        {
            var subject = first.Referral.ToString();
            var told = await db.Set<InboxNotice>().SingleAsync(one => one.Event == NoticeEvent.InformationAdded && one.Subject == subject, ReferralBed.Cancellation);
            Assert.Equal(("brackenford-council", "one-must-not-know visit-together"), (told.Agency, told.Handling));
        }


        // A merger that is taken back takes no word back, and from then on each speaks for itself.
        await second.ThenAsync("brackenford-worker", "record.corrected", With(("reason", "It stands for itself.")));
        await second.ThenAsync("midwife", "referral.added_to", With(("added", "She is at her aunt's."), ("handling", new JsonArray("address-secret"))));
        Assert.Equal(all, Words((await bed.ReadAsync(first.Referral, "brackenford-worker")).Is(200).Json).Order());
    }

    [Fact]
    public async Task What_is_completed_after_it_was_merged_passes_on_how_it_is_to_be_handled()
    {
        await using var bed = await ReferralBed.StartAsync();
        var (first, second) = (await UrgentAsync(bed, "midwife"), await UrgentAsync(bed, "nurse"));
        foreach (var child in (OneChild[])[first, second]) await child.ThenAsync("brackenford-worker", "referral.taken");
        await second.ThenAsync("brackenford-worker", "referral.merged", With(("into", first.Child.ToString()), ("reason", "One incident.")));
        Assert.False((await bed.ReadAsync(first.Referral, "brackenford-worker")).Is(200).Json.TryGetProperty("handling", out _));

        var children = TestForm.Children("ZB4 1AA");
        children["children"]![0]!["id"] = second.Child.ToString();
        await bed.FillAsync(second.Referral, children);
        (await bed.Gateway.PostAsync($"v1/referrals/{second.Referral}/complete", "nurse", null)).Is(200);

        Assert.Equal(["not-the-family", "do-not-ring", "address-secret"], Words((await bed.ReadAsync(first.Referral, "brackenford-worker")).Is(200).Json));
    }

    private static async Task<OneChild> UrgentAsync(ReferralBed bed, string referrer, params string[] handling)
    {
        var urgent = TestForm.Urgent;
        if (handling.Length > 0) urgent["handling"] = new JsonArray([.. handling.Select(word => (JsonNode)word)]);
        var sent = (await bed.Gateway.PostAsync("v1/referrals/urgent", referrer, urgent, Guid.NewGuid().ToString())).Is(200).Json;
        return new OneChild(bed, sent.GetProperty("referral").GetGuid(), sent.GetProperty("children")[0].GetProperty("child").GetGuid());
    }

    [Fact]
    public async Task Danger_path_and_a_departments_concern_carry_them_too_and_without_any_nothing_is_said()
    {
        await using var bed = await ReferralBed.StartAsync();
        var urgent = TestForm.Urgent;
        urgent["handling"] = new JsonArray("one-must-not-know");
        var sent = (await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", urgent, Guid.NewGuid().ToString())).Is(200).Json;
        Assert.Equal(["one-must-not-know"], Words(sent));
        Assert.False((await bed.Gateway.PostAsync("v1/referrals/urgent", "nurse", TestForm.Urgent, Guid.NewGuid().ToString())).Is(200).Json.TryGetProperty("handling", out _));

        await using var visits = await VisitBed.StartAsync();
        var visit = await visits.BegunAsync(registered: true);
        var concern = visits.Concern();
        concern["handling"] = new JsonArray("not-the-family");
        Assert.Equal(["not-the-family"], Words((await visits.AddAsync(visit, "concern", concern)).Is(200).Json));
        // What a concern said holds for what comes later of the same visit.
        (await visits.AddAsync(visit, "examination", new JsonObject { ["what"] = "refused", ["at"] = visits.Now, ["refusedBy"] = "parent", ["reason"] = "None was given.", ["view"] = "She should be seen." })).Is(200);
        Assert.All((await visits.NoticesAsync()).Where(notice => notice.Words.Contains("concern", StringComparison.Ordinal)), notice => Assert.Equal("not-the-family", notice.Handling));
    }

    [Fact]
    public async Task What_a_record_says_of_handling_is_first_in_an_answer_and_to_whoever_has_no_part_in_the_child_there_is_no_sign_of_it()
    {
        var child = TestChild.Of(70, "ZB1 1AA");
        await using var gateway = await GatewayHost.StartAsync(child);
        gateway.Attends(child, "brook-street-ed", "ENC-90");
        Assert.DoesNotContain("handling", (await gateway.AskAsync(new Question(child, "plan-flag"))).Is(200).Text);
        gateway.Holds("brackenford-csc", child, Held.Plan with { Handling = ["induced-illness", "do-not-inform-parents"] });

        var answer = (await gateway.AskAsync(new Question(child, "plan-flag"))).Is(200);

        Assert.StartsWith("{\"handling\":[", answer.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["Do not inform the parents. Keep this out of anything that a parent can read, an online view of the record included.", "Speak to the named doctor for safeguarding before anybody speaks to the family."],
            answer.Json.GetProperty("handling").EnumerateArray().Select(one => one.GetString()));
        Assert.DoesNotContain("illness", answer.Text, StringComparison.OrdinalIgnoreCase);
        var disclosed = (await gateway.Entries.OfAsync(Gateway.Audit.EntryType.Disclosure)).Last().Common;
        Assert.Contains("HANDLING_NOTICE", disclosed.GetRawText());
        Assert.DoesNotContain("Do not inform", (await gateway.AskAsync(new Question(child, "plan-flag") { Asker = "gp" })).Text);
    }

    private static string[] Words(JsonElement json) => [.. json.GetProperty("handling").EnumerateArray().Select(one => one.GetProperty("word").GetString()!)];

    private static async Task<JsonElement[]> NoticesAsync(ReferralBed bed, string who) => [.. (await bed.Gateway.GetAsync("v1/notices", who)).Is(200).Json.GetProperty("notices").EnumerateArray()];
}
