using Gateway.Matching;
using Gateway.Matching.Held;
using Gateway.Matching.Registrations;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Matching.Registrations;

/// <summary>What several agencies say of one child comes to one child, in whatever order they say it.</summary>
public sealed class MergeTests
{
    private static readonly DateTimeOffset Now = GatewayHost.Night;
    private static readonly MergeChild Merge = new(new SameChild(MatchingTables.From(Contracts.PathOf("matching")).Names));
    private static readonly NhsNumber Number = NumberOf(840);
    private static readonly DateOnly Born = new(2018, 3, 21);
    private static readonly ReadAddress Here = new("ZA1 1AA", new DateOnly(2020, 1, 1), DateOnly.MaxValue);
    private static readonly ReadAddress There = new("ZB1 1AA", new DateOnly(2024, 1, 1), DateOnly.MaxValue);

    [Fact]
    public void Newest_name_is_the_present_one_and_no_other_is_lost()
    {
        var child = Merged(Said("Ella", "Begum", 300), Said("Ella", "Carter", 100), Said("Ella Mae", "Begum", 200));
        Assert.Equal(("Ella", "Carter"), (child.Given, child.Family));
        Assert.Superset(new HashSet<string> { "Ella Begum", "Ella Carter", "Ella Mae Begum" }, child.Versions.Select(version => $"{version.Given} {version.Surname}").ToHashSet());
    }

    [Fact]
    public void Protection_is_lifted_by_no_other_agencys_silence_newer_or_older()
    {
        Assert.True(Merged(Said("Ella", "Begum", 300) with { IsProtected = true }, Said("Ella", "Begum", 100)).IsProtected);
        Assert.True(Merged(Said("Ella", "Begum", 100) with { IsProtected = true }, Said("Ella", "Begum", 300)).IsProtected);
        Assert.True(Merge.Of(All(Said("Ella", "Begum", 1)), Line("""{"protected":true}"""), Now.AddDays(-30)).IsProtected);
        var hidden = Merged(Said("Ella", "Begum", 300) with { IsProtected = true, Addresses = [Here] });
        Assert.All(hidden.Versions, version => Assert.Null(version.Postcode));
    }

    [Fact]
    public void Protection_holds_even_where_the_rest_of_the_line_is_set_aside() =>
        Assert.True(Merged(Said("Ella", "Begum", 300), Said("Zahra", "Begum", 100) with { IsProtected = true }).IsProtected);

    [Fact]
    public void Twin_under_the_wrong_number_opens_nobody()
    {
        var child = Merged(Said("Ella", "Begum", 300), Said("Zahra", "Begum", 100) with { Addresses = [There], FormerNumbers = [NumberOf(841)] });
        Assert.Equal("Ella", child.Given);
        Assert.DoesNotContain(child.Versions, version => version.Given == "Zahra");
        Assert.DoesNotContain(There, child.Addresses);
        Assert.Single(child.Numbers);
    }

    [Fact]
    public void New_first_name_counts_once_somebody_says_it_beside_the_old_one()
    {
        var renamed = Said("Alex", "Morgan", 50) with { Aliases = [new SaidName("Philippa", "Morgan")] };
        Assert.Equal("Philippa", Merged(Said("Philippa", "Morgan", 300), Said("Alex", "Morgan", 100)).Given);
        Assert.Equal("Alex", Merged(Said("Philippa", "Morgan", 300), Said("Alex", "Morgan", 100), renamed).Given);
        // A placeholder is no name: the child was born before anybody named her.
        Assert.Equal("Mila", Merged(Said("Baby", "Novak", 300), Said("Mila", "Novak", 100)).Given);
    }

    [Fact]
    public void Another_date_of_birth_is_set_aside_until_somebody_says_which_was_wrong()
    {
        var (first, other) = (Said("Ella", "Begum", 300), Said("Ella", "Begum", 100) with { Born = Born.AddDays(9), Addresses = [There] });
        Assert.Equal(Born, Merged(first, other).Born);
        Assert.Empty(Merged(first, other).Addresses);
        var corrected = Merged(first, other, Said("Ella", "Begum", 50) with { Born = Born.AddDays(9), FormerBorn = Born });
        Assert.Equal(Born.AddDays(9), corrected.Born);
        Assert.Contains(There, corrected.Addresses);
        // Whom the source knows has the source's date.
        Assert.Equal(Born, Merge.Of(All(Said("Ella", "Begum", 50) with { Born = Born.AddDays(9), FormerBorn = Born }), Line("""{"protected":false}"""), Now.AddDays(-30)).Born);
    }

    [Fact]
    public void What_an_adoption_sealed_is_not_opened_again()
    {
        var source = Line($$"""{"protected":false,"givenName":"Daniel","familyName":"Frost","sealed":[{"givenName":"Dylan","familyName":"Hart","nhsNumber":"{{NumberOf(841).Digits}}"}]}""");
        var said = Said("Daniel", "Frost", 10) with { Aliases = [new SaidName("DYLAN", "Hart")], FormerNumbers = [NumberOf(841)] };
        var child = Merge.Of(All(said), source, Now.AddDays(-30));
        Assert.DoesNotContain(child.Versions, version => version.Given is "Dylan" or "DYLAN");
        Assert.Single(child.Numbers);
        Assert.Empty(child.FormerNumbers);
        Assert.Single(child.Sealed);
    }

    [Fact]
    public void Both_addresses_that_go_on_are_asked_and_an_end_is_taken_from_who_knows_it_last()
    {
        Assert.Equal([There, Here], Merged(Said("Ella", "Begum", 300) with { Addresses = [Here] }, Said("Ella", "Begum", 100) with { Addresses = [There] }).Addresses);
        var ended = Here with { To = new DateOnly(2026, 1, 1) };
        Assert.Equal([ended], Merged(Said("Ella", "Begum", 300) with { Addresses = [Here] }, Said("Ella", "Begum", 100) with { Addresses = [ended] }).Addresses);
        Assert.Equal([Here], Merged(Said("Ella", "Begum", 100) with { Addresses = [Here] }, Said("Ella", "Begum", 300) with { Addresses = [ended] }).Addresses);
    }

    [Fact]
    public void Same_statements_in_any_order_and_however_often_come_to_the_same_child()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var statements = Enumerable.Range(0, random.Next(1, 7)).Select(_ => Any(random)).ToArray();
            var source = random.Next(2) == 0 ? null : Line("""{"protected":false,"givenName":"Ella","familyName":"Begum"}""");
            var expected = Text(statements, source);
            for (var shuffle = 0; shuffle < 4; shuffle++)
            {
                var again = statements.Concat(statements.Where(_ => random.Next(3) == 0)).ToArray();
                random.Shuffle(again);
                Assert.Equal(expected, Text(again, source));
            }
        }
    }

    [Fact]
    public void What_is_kept_reads_back_as_it_was()
    {
        var random = new Random(12);
        for (var round = 0; round < 200; round++)
        {
            var all = All([.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => Any(random))]);
            Assert.Equal(StatementJson.Of(all), StatementJson.Of(StatementJson.Read(StatementJson.Of(all))));
        }
    }

    private static string Text(Statement[] statements, ReadChild? source)
    {
        var child = Merge.Of(All(statements), source, Now.AddMinutes(-250));
        return string.Join('\n', [
            $"{child.Number.Digits} {child.Born:O} {child.Given} {child.Family} {child.IsProtected} {child.Sexes}", .. child.Versions.Select(one => $"{one.Given}|{one.Surname}|{one.Postcode}"),
            .. child.Addresses.Select(one => $"{one.Postcode} {one.From:O} {one.To:O}"), .. child.Numbers.Select(number => $"{number.Kind} {number.IsFormer} {number.GetHashCode()}"),
            .. child.FormerNumbers.Select(number => number.Digits),
            Convert.ToHexString(StatementJson.Of(All(statements)))]);
    }

    private static Statement Any(Random random) => Said(Pick(random, "Ella", "Zahra", "Alex", "", "Baby", "Ella Mae"), Pick(random, "Begum", "Carter", ""), random.Next(1, 5) * 100) with
    {
        Born = random.Next(4) == 0 ? Born.AddDays(9) : Born,
        FormerBorn = random.Next(5) == 0 ? Born : null,
        Aliases = random.Next(3) == 0 ? [new SaidName(Pick(random, "Ella", "Zahra"), "Begum")] : [],
        Addresses = random.Next(2) == 0 ? [] : [random.Next(2) == 0 ? Here : There with { To = random.Next(2) == 0 ? DateOnly.MaxValue : new DateOnly(2026, 1, 1) }],
        FormerNumbers = random.Next(4) == 0 ? [NumberOf(841 + random.Next(2))] : [],
        IsProtected = random.Next(6) == 0,
        Sexes = random.Next(2) == 0 ? Sexes.Female : Sexes.None,
    };

    private static string Pick(Random random, params string[] words) => words[random.Next(words.Length)];

    private static Statement Said(string given, string family, int minutesAgo) => new(Number, Born, Now.AddMinutes(-minutesAgo), new SaidName(given, family));

    private static Statements All(params Statement[] statements) => statements.Aggregate(Statements.None(Number), (all, one) => all.With(one));

    private static ReadChild Merged(params Statement[] statements) => Merge.Of(All(statements), null, Now.AddDays(-30));

    private static ReadChild Line(string more)
    {
        var line = System.Text.Json.Nodes.JsonNode.Parse(more)!.AsObject();
        (line["nhsNumber"], line["dateOfBirth"], line["addresses"]) = (Number.Digits, Born.ToString("yyyy-MM-dd"), new System.Text.Json.Nodes.JsonArray());
        line["givenName"] ??= "Ella";
        line["familyName"] ??= "Begum";
        return LoadChildren.Read(System.Text.Encoding.UTF8.GetBytes(line.ToJsonString()))!;
    }

    private static NhsNumber NumberOf(int n) => NhsNumber.Read(TestChild.NumberOf(n), out var number) == NhsNumberFault.None ? number : throw new InvalidOperationException();
}
