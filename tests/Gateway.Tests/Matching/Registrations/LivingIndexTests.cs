using System.Text.Json.Nodes;
using Gateway.Matching.Registrations;
using Gateway.Rules.Matching.Decide;
using Gateway.Rules.Matching.Questions;
using Gateway.Tests.Hosting;
using static Gateway.Tests.Matching.Registrations.RegistrationBed;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>The index while it changes, and what a restart makes of it.</summary>
public sealed class LivingIndexTests(PostgresServer server)
{
    public static readonly TheoryData<string> Stores = GatewayHost.Stores;

    private const int Batches = 50;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Stores))]
    public async Task Restart_with_what_came_since_answers_as_a_fresh_build_does(string store)
    {
        await using var bed = await StartAsync(server, store);
        var random = new Random(5);
        TestChild[] children = [Known, Hidden, .. Enumerable.Range(830, 30).Select(n => TestChild.Of(n) with { Given = "Given" + n % 7, Family = "Family" + n })];
        var sequence = 0L;
        for (var batch = 0; batch < 6; batch++)
        {
            var lines = Enumerable.Range(0, 20).Select(_ => Any(random, ++sequence, children[random.Next(children.Length)])).ToArray();
            await bed.RegisterAsync(Aldersham, lines);
            if (batch == 2) await bed.Keep.KeepAsync(Cancellation);
        }

        var living = await AnswersAsync(bed, children);
        await bed.Gateway.RestartAsync();
        var restarted = await AnswersAsync(bed, children);
        await bed.Gateway.RestartAsync(() => File.Delete(bed.Snapshot));
        var built = await AnswersAsync(bed, children);

        Assert.Equal(living, restarted);
        Assert.Equal(living, built);
        Assert.Contains(living, line => line.Contains("Single", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Copy_that_knows_of_registrations_which_the_store_lost_is_not_used(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.RegisterAsync(Aldersham, Line(1, New));
        await bed.Keep.KeepAsync(Cancellation);

        await bed.ForgetAsync();
        await bed.Gateway.RestartAsync();

        Assert.False(bed.Matches(New));
        Assert.Contains(bed.Gateway.Logs.Lines, line => line.Text.Contains("registrations that the store does not have", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Folding_changes_no_answer_and_loses_nothing_that_came_meanwhile(string store)
    {
        await using var bed = await StartAsync(server, store);
        TestChild[] children = [Known, Hidden, .. Enumerable.Range(830, 12).Select(n => TestChild.Of(n) with { Given = "Given" + n % 7, Family = "Family" + n })];
        await bed.RegisterAsync(Aldersham, [.. children.Select((child, at) => Line(at + 1, child with { Postcode = "ZB1 1AA" }, 100 - at))]);
        var before = await AnswersAsync(bed, children);

        // Durable and not followed yet: as if it had come while the new one was built.
        (await bed.SendAsync(Trust, Line(1, New), Line(2, Known with { Postcode = "ZC1 1AA" }))).Is(200);
        await bed.Keep.FoldAsync(Cancellation);

        Assert.True(bed.Matches(New));
        Assert.Contains("castlebridge-council", bed.Held(Known)!.Home!.Councils);
        Assert.Equal(before.Skip(3), (await AnswersAsync(bed, children)).Skip(3));
        Assert.InRange(bed.Index.Now.Index.Changes, 0, 2);
        await bed.Keep.KeepAsync(Cancellation);
        var folded = await AnswersAsync(bed, [.. children, New]);
        await bed.Gateway.RestartAsync();
        Assert.Equal(folded, await AnswersAsync(bed, [.. children, New]));
    }

    [Fact]
    public async Task Look_ups_go_on_while_ten_thousand_are_registered()
    {
        await using var bed = await StartAsync();
        using var over = new CancellationTokenSource();
        var looks = Enumerable.Range(0, 2).Select(_ => Task.Run(() => LookAsync(bed, over.Token), Cancellation)).ToArray();

        for (var batch = 0; batch < Batches; batch++)
            await bed.RegisterAsync(Aldersham, [.. Enumerable.Range(batch * ReadRegistrations.Most, ReadRegistrations.Most).Select(n => Line(n + 1, Many(n)))]);
        await over.CancelAsync();

        Assert.All(await Task.WhenAll(looks), count => Assert.True(count > 0));
        Assert.Equal(Batches * ReadRegistrations.Most + 2, bed.Index.Count);
        Assert.All(Enumerable.Range(0, Batches).Select(n => Many(n * ReadRegistrations.Most + n)), child => Assert.True(bed.Matches(child)));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task Row_that_was_tampered_with_is_left_out_and_said_and_the_others_are_known(string store)
    {
        await using var bed = await StartAsync(server, store);
        await bed.RegisterAsync(Aldersham, Line(1, New));
        await bed.TamperAsync();
        await bed.RegisterAsync(Aldersham, Line(2, Other));

        await bed.Gateway.RestartAsync(() => File.Delete(bed.Snapshot));

        Assert.Equal((false, true), (bed.Matches(New), bed.Matches(Other)));
        Assert.Contains(bed.Gateway.Logs.Lines, line => line.Text.Contains("does not open", StringComparison.Ordinal));
    }

    private static TestChild Many(int n) => TestChild.Of(2000 + n, "ZB1 1AA") with { Given = "Given" + n % 500, Family = "Family" + n % 900 };

    // Each look sees one child whole: a place that the matcher gives is always one that is known.
    private static async Task<int> LookAsync(RegistrationBed bed, CancellationToken over)
    {
        var (count, random) = (0, new Random(3));
        while (!over.IsCancellationRequested)
        {
            Assert.True(bed.Matches(Known));
            var child = Many(random.Next(Batches * ReadRegistrations.Most));
            if (bed.Held(child) is { } held) Assert.Equal((child.Given, child.Family, "brackenford-council"), (held.GivenName, held.FamilyName, held.Home!.Councils.Single()));
            var sought = Assert.IsType<Gateway.Matching.Sought.Done>(await bed.Index.FindAsync(Question(child), CancellationToken.None));
            if (sought.Outcome.Answer is MatchingAnswer.Single single) Assert.Equal((child.Given, child.Family), (sought.At(single.Child.Ordinal).GivenName, sought.At(single.Child.Ordinal).FamilyName));
            count++;
        }

        return count;
    }

    private static async Task<List<string>> AnswersAsync(RegistrationBed bed, TestChild[] children)
    {
        await bed.Keep.CatchUpAsync(Cancellation);
        var answers = new List<string>();
        foreach (var child in children)
        {
            var held = bed.Held(child);
            answers.Add($"{child.Number} {held?.Born:O} {held?.GivenName} {held?.FamilyName} {held?.Home!.Protected} {held?.Home!.Unplaced} {string.Join(' ', held?.Home!.Councils ?? [])} {string.Join(' ', held?.Former.Select(number => number.Digits) ?? [])}");
            foreach (var postcode in (string[])["ZA1 1AA", "ZB1 1AA"])
            {
                var done = (Gateway.Matching.Sought.Done)await bed.Index.FindAsync(Question(child with { Postcode = postcode }), Cancellation);
                var at = done.Outcome.Answer is MatchingAnswer.Single single ? done.At(single.Child.Ordinal).Number.Digits : "";
                answers.Add($"{child.Number} {postcode} {done.Outcome.Answer.GetType().Name} {at}");
            }
        }

        return answers;
    }

    private static MatchingQuestion Question(TestChild child) => new() { Given = child.Given, Surname = child.Family, DateOfBirth = child.Born, Postcode = child.Postcode };

    private static JsonObject Any(Random random, long sequence, TestChild child)
    {
        var said = child with
        {
            Postcode = random.Next(2) == 0 ? "ZA1 1AA" : "ZB1 1AA",
            Family = random.Next(4) == 0 ? child.Family + "-Marsh" : child.Family,
            Protected = child.Protected || random.Next(12) == 0,
        };
        return Line(sequence, said, random.Next(1, 500), more: line => { if (random.Next(4) == 0) line["formerNhsNumbers"] = new JsonArray(TestChild.NumberOf(870 + random.Next(20))); });
    }
}
