using System.Collections.Immutable;
using Gateway.Audit;
using Gateway.Hosting;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>What the ledger is told of the policy: a version that came into force, one that was refused.</summary>
internal static class PolicyEntries
{
    private const int MostFaults = 50;

    public static LedgerEntry InForce(PolicyBundle policy, SeenPolicy? before) => Admin(EntryOutcome.Permit, policy.Hash, JsonBytes.Of(json =>
    {
        json.WriteString("event"u8, "policy-in-force");
        json.WriteString("version"u8, policy.Version);
        json.WriteNumber("sequence"u8, policy.Sequence);
        if (before is not null) json.WriteNumber("after"u8, before.Sequence);
    }));

    public static LedgerEntry Refused(RefusedPolicy refused) => Admin(EntryOutcome.Deny, new byte[32], JsonBytes.Of(json =>
    {
        json.WriteString("event"u8, "policy-refused");
        json.WriteString("folder"u8, refused.Name);
        json.WriteNumber("faults"u8, refused.Faults.Length);
        json.WriteStartArray("first"u8);
        foreach (var fault in refused.Faults.Take(MostFaults)) json.WriteStringValue(fault.Length > 300 ? fault[..300] : fault);
        json.WriteEndArray();
    }));

    private static LedgerEntry Admin(EntryOutcome outcome, ReadOnlyMemory<byte> hash, byte[] common) =>
        new(EntryType.Admin, Guid.NewGuid(), AgencyClass.Gateway, outcome, hash, new AskerSection(common, null), []);
}
