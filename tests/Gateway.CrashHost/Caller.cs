using Gateway.Audit;
using Gateway.Rules.Identifiers;

namespace Gateway.CrashHost;

/// <summary>
/// One question after the other: a decision, mostly an answer, and mostly what became of it. Now and then two decide one question at once, which the store refuses. What is
/// acknowledged is said before anything else is done.
/// </summary>
internal sealed class Caller(Ledger ledger, Children children, Random random)
{
    private static readonly byte[] Policy = new byte[32];
    private static readonly AskerSection Common = new("""{"purpose":"unscheduled-care"}"""u8.ToArray(), Children.Nurse);

    public async Task RunAsync()
    {
        while (true)
        {
            var (interaction, child) = (Guid.NewGuid(), children.Some(random));
            var decided = random.Next(10) == 0
                ? await Task.WhenAll(DecideAsync(interaction, child), DecideAsync(interaction, child))
                : [await DecideAsync(interaction, child)];
            if (decided.Contains(true) && random.Next(5) > 0 && await SayAsync(ledger, Entry(EntryType.Disclosure, interaction, child, "what was released")) && random.Next(5) > 0)
                await SayAsync(ledger, OwnEntries.Sent(interaction, delivered: random.Next(8) > 0));
            await Task.Yield();
        }
    }

    /// <summary>Records an entry and says that it was acknowledged, and how.</summary>
    public static async Task<bool> SayAsync(Ledger ledger, LedgerEntry entry, string kind = "ack")
    {
        if (await ledger.AppendAsync(entry) is not AppendResult.Recorded { Receipt: var receipt }) return false;
        Pipe.Say($"{kind} {receipt.Index} {receipt.EntryId} {Convert.ToHexStringLower(receipt.LeafHash.Span)} {receipt.TreeSize} {Convert.ToHexStringLower(receipt.TreeHead.Span)}");
        return true;
    }

    public static LedgerEntry Entry(EntryType type, Guid interaction, NhsNumber child, string words) =>
        new(type, interaction, AgencyClass.NhsTrust, EntryOutcome.Permit, Policy, Common, [Children.Section(child, words)]);

    private Task<bool> DecideAsync(Guid interaction, NhsNumber child) => SayAsync(ledger, Entry(EntryType.Decision, interaction, child, "what was asked"));
}
