using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure;

/// <summary>No policy is in force, so nothing may be decided: the question is recorded and answered with the numbers to ring.</summary>
internal sealed class RecordUndecided(Register register, AppendToLedger append, WhomToRing ring)
{
    private static readonly byte[] NoPolicy = new byte[32];

    public async Task<CheckOutcome> RunAsync(Guid interaction, Guid requestId, Practitioner asker, CheckQuestion question, CancellationToken stopping)
    {
        var child = question.Child.Section(RetentionClass.Decision(asker.Agency.Id), json => AskCustodians.WriteChild(json, question.Child));
        var common = new AskerSection(Common(requestId, asker, question), Actor.Of(asker));
        var entry = new LedgerEntry(EntryType.Request, interaction, asker.Agency.Kind.Class(), EntryOutcome.Deny, NoPolicy, common, [child]);
        var lines = ring.ForAreas(asker.Agency.Areas);
        return await append(entry, stopping) is AppendResult.Recorded ? new CheckOutcome.NoPolicy(lines) : new CheckOutcome.LedgerClosed(lines);
    }

    private byte[] Common(Guid requestId, Practitioner asker, CheckQuestion question) => JsonBytes.Of(json =>
    {
        json.WriteString("request"u8, requestId);
        json.WriteString("agency"u8, asker.Agency.Id);
        json.WriteString("practitioner"u8, asker.Subject);
        json.WriteString("role"u8, asker.Role);
        json.WriteString("purpose"u8, question.Purpose.Word());
        json.WriteString("registerVersion"u8, register.Version);
        json.WriteString("undecided"u8, "no-policy-in-force");
        json.WriteStartArray("items"u8);
        foreach (var item in question.Items) json.WriteStringValue(item.Word());
        json.WriteEndArray();
    });
}
