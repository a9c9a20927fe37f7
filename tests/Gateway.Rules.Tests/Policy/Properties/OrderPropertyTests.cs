using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Tests.Policy.Properties;

public sealed class OrderPropertyTests
{
    private static readonly CustodianSaid[] Everything =
    [
        CustodianSaid.Held, CustodianSaid.NothingHeld, CustodianSaid.Withheld, CustodianSaid.NotApplicable(Because.Age),
        CustodianSaid.NotKnown(Because.NoReply), CustodianSaid.NotKnown(Because.Stale), CustodianSaid.NotKnown(Because.NotMatched),
        CustodianSaid.NotKnown(Because.Ambiguous), CustodianSaid.NotKnown(Because.NotCovered),
    ];

    [Fact]
    public void The_order_and_company_of_the_items_change_no_decision() => Prop.ForAll(
        (from role in Gen.Elements(Repository.Policy.RoleNames.AsEnumerable())
         from purpose in Gen.Elements(PurposeWords.All.AsEnumerable())
         from order in Gen.Shuffle(ItemWords.All.AsEnumerable())
         from count in Gen.Choose(1, order.Length)
         from flags in Gen.Choose(0, 63)
         from shield in Gen.Elements(true, false)
         select (Facts: Asking.About(role, purpose, [.. order.Take(count)]) with { Flags = (RequestFlags)flags }, Record: new RecordFacts(shield) { SensitiveAttendance = true }))
        .ToArbitrary(),
        asked => Assert.Equal(
            asked.Facts.Items.Select(item => (asked.Facts with { Items = [item] }).Decided(asked.Record)),
            asked.Facts.All(asked.Record).Items)).QuickCheckThrowOnFailure();

    // Property 6, for every way in which up to four custodians may speak.
    [Fact]
    public void A_plan_is_never_no_any_yes_wins_and_any_silence_is_not_known() => Assert.All(Ways(4), said =>
    {
        var combined = Combined.Of([.. said]);
        if (said.Contains(CustodianSaid.Held)) Assert.IsType<Combined.Yes>(combined);
        else if (said.Any(one => !one.IsAnswer)) Assert.IsType<Combined.NotKnown>(combined);
        else Assert.True(combined is Combined.NothingHeld or Combined.NotApplicable);
    });

    private static IEnumerable<ImmutableArray<CustodianSaid>> Ways(int most) => most == 0
        ? [[]]
        : [.. Everything.Select(one => ImmutableArray.Create(one)), .. Ways(most - 1).Where(way => !way.IsEmpty).SelectMany(way => Everything.Select(one => way.Add(one)))];
}
