using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation.Late;
using Gateway.Simulator;
using Gateway.Tests.Disclosure;
using Gateway.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Federation.Late;

/// <summary>What comes after the answer: verified, recorded, told, and nothing of the answer is changed by it.</summary>
public sealed class LateTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task A5_PlanThatIsSaidAfterTheRelease_ChangesNothingOfItAndIsRecordedAndCanBeRead(string store)
    {
        await using var bed = await LateBed.StartAsync(server, store);
        await bed.SilenceAsync();
        var question = new Question(LateBed.Child, "plan-flag", "plan-category", "lead-social-worker");
        var answer = (await bed.Gateway.AskAsync(question)).Is(200);
        Assert.Equal(GatewayHost.Night.AddMinutes(15), answer.Json.GetProperty("late").GetProperty("until").GetDateTimeOffset(), TimeSpan.FromSeconds(30));
        Assert.Contains("asked again until 02:25", answer.Json.GetProperty("late").GetProperty("words").GetString());
        Assert.Equal((204, 0), ((await bed.ReadAsync(answer)).Status, (await bed.ReadAsync(answer)).Bytes.Length));
        Assert.Empty(await bed.EntriesAsync("late-read"));
        await bed.Gateway.Agencies.ResetAsync();

        Assert.False(await bed.AfterAsync(0.1));

        Assert.Equal(answer.Text, (await bed.Gateway.AskAsync(question)).Text);
        var entry = Assert.Single(await bed.EntriesAsync("late-answer"));
        Assert.Equal((EntryType.Disclosure, EntryOutcome.Noted), (entry.Type, entry.Outcome));
        Assert.Equal((await bed.Gateway.Entries.OfAsync(EntryType.Decision))[^1].Leaf.InteractionId, entry.Leaf.InteractionId);
        Assert.Equal("held", entry.Child!.Value.GetProperty("sources")[0].GetProperty("said").GetProperty("plan-flag").GetString());
        Assert.DoesNotContain("neglect", entry.Child.Value.GetRawText());
        var late = (await bed.ReadAsync(answer)).Is(200);
        Assert.Equal("ended", late.Json.GetProperty("state").GetString());
        var news = LateBed.Only(late);
        Assert.True(news.GetProperty("isNews").GetBoolean());
        Assert.Equal("Answered at 02:10, after you looked. New information.", news.GetProperty("words").GetString());
        Assert.Equal("Child protection plan: yes (Brackenford Council).", news.GetProperty("headline").GetString());
        Assert.Equal(entry.Common.GetProperty("answeredAt").GetDateTimeOffset(), news.GetProperty("answeredAt").GetDateTimeOffset());
        // A triage nurse sees no category. Each item has the form that an answer in time would have given it.
        Assert.All((string[])["neglect", "sexual"], mark => Assert.DoesNotContain(mark, late.Text));
        Assert.Equal(["plan-flag", "plan-category", "lead-social-worker"], news.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("item").GetString()));
        var inTime = (await bed.Gateway.AskAsync(question with { RequestId = Guid.NewGuid() })).Is(200);
        foreach (var item in news.GetProperty("items").EnumerateArray()) Assert.Equal(FormOf(inTime.Item(item.GetProperty("item").GetString()!)), FormOf(item));
        var read = Assert.Single(await bed.EntriesAsync("late-read"));
        Assert.Equal(entry.Leaf.EntryId, read.Common.GetProperty("shown")[1].GetGuid());
        Assert.Empty((await bed.ReadAsync(answer, after: "?after=1")).Is(200).Json.GetProperty("answers").EnumerateArray());
        (await bed.ReadAsync(answer, after: "?after=-1")).Is(400);
    }

    private static string FormOf(System.Text.Json.JsonElement item) =>
        item.GetProperty("outcome").GetString() + item.GetProperty("words").GetString() + (item.TryGetProperty("value", out var value) ? value.GetRawText() : "");

    [Fact]
    public async Task A5_What_a_record_says_late_of_its_handling_stands_at_the_head_and_nothing_says_who_said_so()
    {
        await using var bed = await LateBed.StartAsync();
        bed.Gateway.Holds(LateBed.Council, LateBed.Child, Held.Plan with { Handling = ["honour-based-abuse", "do-not-inform-parents"] });
        await bed.SilenceAsync("aldersham-csc");
        var answer = await bed.IncompleteAsync("plan-flag");
        Assert.DoesNotContain("handling", answer.Text);

        Assert.False(await bed.AfterAsync(1));

        string[] words = ["Do not inform the parents. Keep this out of anything that a parent can read, an online view of the record included.", "Do not discuss this with the family or other relatives. Nobody of the family or community interprets."];
        var late = (await bed.ReadAsync(answer)).Is(200);
        Assert.StartsWith("{\"handling\":[", late.Text, StringComparison.Ordinal);
        Assert.Equal(words, late.Json.GetProperty("handling").EnumerateArray().Select(one => one.GetString()));
        Assert.All(late.Json.GetProperty("answers").EnumerateArray(), one => Assert.DoesNotContain("Do not", one.GetRawText()));
        Assert.DoesNotContain("honour", late.Text, StringComparison.OrdinalIgnoreCase);
        // Whoever has had that answer is told all the same.
        Assert.Equal(words, (await bed.ReadAsync(answer, after: "?after=9")).Is(200).Json.GetProperty("handling").EnumerateArray().Select(one => one.GetString()));
        Assert.Contains("HANDLING_NOTICE", Assert.Single(await bed.EntriesAsync("late-answer")).Common.GetRawText());
    }

    // An order that comes late: what it forbids is not let go with it, what came before is not read any more, and whoever saw it is told not to pass it on.
    [Fact]
    public async Task Order_that_a_record_tells_of_late_forbids_what_comes_after_and_what_came_before()
    {
        await using var bed = await LateBed.StartAsync();
        bed.Gateway.Holds(LateBed.Council, LateBed.Child, Held.Plan);
        bed.Gateway.Holds("castlebridge-csc", LateBed.Child, Held.Care with { Prohibited = ["plan-flag"] });
        await bed.SilenceAsync("castlebridge-csc");
        await bed.SilenceAsync();
        var answer = (await bed.Gateway.CheckAsync(LateBed.Child, "plan-flag", "looked-after")).Is(200);
        await bed.Gateway.Agencies.SetAsync(LateBed.Council, Behaviour.Normal);
        Assert.True(await bed.AfterAsync(0.1));
        Assert.Contains("Child protection plan: yes", (await bed.ReadAsync(answer)).Is(200).Text);
        await bed.Gateway.Agencies.SetAsync("castlebridge-csc", Behaviour.Normal);

        Assert.False(await bed.AfterAsync(1));

        var late = (await bed.ReadAsync(answer)).Is(200);
        Assert.StartsWith("A court order forbids sharing some of this. Do not pass on what you saw of it before.", late.Json.GetProperty("handling").EnumerateArray().Last().GetString());
        Assert.DoesNotContain("Child protection plan", late.Text);
        Assert.Equal(2, late.Json.GetProperty("answers").GetArrayLength());
        Assert.Equal("What came here is not shown any more. A record that came later protects it.", late.Json.GetProperty("answers")[0].GetProperty("words").GetString());
        Assert.Empty(late.Json.GetProperty("answers")[0].GetProperty("items").EnumerateArray());
        Assert.True(late.Json.GetProperty("answers")[1].GetProperty("isNews").GetBoolean());
        Assert.Equal("""{"prohibited":["plan-flag"]}""", (await bed.EntriesAsync("late-answer"))[^1].Common.GetProperty("record").GetRawText());
    }

    [Fact]
    public async Task While_others_are_asked_whoever_has_all_that_came_is_shown_nothing_that_is_not_recorded()
    {
        await using var bed = await LateBed.StartAsync();
        bed.Gateway.Holds(LateBed.Council, LateBed.Child, Held.Plan with { Handling = ["do-not-inform-parents"] });
        await bed.SilenceAsync("aldersham-csc");
        var answer = await bed.IncompleteAsync("plan-flag");
        await bed.SilenceAsync("aldersham-csc");
        await bed.AfterAsync(1);
        var who = bed.Gateway.Services.GetRequiredService<DemonstrationPractitioners>().Find("nurse")!;

        var polled = await bed.Gateway.Services.GetRequiredService<ReadLate>().OfAsync(who, answer.Json.GetProperty("check").GetGuid(), 9, TestContext.Current.CancellationToken);

        Assert.Null(Assert.IsType<LateReading.Nothing>(polled).Status.Handling);
        Assert.Empty(await bed.EntriesAsync("late-read"));
        Assert.True((await bed.ReadAsync(answer)).Is(200).Json.TryGetProperty("handling", out _));
    }

    [Fact]
    public async Task Nothing_that_is_said_late_is_recorded_and_is_no_news()
    {
        await using var bed = await LateBed.StartAsync();
        await bed.SilenceAsync("aldersham-csc");
        await bed.SilenceAsync("castlebridge-csc");
        var answer = (await bed.Gateway.CheckAsync(LateBed.Child, "plan-flag")).Is(200);
        await bed.Gateway.Agencies.SetAsync("aldersham-csc", Behaviour.Normal);

        Assert.True(await bed.AfterAsync(0.1));

        var late = (await bed.ReadAsync(answer)).Is(200);
        var news = LateBed.Only(late);
        Assert.Equal((false, "Answered at 02:10, after you looked. Aldersham children's services: nothing held of what was asked again."), (news.GetProperty("isNews").GetBoolean(), news.GetProperty("words").GetString()));
        Assert.Equal("aldersham-csc", Assert.Single(news.GetProperty("sources").EnumerateArray()).GetProperty("custodian").GetString());
        Assert.Equal("castlebridge-csc", Assert.Single(late.Json.GetProperty("silent").EnumerateArray()).GetProperty("custodian").GetString());
        Assert.Contains("No answer yet from Castlebridge children's services.", late.Json.GetProperty("words").GetString());
        Assert.Equal("nothing-held", Assert.Single(await bed.EntriesAsync("late-answer")).Child!.Value.GetProperty("sources")[0].GetProperty("said").GetProperty("plan-flag").GetString());
    }

    [Fact]
    public async Task Source_that_never_answers_is_left_alone_after_a_quarter_of_an_hour_and_named_with_its_number()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync();
        await bed.SilenceAsync();
        var before = bed.Gateway.Asked(LateBed.Council);
        for (var minute = 0; minute < 14; minute++) Assert.True(await bed.AfterAsync(1));

        Assert.False(await bed.AfterAsync(1.5));

        Assert.InRange(bed.Gateway.Asked(LateBed.Council) - before, 1, 15);
        var late = (await bed.ReadAsync(answer)).Is(200);
        Assert.Equal("ended", late.Json.GetProperty("state").GetString());
        Assert.Equal("Still no answer; ring. Brackenford children's services: Brackenford emergency duty team on 0113 496 0102.", late.Json.GetProperty("words").GetString());
        var entry = Assert.Single(await bed.EntriesAsync("late-ended"));
        Assert.Equal((EntryType.Outcome, EntryOutcome.Noted), (entry.Type, entry.Outcome));
        Assert.Contains(LateBed.Council, entry.Child!.Value.GetRawText());
        Assert.Empty(await bed.EntriesAsync("late-answer"));
        await bed.Gateway.Agencies.ResetAsync();
        Assert.False(await bed.AfterAsync(60));
        Assert.Empty(bed.Gateway.Agencies.Notices);
    }

    [Fact]
    public async Task Answer_that_cannot_be_verified_is_not_used_and_the_next_one_is()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync();
        foreach (var fault in (Fault[])[Fault.WrongSignature, Fault.NotSigned, Fault.Html, Fault.ClockAhead])
        {
            await bed.Gateway.Agencies.SetAsync(LateBed.Council, new Behaviour(Fault: fault));
            Assert.True(await bed.AfterAsync(1));
            Assert.Equal(204, (await bed.ReadAsync(answer)).Status);
        }

        await bed.Gateway.Agencies.ResetAsync();
        Assert.False(await bed.AfterAsync(1));
        Assert.True(LateBed.Only((await bed.ReadAsync(answer)).Is(200)).GetProperty("isNews").GetBoolean());
    }

    [Fact]
    public async Task Nobody_but_the_asker_learns_that_there_is_anything()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync();
        await bed.AfterAsync(1);

        var none = await bed.Gateway.GetAsync($"v1/checks/{Guid.NewGuid()}/late", "nurse");
        foreach (var other in (string[])["second-nurse", "brackenford-nurse", "ed-treating-clinician", "officer-of-alder-valley-nhs-trust", "gp"])
            Assert.Equal(none.Is(404).Text, (await bed.ReadAsync(answer, other)).Is(404).Text);
        Assert.Empty(await bed.EntriesAsync("late-read"));
    }

    [Fact]
    public async Task Complete_answer_promises_nothing_and_keeps_nothing()
    {
        await using var bed = await LateBed.StartAsync();

        var answer = (await bed.Gateway.CheckAsync(LateBed.Child, "plan-flag")).Is(200);

        Assert.False(answer.Json.TryGetProperty("late", out _));
        Assert.Equal(0, await bed.StoredAsync(db => db.Set<LateQuestion>().CountAsync(Cancellation)));
        (await bed.ReadAsync(answer)).Is(404);
    }

    [Fact]
    public async Task Promise_that_cannot_be_kept_is_not_made_and_the_answer_goes_out()
    {
        await using var bed = await LateBed.StartAsync();
        await bed.StoredAsync(db => db.Database.ExecuteSqlRawAsync("""alter table "LateQuestions" rename to "Gone";""", Cancellation));

        var answer = await bed.IncompleteAsync();

        Assert.False(answer.Json.GetProperty("late").TryGetProperty("until", out _));
        Assert.Equal("Whoever did not answer could not be noted down to be asked again. Ring them, or check again yourself.", answer.Json.GetProperty("late").GetProperty("words").GetString());
    }

    [Fact]
    public async Task What_came_late_lies_sealed_and_is_gone_after_a_day()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync("plan-flag", "looked-after");
        await bed.AfterAsync(1);
        var content = await bed.StoredAsync(db => db.Set<LateAnswer>().Select(late => late.Content).SingleAsync(Cancellation));
        Assert.True(content.AsSpan().IndexOf("rackenford"u8) < 0 && content.AsSpan().IndexOf("plan"u8) < 0);

        await bed.AfterAsync(24 * 60 + 1);

        Assert.Equal((0, 0), await bed.StoredAsync(async db => (await db.Set<LateQuestion>().CountAsync(Cancellation), await db.Set<LateAnswer>().CountAsync(Cancellation))));
        (await bed.ReadAsync(answer)).Is(404);
    }

    [Fact]
    public async Task Closed_ledger_lets_nothing_be_read_and_the_try_is_made_again()
    {
        await using var bed = await LateBed.StartAsync();
        var answer = await bed.IncompleteAsync();
        await ClosedLedger.CloseAsync(bed.Gateway);

        Assert.True(await bed.AfterAsync(1));

        Assert.Equal(0, await bed.StoredAsync(db => db.Set<LateAnswer>().CountAsync(Cancellation)));
        Assert.Null((await bed.RowAsync()).EndedAt);
        Assert.Equal(204, (await bed.ReadAsync(answer)).Status);
    }
}
