using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Referrals;
using Gateway.Referrals.Store;
using Gateway.Rules.Calendars;
using Gateway.Rules.Referrals;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Referrals;

/// <summary>Where a child stands survives being stored, and what does not read is never guessed at.</summary>
public sealed class StandingJsonTests
{
    private static readonly ReferralTables Tables = LoadReferralTables.From(null);
    private static readonly AreaCalendars Area = AreaCalendars.Of(new WorkingDays([]), new OpeningHours(new TimeOnly(8, 30), new TimeOnly(17, 0)));
    private static readonly ImmutableDictionary<ReferralText, string> Texts = Enum.GetValues<ReferralText>().ToImmutableDictionary(text => text, _ => new string('x', 60));

    [Fact]
    public void Whatever_a_walk_comes_to_is_read_as_it_was_written()
    {
        var seen = new HashSet<ReferralState>();
        for (var seed = 0; seed < 60; seed++)
            foreach (var standing in Walk(new Random(seed), 30))
            {
                seen.UnionWith(standing.States);
                var read = StandingJson.Read(StandingJson.Of(standing));
                Assert.Equal(StandingJson.Of(standing), StandingJson.Of(read));
                Assert.Equal((standing.Main, standing.Feedback, standing.Disagreement, standing.ToldAt, standing.DisputedSince, standing.Last), (read.Main, read.Feedback, read.Disagreement, read.ToldAt, read.DisputedSince, read.Last));
                Assert.Equal((standing.Rating, standing.Urgent, standing.Danger), (read.Rating, read.Urgent, read.Danger));
                Assert.Equal(Tables.Terms.Clocks(standing, Area).Select(clock => (clock.Clock, clock.Due)), Tables.Terms.Clocks(read, Area).Select(clock => (clock.Clock, clock.Due)));
            }

        Assert.True(seen.Count >= 15, $"The walks came to {seen.Count} states only.");
    }

    [Fact]
    public void Every_member_that_is_damaged_is_a_fault()
    {
        var whole = StandingJson.Of(Walk(new Random(3), 60).Last());
        foreach (var member in JsonNode.Parse(whole)!.AsObject().Select(each => each.Key).ToArray())
        {
            Unread(whole, node => node[member] = "a word that nobody knows");
            Unread(whole, node => node[member] = -1.5);
            if (member is "v" or "main" or "last" or "clocks") Unread(whole, node => node.Remove(member));
        }

        Unread(whole, node => node["v"] = 2);
        Unread(whole, node => node["also"] = 1);
        Unread(whole, node => node["main"]!["state"] = "cleared");
        Unread(whole, node => node["main"]!["also"] = 1);
        Unread(whole, node => node["clocks"]!["egg-timer"] = new JsonObject { ["started"] = 0 });
        Assert.Throws<InvalidDataException>(() => StandingJson.Read(""));
        Assert.Throws<InvalidDataException>(() => StandingJson.Read("[]"));
        Assert.Throws<InvalidDataException>(() => StandingJson.Read(whole[..^1]));
    }

    private static void Unread(string whole, Action<JsonObject> damage)
    {
        var node = JsonNode.Parse(whole)!.AsObject();
        damage(node);
        Assert.Throws<InvalidDataException>(() => StandingJson.Read(node.ToJsonString()));
    }

    private static IEnumerable<Standing> Walk(Random random, int steps)
    {
        var at = new DateTimeOffset(2026, 3, 20, 9, 0, 0, TimeSpan.Zero);
        var standing = Standing.Begin(at, random.Next(2) == 0);
        yield return standing;
        for (var n = 0; n < steps; n++)
        {
            at = at.AddMinutes(random.Next(1, 3000));
            if (Next(standing, at, random) is not { } next) yield break;
            yield return standing = next;
        }
    }

    private static Standing? Next(Standing standing, DateTimeOffset at, Random random)
    {
        for (var tried = 0; tried < 4000; tried++)
        {
            var clock = standing.Clocks.Where(run => run.Value.Runs).Select(run => (Rules.Referrals.Clocks.ReferralClock?)run.Key).ElementAtOrDefault(random.Next(4));
            var step = new Step(Any<ReferralEvent>(random), Any<ReferralActor>(random))
            {
                Outcome = random.Next(2) == 0 ? StepOutcome.None : Any<StepOutcome>(random),
                Clock = clock,
                Rating = (Rating)random.Next(1, 4),
                Urgent = random.Next(2) == 0,
                Texts = Texts,
            };
            if (Tables.Terms.Move(standing, step, at, Area) is MoveResult.Moved(var moved)) return moved;
        }

        return null;
    }

    private static T Any<T>(Random random) where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
