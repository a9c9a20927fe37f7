using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Audit.Search;
using Gateway.Federation;
using Gateway.Rules.Identifiers;
using Gateway.Tests.Hosting;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Audit.Pages;

/// <summary>However the entries of two agencies lie among each other, an officer pages through their own: each once, in order, and none of the other's.</summary>
public sealed class OwnPagesTests
{
    private const int Cases = 40;

    [Fact]
    public async Task Pages_hold_every_own_entry_once_and_are_full()
    {
        var children = Enumerable.Range(900, Cases).Select(n => TestChild.Of(n)).ToArray();
        await using var gateway = await GatewayHost.StartAsync(children);
        var (ledger, search) = (gateway.Ledger, gateway.Services.GetRequiredService<RunSearch>());
        var officer = gateway.Services.GetRequiredService<DemonstrationPractitioners>().Find("officer-of-alder-valley-nhs-trust")!;
        var next = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases), Prop.ForAll(Lies.ToArbitrary(), lie =>
        {
            var child = children[next++];
            return RunAsync(ledger, search, officer, child, lie).GetAwaiter().GetResult();
        }));
    }

    private static Gen<(bool[] Own, int Most)> Lies =>
        from length in Gen.Choose(0, 24)
        from own in Gen.Elements(true, false).ArrayOf(length)
        from most in Gen.Choose(1, 7)
        select (own, most);

    private static async Task<bool> RunAsync(Ledger ledger, RunSearch search, Practitioner officer, TestChild child, (bool[] Own, int Most) lie)
    {
        NhsNumber.Read(child.Number, out var number);
        var expected = new List<Guid>();
        foreach (var own in lie.Own)
        {
            var agency = own ? officer.Agency.Id : "brackenford-council";
            var receipt = await ledger.RecordAsync(new LedgerEntry(
                EntryType.Disclosure, Guid.NewGuid(), AgencyClass.NhsTrust, EntryOutcome.Noted, new byte[32],
                new AskerSection(Entries.Bytes($$"""{"agency":"{{agency}}"}"""), new Actor(agency)), [new ChildSection(Entries.Bytes("{}"), number, child.Born, RetentionClass.Decision(agency))]));
            if (own) expected.Insert(0, receipt.EntryId);
        }

        var (seen, before) = (new List<Guid>(), (long?)null);
        do
        {
            var question = new SearchQuestion(new AccessOf.ToChild(number), new ChildAsked(number, child.Born), "A property.", false, null, before);
            if (await search.RunAsync(officer, question, lie.Most, CancellationToken.None) is not SearchOutcome.Shown { History: var page } || !page.Gaps.IsEmpty) return false;
            if (page.Before is not null && page.Entries.Length != lie.Most) return false;
            seen.AddRange(page.Entries.Select(entry => entry.Access.Leaf!.EntryId));
            before = page.Before;
        }
        while (before is not null);
        return seen.SequenceEqual(expected);
    }
}
