using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Hosting;

namespace Gateway.Tests.Matching.Find;

/// <summary>Who somebody was, or is known as: found by it where that is the child's own, and hidden where it would tell who the child is now.</summary>
public sealed class OtherIdentityTests(PostgresServer server)
{
    private static readonly string OldNumber = TestChild.NumberOf(340);
    private static readonly string FormerNumber = TestChild.NumberOf(341);

    // Adopted: another name, another number; the old ones are sealed.
    private static readonly TestChild Adopted = TestChild.Of(342) with
    {
        Given = "Rowan",
        Family = "Ashdown",
        Born = new DateOnly(2017, 3, 3),
        Also = new JsonObject { ["sealed"] = new JsonArray(new JsonObject { ["givenName"] = "Dylan", ["familyName"] = "Hartley", ["nhsNumber"] = OldNumber }) },
    };

    private static readonly TestChild Was = Adopted with { Number = OldNumber, Given = "Dylan", Family = "Hartley" };

    // Known by another name and recorded otherwise before, with a former number and one of an agency.
    private static readonly TestChild Alex = TestChild.Of(343) with
    {
        Given = "Alex",
        Family = "Morganstern",
        Born = new DateOnly(2009, 6, 17),
        Postcode = "ZA1 1AB",
        Also = new JsonObject
        {
            ["sex"] = "X",
            ["formerSexes"] = new JsonArray("F"),
            ["aliases"] = new JsonArray(new JsonObject { ["givenName"] = "Wilhelmina" }),
            ["formerNhsNumbers"] = new JsonArray(FormerNumber),
            ["localNumbers"] = new JsonArray(new JsonObject { ["authority"] = "aldersham-council", ["number"] = "LA-1" }),
        },
    };

    private static readonly TestChild Nobody = TestChild.Of(344) with { Given = "Brynley", Family = "Castellan", Born = new DateOnly(2017, 3, 4), Postcode = "ZA1 1AA" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Old_name_and_number_of_an_adopted_child_read_as_nobody_and_only_the_safeguarding_desk_is_told(string store)
    {
        await using var gateway = await StartAsync(store);

        var old = (await FindAsync(gateway, Was)).Is(200);
        var nobody = (await FindAsync(gateway, Nobody)).Is(200);

        Assert.Equal(Shape(nobody), Shape(old));
        Assert.Equal(Members(nobody.Receipt), Members(old.Receipt));
        Assert.Equal(nobody.Headers.Select(header => header.Key).Order(), old.Headers.Select(header => header.Key).Order());
        foreach (var told in (string[])["Rowan", "Ashdown", Adopted.Number, "adopt", "seal"]) Assert.DoesNotContain(told, old.Text, StringComparison.OrdinalIgnoreCase);

        await gateway.Logs.SaysAsync("A sealed identity was looked for; an entry says of whom: True", Cancellation);
        var trail = await gateway.Ledger.History.ReadAsync(new AccessOf.ToChild(Number(Adopted)), null, 10, Cancellation);
        Assert.Contains("sealed-identity", System.Text.Encoding.UTF8.GetString(Assert.Single(trail.Entries).Common.Span), StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Logs.Lines, line => line.Text.Contains("Ashdown", StringComparison.Ordinal) || line.Text.Contains(Adopted.Number, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Entries_of_a_look_for_an_old_identity_and_for_nobody_have_the_same_members(string store)
    {
        await using var gateway = await StartAsync(store);
        await FindAsync(gateway, Was);
        await FindAsync(gateway, Nobody);

        var looks = (await gateway.Entries.OfAsync(EntryType.Match)).Where(entry => entry.Common.GetProperty("kind").GetString() == "match").ToList();

        Assert.Equal(2, looks.Count);
        Assert.Equal(looks[1].Common.EnumerateObject().Select(member => member.Name), looks[0].Common.EnumerateObject().Select(member => member.Name));
        Assert.Equal((looks[1].Outcome, looks[1].Leaf.Sections), (looks[0].Outcome, looks[0].Leaf.Sections));
    }

    [Fact]
    public async Task Time_of_the_answer_does_not_tell_that_there_was_somebody()
    {
        await using var gateway = await StartAsync("Sqlite");
        var (old, nobody) = (new List<double>(), new List<double>());
        for (var look = 0; look < 40; look++)
        {
            if (look % 8 == 0) gateway.Clock.Advance(TimeSpan.FromHours(13));
            // In turns, and each first as often as second, so that a busy machine slows both alike.
            foreach (var isOld in look % 2 == 0 ? (bool[])[true, false] : [false, true])
            {
                var began = Stopwatch.GetTimestamp();
                var answer = await FindAsync(gateway, isOld ? Was : Nobody);
                (isOld ? old : nobody).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Assert.Equal("not-found", answer.Is(200).Json.GetProperty("outcome").GetString());
            }
        }

        var (one, other) = (Median(old), Median(nobody));
        Assert.True(Math.Abs(one - other) < 3 + 0.5 * Math.Max(one, other), $"{one:F1} ms and {other:F1} ms");
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Adopted_child_is_found_as_who_the_child_is_now(string store)
    {
        await using var gateway = await StartAsync(store);

        var found = (await FindAsync(gateway, Adopted)).Is(200);

        Assert.Equal(("single", "Rowan"), (found.Json.GetProperty("outcome").GetString(), found.Json.GetProperty("child").GetProperty("givenName").GetString()));
        Assert.DoesNotContain("Dylan", found.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Alias_and_former_sex_find_and_are_not_displayed(string store)
    {
        await using var gateway = await StartAsync(store);

        var found = (await FindAsync(gateway, Alex with { Given = "Wilhelmina" }, "female")).Is(200);

        Assert.Equal(("single", "Alex"), (found.Json.GetProperty("outcome").GetString(), found.Json.GetProperty("child").GetProperty("givenName").GetString()));
        Assert.DoesNotContain("Wilhelmina", found.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("agreed", found.Json.GetProperty("agreement").GetProperty("sex").GetString());
        Assert.DoesNotContain("female", found.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, MemberData(nameof(GatewayHost.Stores), MemberType = typeof(GatewayHost))]
    public async Task Former_number_finds_its_child_with_name_and_date_and_shows_no_number(string store)
    {
        await using var gateway = await StartAsync(store);

        var found = (await FindAsync(gateway, Alex with { Number = FormerNumber })).Is(200);

        Assert.Equal(("single", "Alex"), (found.Json.GetProperty("outcome").GetString(), found.Json.GetProperty("child").GetProperty("givenName").GetString()));
        foreach (var number in (string[])[FormerNumber, Alex.Number, "LA-1"]) Assert.DoesNotContain(number, found.Text, StringComparison.Ordinal);
    }

    private async Task<GatewayHost> StartAsync(string store)
    {
        var gateway = await GatewayHost.StartAsync(server, store, Adopted, Alex);
        // What the asker's own agency has in front of it: the old name and number too.
        foreach (var child in (TestChild[])[Was, Adopted, Nobody, Alex, Alex with { Given = "Wilhelmina" }, Alex with { Number = FormerNumber }])
        {
            gateway.Agencies.AddNames(child.Number, child.Born, child.Given, child.Family);
            gateway.Attends(child);
        }

        return gateway;
    }

    private static Task<Answer> FindAsync(GatewayHost gateway, TestChild child, string? sex = null)
    {
        var described = new JsonObject { ["givenName"] = child.Given, ["familyName"] = child.Family, ["dateOfBirth"] = child.Born.ToString("yyyy-MM-dd"), ["nhsNumber"] = child.Number };
        if (sex is not null)
        {
            described["sex"] = sex;
            described.Remove("nhsNumber");
            described["postcode"] = child.Postcode;
        }

        return gateway.PostAsync("v1/matches", "nurse", new JsonObject { ["child"] = described, ["purpose"] = "unscheduled-care" }, Guid.NewGuid().ToString());
    }

    // Everything but the receipt, which is of each look its own.
    private static string Shape(Answer answer)
    {
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        json.Remove("receipt");
        // Sealed with a nonce; what it holds is what was typed, which was not as long.
        if (json.ContainsKey("lookedFor")) (json["lookedFor"], json["lookedForUntil"]) = ("sealed", "a quarter of an hour");
        return json.ToJsonString();
    }

    private static IEnumerable<string> Members(System.Text.Json.JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static double Median(List<double> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }

    private static NhsNumber Number(TestChild child) => NhsNumber.Read(child.Number, out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();
}
