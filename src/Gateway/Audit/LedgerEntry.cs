using System.Collections.Immutable;

namespace Gateway.Audit;

/// <summary>What is to be recorded. Nothing here is readable in the ledger's leaf but coded facts; the sections are sealed.</summary>
/// <param name="InteractionId">16 bytes that join the entries of one question and cannot be guessed.</param>
/// <param name="ActorClass">The kind of the asker's agency: a class, never the agency.</param>
/// <param name="PolicyHash">32 bytes: the policy version in force.</param>
/// <param name="Sections">A section per child, with what was asked and released about that child.</param>
public sealed record LedgerEntry(
    EntryType Type,
    Guid InteractionId,
    AgencyClass ActorClass,
    EntryOutcome Outcome,
    ReadOnlyMemory<byte> PolicyHash,
    AskerSection Common,
    ImmutableArray<ChildSection> Sections);

public enum EntryType : byte
{
    Request = 1,
    Decision = 2,
    Disclosure = 3,
    Outcome = 4,
    Search = 5,
    Export = 6,
    Verify = 7,
    Admin = 8,
    Heartbeat = 9,
    Opened = 10,
    Sealed = 11,
    KeyChange = 12,
    ClockAnomaly = 13,
    Erasure = 14,
    Match = 15,
    Referral = 16,
    Visit = 17,
    SchoolConcern = 18,
    Consent = 20,
    Engagement = 21,
    Link = 22,
}

public enum EntryOutcome : byte
{
    Permit = 1,
    Deny = 2,
    Partial = 3,
    NotMatched = 4,
    Noted = 5,
    Unknown = 6,
    Delivered = 7,
    Aborted = 8,
}

public enum AgencyClass : ushort
{
    Gateway = 0,
    LocalAuthority = 1,
    NhsTrust = 2,
    Police = 3,
    GpPractice = 4,
    School = 5,
    Probation = 6,
    DrugAndAlcohol = 7,
    Voluntary = 8,
}
