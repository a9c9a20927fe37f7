using System.Text.Json;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Federation.Pointers.Signing;
using Gateway.Hosting;
using Gateway.Rules.Federation.Pointers;

namespace Gateway.Federation.Pointers;

/// <summary>The ledger's entry about a submission: whose it is, and the envelope as it was signed. It names no child and no number of lines.</summary>
internal static class PointerEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    /// <summary>Somebody of the agency sent it.</summary>
    public static LedgerEntry Taken(Practitioner who, SignedEnvelope signed) => Of(who.Agency, signed, json => RecordReading.WriteWho(json, who), Actor.Of(who));

    /// <summary>It was fetched.</summary>
    public static LedgerEntry Pulled(Agency agency, SignedEnvelope signed) => Of(
        agency, signed,
        json =>
        {
            json.WriteString("agency"u8, agency.Id);
            json.WriteBoolean("pulled"u8, true);
        },
        new Actor(agency.Id));

    private static LedgerEntry Of(Agency agency, SignedEnvelope signed, Action<Utf8JsonWriter> writeWho, Actor actor) => new(
        EntryType.Link, Guid.NewGuid(), agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            writeWho(json);
            json.WriteString("kind"u8, "pointers");
            json.WriteString("custodian"u8, signed.Envelope.Custodian);
            json.WriteNumber("sequence"u8, signed.Envelope.Sequence);
            json.WriteString("envelope"u8, signed.Text);
            json.WriteString("envelopeHash"u8, ListHash.Of(System.Text.Encoding.ASCII.GetBytes(signed.Text)));
        }), actor),
        []);
}
