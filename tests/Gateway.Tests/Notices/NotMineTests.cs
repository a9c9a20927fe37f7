using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Notices;
using Gateway.Notices.Store;
using Gateway.Rules.Notices;
using Gateway.Rules.Policy;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Deploy;
using Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Notices;

/// <summary>A notice that is nobody's where it came is not lost: it goes back to whoever sent it, and a clock runs there too. And what a practice does with one that is its own.</summary>
public sealed class NotMineTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const string Sender = "ed-treating-clinician";

    // A child was seen, and the practice is told: routine, and nobody comes next.
    private static Posting Seen => new(NoticeEvent.Attended, NoticeSubject.Visit(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning)
    {
        Child = Tell.About,
        Relationship = new Relationship(RelationshipType.Registration, null),
        Words = [NoticeWord.FollowUp],
        From = new Actor("alder-valley-nhs-trust", "nurse"),
        Ring = "alder-valley-nhs-trust",
    };

    private static JsonObject Reason => new() { ["reason"] = "Reasonmark: we do not know the child." };

    [Theory, MemberData(nameof(Stores))]
    public async Task Journey_41_Not_mine_goes_back_to_who_sent_it_and_the_clock_keeps_running(string store)
    {
        await using var gateway = await GatewayHost.StartAsync(server, store, Tell.Child);
        var id = await PostAsync(gateway, Seen);
        (await gateway.GetAsync($"v1/notices/{id}", Sender)).Is(404);
        (await gateway.PostAsync($"v1/notices/{id}/not-mine", "gp", Reason)).Is(200);
        await Background.InboxAsync(gateway);
        // First whoever leads there, for as long as a routine notice may wait.
        Assert.NotNull((await NoticeAsync(gateway)).NextAt);
        (await gateway.GetAsync($"v1/notices/{id}", Sender)).Is(404);

        gateway.Clock.Advance(TimeSpan.FromDays(7));
        await Background.InboxAsync(gateway);

        (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(404);
        (await gateway.GetAsync($"v1/notices/{id}", "nurse")).Is(404);
        var back = (await gateway.GetAsync($"v1/notices/{id}", Sender)).Is(200);
        Assert.Equal((true, true, "A notice of yours came back"), (back.Json.GetProperty("cameBack").GetBoolean(), back.Json.GetProperty("told").GetBoolean(), back.Json.GetProperty("title").GetString()));
        Assert.Equal("millpond-surgery", back.Json.GetProperty("had").EnumerateArray().First().GetProperty("agency").GetString());
        Assert.DoesNotContain(Tell.Child.Number, back.Text);
        Assert.DoesNotContain("Reasonmark", back.Text);
        // They have it until they say so: it goes no further, and is not let go either.
        var last = (await gateway.PostAsync($"v1/notices/{id}/not-mine", Sender, Reason)).Is(409);
        Assert.Equal("urn:gateway:problem:nobody-after", last.Type);
        Assert.NotNull((await NoticeAsync(gateway)).NextAt);
        gateway.Clock.Advance(TimeSpan.FromDays(7));
        await Background.InboxAsync(gateway);
        var end = await NoticeAsync(gateway);
        Assert.True(end.Unanswered, $"step {end.Step}, next {end.NextAt:u}, now {gateway.Clock.GetUtcNow():u}, {end.Rank}");
        (await gateway.PostAsync($"v1/notices/{id}/acknowledgement", Sender, null)).Is(200);
        Assert.False((await NoticeAsync(gateway)).Unanswered);
    }

    [Fact]
    public async Task What_nobody_sent_and_what_nobody_passed_on_stays_where_it_is()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", Tell.Child);
        var unsent = await PostAsync(gateway, Seen with { From = null });
        (await gateway.PostAsync($"v1/notices/{unsent}/not-mine", "gp", Reason)).Is(200);
        var quiet = await PostAsync(gateway, Seen with { Subject = NoticeSubject.Visit(Guid.NewGuid()) });
        for (var day = 0; day < 3; day++)
        {
            gateway.Clock.Advance(TimeSpan.FromDays(7));
            await Background.InboxAsync(gateway);
        }

        foreach (var id in (Guid[])[unsent, quiet])
        {
            (await gateway.GetAsync($"v1/notices/{id}", Sender)).Is(404);
            (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(200);
        }
    }

    [Fact]
    public async Task Journey_39_Plan_that_ended_suggests_the_code_that_ends_the_warning_and_is_filed_in_two_presses()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", Tell.Child);
        Posting Ended(NoticeRecipient part, string agency) => new(NoticeEvent.PlanChanged, NoticeSubject.Referral(Tell.Subject), new PostingTo(part, agency), InboxHost.Morning)
        {
            Child = Tell.About,
            Relationship = new Relationship(RelationshipType.Registration, null),
            Words = [NoticeWord.Ended, NoticeWord.RemoveCode],
        };
        var id = await PostAsync(gateway, Ended(NoticeRecipient.Gp, "millpond-surgery"));
        using var gp = await PageClient.SignInAsync(gateway, "gp");

        Assert.Contains($"/notices/{id}", (await gp.GetAsync("/notices")).Html, StringComparison.Ordinal);
        var page = await gp.GetAsync($"/notices/{id}");
        foreach (var words in (string[])["It ended.", "No longer subject to child protection plan", "342891000000105", "Hide this entry from online view."]) Assert.Contains(words, page.Text);
        Assert.DoesNotContain("342191000000101", page.Text);
        Assert.Equal(302, (await gp.PostAsync($"/notices/{id}", ("do", "have"))).Status);

        Assert.Equal("342891000000105", (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(200).Json.GetProperty("codes")[0].GetProperty("code").GetString());
        // A school keeps no clinical record.
        var school = await PostAsync(gateway, Ended(NoticeRecipient.SafeguardingLead, "st-oswins-primary"));
        Assert.False((await gateway.GetAsync($"v1/notices/{school}", "dsl")).Is(200).Json.TryGetProperty("codes", out _));
    }

    [Fact]
    public async Task Several_for_information_only_are_taken_together_and_nothing_that_asks_for_something_is()
    {
        await using var gateway = await GatewayHost.StartAsync(server, "Sqlite", Tell.Child);
        Guid[] routine = [await PostAsync(gateway, Seen), await PostAsync(gateway, Seen with { Subject = NoticeSubject.Visit(Guid.NewGuid()) })];
        var urgent = await PostAsync(gateway, new Posting(NoticeEvent.LeftEarly, NoticeSubject.Visit(Tell.Subject), new PostingTo(NoticeRecipient.Gp, "millpond-surgery"), InboxHost.Morning) { Items = [] });
        using var gp = await PageClient.SignInAsync(gateway, "gp");
        Assert.Contains("For information only", (await gp.GetAsync("/notices")).Text);

        Assert.Equal(302, (await gp.PostAsync("/notices", [.. routine.Append(urgent).Append(Guid.NewGuid()).Select(id => ("take", id.ToString())), ("take", "all")])).Status);

        foreach (var id in routine) Assert.Equal("acknowledged", await StateAsync(gateway, id));
        // It was looked at just now, and nobody took it.
        Assert.Equal("read", await StateAsync(gateway, urgent));
        using var other = await PageClient.SignInAsync(gateway, "dsl");
        await other.GetAsync("/notices");
        Assert.Equal(302, (await other.PostAsync("/notices", ("take", urgent.ToString()))).Status);
        Assert.Equal("read", await StateAsync(gateway, urgent));
    }

    [Fact]
    public void Code_with_a_wrong_digit_stops_the_start()
    {
        var published = File.ReadAllText(Repository.At("contracts", "notices", "codes.csv"));
        foreach (var code in published.ReplaceLineEndings("\n").Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[2]))
        {
            Assert.True(SnomedCheck.Holds(code));
            for (var place = 0; place < code.Length; place++)
                foreach (var digit in "0123456789".Where(digit => digit != code[place]))
                    Assert.False(SnomedCheck.Holds($"{code[..place]}{digit}{code[(place + 1)..]}"));
            for (var place = 1; place < code.Length; place++)
                if (code[place] != code[place - 1]) Assert.False(SnomedCheck.Holds($"{code[..(place - 1)]}{code[place]}{code[place - 1]}{code[(place + 1)..]}"));
        }

        foreach (var (good, bad) in ((string, string)[])[("342191000000101", "342191000000102"), ("plan-changed,add", "plan-changing,add"), ("add-code", "add-codes"), ("2024-01-01", "1 January"), ("Subject to child protection plan", "")])
            Assert.Throws<Gateway.Agencies.StartRefusedException>(() => SuggestedCodes.Read(System.Text.Encoding.UTF8.GetBytes(published.Replace(good, bad, StringComparison.Ordinal))));
    }

    private static async Task<string?> StateAsync(GatewayHost gateway, Guid id) => (await gateway.GetAsync($"v1/notices/{id}", "gp")).Is(200).Json.GetProperty("state").GetString();

    private static async Task<Guid> PostAsync(GatewayHost gateway, Posting posting)
    {
        var before = (await AllAsync(gateway)).Select(notice => notice.Id).ToHashSet();
        await gateway.Services.GetRequiredService<PostToInbox>().PostAsync([posting], TestContext.Current.CancellationToken);
        await Background.InboxAsync(gateway);
        return (await AllAsync(gateway)).Single(notice => !before.Contains(notice.Id)).Id;
    }

    private static async Task<InboxNotice> NoticeAsync(GatewayHost gateway) => Assert.Single(await AllAsync(gateway));

    private static async Task<List<InboxNotice>> AllAsync(GatewayHost gateway)
    {
        await using var db = await gateway.Services.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<Gateway.Data.GatewayContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsNoTracking(db.Set<InboxNotice>()), TestContext.Current.CancellationToken);
    }
}
