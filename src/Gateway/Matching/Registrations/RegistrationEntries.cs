using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Audit;
using Gateway.Hosting;

namespace Gateway.Matching.Registrations;

/// <summary>The ledger's entry about a batch: who sent it, which lines, how many. It names no child: a child's own trail would tell who knows the child.</summary>
internal static class RegistrationEntries
{
    private static readonly byte[] NoPolicy = new byte[32];

    public static LedgerEntry Taken(Practitioner who, ImmutableArray<RegistrationLine> lines) => new(
        EntryType.Link, Guid.NewGuid(), who.Agency.Kind.Class(), EntryOutcome.Noted, NoPolicy,
        new AskerSection(JsonBytes.Of(json =>
        {
            RecordReading.WriteWho(json, who);
            json.WriteString("kind"u8, "registrations");
            json.WriteNumber("first"u8, lines[0].Sequence);
            json.WriteNumber("last"u8, lines[^1].Sequence);
        }), Actor.Of(who)),
        []);
}
