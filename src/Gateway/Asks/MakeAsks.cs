using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Data;
using Gateway.Disclosure;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Policy;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Asks;

/// <summary>
/// Puts what a named person decides before that person: one durable ask for each holder, in the ledger first, because to be
/// asked is to be told that the child was asked about. No custodian's system is asked anything.
/// </summary>
internal sealed class MakeAsks(
    IDbContextFactory<GatewayContext> contexts, AppendToLedger append, ChooseCustodians choose, WhoAnswers who, BankHolidays holidays, TimeProvider time, ILogger<MakeAsks> log)
{
    /// <summary>True where the question came with a reason and something of it is for a holder to decide.</summary>
    public static bool IsNeeded(CheckContext check, Decision decision) =>
        check.Collects is null && check.Question.Justification is not null && decision.Items.Any(item => item.Outcome == Outcome.AskHolder);

    public async Task<AsksMade> RunAsync(CheckContext check, Findings findings, CancellationToken stopping)
    {
        if (findings.Home is not { } home || !IsNeeded(check, findings.Decision)) return AsksMade.None;
        var items = findings.Decision.Items.Where(item => item.Outcome == Outcome.AskHolder).ToImmutableArray();
        var chosen = choose.For([.. items.Select(item => item.Item)], home, findings.WhereFound);
        var now = time.GetUtcNow();
        // To be asked is to be told: only holders of the child's own places are, and of a protected child only those where the child is.
        chosen = chosen.RemoveAll(question => !choose.IsNear(question.Custodian.Agency, home, findings.WhereFound));
        ImmutableArray<Ask> asks = [.. Holders(check, items, chosen, now).Select(holder => Ask.Of(check, holder, findings.Decision.PolicyHash, now))];
        if (asks.IsEmpty) return AsksMade.None;
        if (await append(AskEntry.Of(check, asks, findings.Decision.PolicyHash), stopping) is not AppendResult.Recorded) return AsksMade.NotRecorded;
        return await KeptAsync(asks, stopping);
    }

    private async Task<AsksMade> KeptAsync(ImmutableArray<Ask> asks, CancellationToken stopping)
    {
        try
        {
            await contexts.AddNewAsync([.. asks], stopping);
            return new AsksMade(asks);
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException)
        {
            // What else was found is worth more to the child now; that nobody was asked is said, with the number.
            log.LogError(SecurityEvents.AskNotRecorded, "A question to a holder could not be kept: {Fault}", fault.GetType().Name);
            return AsksMade.None;
        }
    }

    // Where nobody at the holder could answer here there is no ask: the asker is told to ring.
    private IEnumerable<HolderAsked> Holders(CheckContext check, ImmutableArray<ItemDecision> items, ImmutableArray<CustodianQuestion> chosen, DateTimeOffset now)
    {
        var said = Encoding.UTF8.GetString(JsonBytes.Of(json => WriteJustification.To(json, check.Question.Justification!)));
        foreach (var holder in chosen.Where(question => question.Custodian.Connected).GroupBy(question => question.Custodian.Agency))
        {
            var held = items.Where(item => holder.Any(question => question.Items.Contains(item.Item))).ToImmutableArray();
            var answerer = who.For(held[0].Reason, holder.Key.Kind);
            if (holder.Key.Issuer is not { } issuer || !issuer.Roles.Values.Any(role => answerer.Roles.Contains(role))) continue;
            var within = Gateway.Agencies.RingNow.At(holder.Key.Telephones, now, holidays).OutOfHours ? answerer.OutOfHours : answerer.InHours;
            yield return new HolderAsked(holder.Key, answerer, held, [.. holder.Select(question => question.Custodian)], said, now + within);
        }
    }
}

/// <summary>What was put before whom; not recorded where the ledger is closed, and then nothing may be released.</summary>
internal sealed record AsksMade(ImmutableArray<Ask> Asks)
{
    public static readonly AsksMade None = new([]);
    public static readonly AsksMade NotRecorded = new([]);
}

/// <summary>The ledger's entries about asks.</summary>
internal static class AskEntry
{
    public static LedgerEntry Of(CheckContext check, ImmutableArray<Ask> asks, ReadOnlyMemory<byte> policyHash) => new(
        EntryType.Disclosure, check.Interaction, check.Asker.Agency.Kind.Class(), EntryOutcome.Noted, policyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, "ask-holder");
            json.WriteString("check"u8, check.Check);
            RecordReading.WriteWho(json, check.Asker);
            json.WriteStartArray("asks"u8);
            foreach (var ask in asks) Write(json, ask);
            json.WriteEndArray();
        }), Actor.Of(check.Asker)),
        [check.Question.Child.Section(RetentionClass.Decision(check.Asker.Agency.Id), json => AskCustodians.WriteChild(json, check.Question.Child))]);

    public static LedgerEntry Answered(Ask ask, Practitioner by, AskAnswered answer, EntryOutcome outcome) => new(
        EntryType.Outcome, ask.InteractionId, by.Agency.Kind.Class(), outcome, ask.PolicyHash,
        new AskerSection(JsonBytes.Of(json =>
        {
            json.WriteString("kind"u8, outcome == EntryOutcome.Deny ? "ask-conflict-of-interest" : "ask-answered");
            json.WriteString("ask"u8, ask.Id);
            json.WriteString("check"u8, ask.Decision);
            RecordReading.WriteWho(json, by);
            if (answer.Answer.Length > 0) json.WriteString("answer"u8, answer.Answer);
            if (answer.Forms.Length > 0) json.WriteString("forms"u8, answer.Forms);
            json.WriteString("reason"u8, answer.Reason);
            if (answer.ToAsker is { } toAsker) json.WriteString("toAsker"u8, toAsker);
        }), Actor.Of(by)),
        []);

    private static void Write(Utf8JsonWriter json, Ask ask)
    {
        json.WriteStartObject();
        json.WriteString("ask"u8, ask.Id);
        json.WriteString("holder"u8, ask.Holder);
        json.WriteString("who"u8, ask.Title);
        json.WriteString("items"u8, ask.Items);
        json.WriteString("dueAt"u8, ask.DueAt);
        json.WriteEndObject();
    }
}
