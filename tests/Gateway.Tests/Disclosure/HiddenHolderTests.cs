using System.Collections.Frozen;
using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Matching;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;
using Gateway.Tests.Agencies;
using Gateway.Tests.Hosting;
using Gateway.Tests.Policy;

namespace Gateway.Tests.Disclosure;

/// <summary>Where naming who holds something would tell a place that was not let go, no row, gap or reason tells it from who holds nothing.</summary>
public sealed class HiddenHolderTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 10, 0, TimeSpan.Zero);
    private static readonly PolicyBundle Policy = PolicyVersions.Bundle(PolicyVersions.Version(1, from: "2026-01-01"));
    private static readonly CustodianSaid Nothing = CustodianSaid.NothingHeld;
    private static readonly CustodianSaid NotEverything = CustodianSaid.NotKnown(Because.NotCovered);

    // What can be said of what is not all of it: a further page, a warning, a source that leaves things out.
    private static readonly Because[] InPart = [Because.RejectedUnverified, Because.NotCovered, Because.Stale];

    [Fact]
    public void Who_holds_in_part_is_not_named_and_is_not_told_from_who_holds_nothing()
    {
        foreach (var why in InPart)
        {
            var held = CustodianSaid.HeldInPart(why);
            var shown = Shown((held, false), (Nothing, false), (Nothing, false), (CustodianSaid.NotKnown(Because.Busy), false));
            Assert.Equal(Shown((Nothing, false), (held, false), (Nothing, false), (CustodianSaid.NotKnown(Because.Busy), false)), shown);
            Assert.All((string[])["department-a", "department-b", "department-c"], name => Assert.DoesNotContain(name, shown));
            Assert.Contains("department-d", shown);
            Assert.Contains("There may be more", shown);
        }
    }

    [Fact]
    public void Who_never_gives_everything_is_named_neither_when_it_holds_something_nor_when_it_does_not()
    {
        var held = CustodianSaid.HeldInPart(Because.NotCovered);
        Assert.Equal(Shown((NotEverything, true), (CustodianSaid.Held, false), (Nothing, false)), Shown((held, true), (Nothing, false), (Nothing, false)));
        var nobody = Shown((NotEverything, true), (Nothing, false), (Nothing, false));
        Assert.DoesNotContain("department", nobody.Replace("emergency departments", "", StringComparison.Ordinal));
        Assert.Contains("together 3 emergency departments not-known", nobody);
    }

    [Fact]
    public void Who_holds_one_item_and_did_not_settle_another_is_not_named_for_the_other()
    {
        var shown = Shown([Item.AttendanceCount, Item.AttendanceComplaint], ([CustodianSaid.Held, CustodianSaid.NotKnown(Because.Busy)], false), ([Nothing, Nothing], false));
        Assert.DoesNotContain("department-a", shown);
    }

    [Fact]
    public void Whoever_has_to_be_named_has_one_and_the_same_word()
    {
        CustodianSaid[] open = [CustodianSaid.Withheld, .. Enum.GetValues<Because>().Except([Because.Age, Because.NotPregnant]).Select(CustodianSaid.NotKnown)];
        var expected = Shown((open[0], false), (Nothing, false));
        Assert.Contains("department-a not-known no-reply", expected);
        Assert.All(open, said => Assert.Equal(expected, Shown((said, false), (Nothing, false))));
    }

    [Fact]
    public void Where_the_place_may_be_told_the_holder_and_its_reason_are()
    {
        var findings = Of([Item.AttendanceCount, Item.AttendanceSite], ([CustodianSaid.HeldInPart(Because.Stale), CustodianSaid.HeldInPart(Because.Stale)], false), ([CustodianSaid.NotKnown(Because.Busy), CustodianSaid.NotKnown(Because.Busy)], false));
        Assert.Equal(["department-a held", "department-b not-known"], new AnswerSources(Ring, findings).All().Select(row => $"{row.Custodian} {row.Answer}"));
        Assert.Contains("No answer from 2: department-a, department-b.", Assert.Single(Gaps.Of(findings)));
        Assert.All(Items(findings), item => Assert.Contains("busy", item.Because));
    }

    private static string Shown(params (CustodianSaid Said, bool LeavesOut)[] departments) =>
        Shown([Item.AttendanceCount], [.. departments.Select(one => ((CustodianSaid[])[one.Said], one.LeavesOut))]);

    /// <summary>Everything that the answer says of who answered what.</summary>
    private static string Shown(Item[] items, params (CustodianSaid[] Said, bool LeavesOut)[] departments)
    {
        var findings = Of(items, departments);
        var rows = new AnswerSources(Ring, findings).All().Select(row => $"{row.Custodian} {(row.Custodian == "together" ? row.Name + " " : "")}{row.Answer} {row.Because} {row.AsOf:O} {row.Words} {row.Ring?.Number} {string.Join(',', row.Items)}");
        return string.Join('\n', [.. rows, .. Gaps.Of(findings), .. Items(findings).Select(item => $"{item.Item} {item.Answer} {string.Join(',', item.Because)} {item.Words}")]);
    }

    private static ImmutableArray<ItemAnswer> Items(Findings findings) => new AnswerItems(Policy, Ring, findings).All();

    private static WhomToRing Ring => new(Demonstration.Register, Demonstration.Holidays, new MovableTime(At));

    private static Findings Of(Item[] items, params (CustodianSaid[] Said, bool LeavesOut)[] departments) => new(
        new Decision("1", new byte[32], [.. items.Select(item => new ItemDecision(item, Outcome.Share, "A1", RuleSet.MatrixCell))]),
        [.. departments.Select((one, place) => Answer("department-" + (char)('a' + place), items, one.Said, one.LeavesOut))], new Home([], Protected: true), ["aldersham"], "department-z");

    private static CustodianAnswer Answer(string id, Item[] items, CustodianSaid[] said, bool leavesOut)
    {
        var agency = Notifications.TestAgencies.Trust;
        var custodian = new Custodian(id, id, agency, new Uri("https://one.example/"), FrozenSet<Item>.Empty, agency.Telephones) { Speaks = leavesOut ? Speaks.Encounters : Speaks.Native };
        return new CustodianAnswer(new CustodianQuestion(custodian, [.. items], true), At, [.. items.Zip(said, (item, one) => new ItemSaid(item, one, Value(one)))], TimeSpan.Zero);
    }

    private static ItemValue.Attendances? Value(CustodianSaid said) => said.Said == Said.Held ? new ItemValue.Attendances([new Attendance("A")]) : null;
}
