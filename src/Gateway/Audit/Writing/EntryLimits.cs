using Gateway.Rules.Identifiers;
using Gateway.Rules.Ledger;

namespace Gateway.Audit.Writing;

/// <summary>What an entry may hold, held against it before it is queued, so that one bad entry can never fail a batch.</summary>
internal static class EntryLimits
{
    public const int Section = 64 * 1024;
    public const int Whole = 1024 * 1024;

    /// <summary>Why the entry is refused, or null.</summary>
    public static string? WhatIsWrong(LedgerEntry entry)
    {
        if (entry.PolicyHash.Length != TreeHash.Length) return "the policy hash is not 32 bytes long";
        if (entry.Type == 0 || entry.Outcome == 0) return "the entry has no type or no outcome";
        if (entry.Common.Bytes.Length > Section) return "the common section is larger than 64 KiB";
        if (entry.Sections.IsDefault) return "the sections are not set";
        if (entry.Sections.Length > LeafFormat.MaximumSections) return "the entry has more sections than fit in a leaf";

        var whole = entry.Common.Bytes.Length;
        foreach (var section in entry.Sections)
        {
            if (section.Bytes.Length > Section) return "a section is larger than 64 KiB";
            if (section.Child.IsEmpty || section.Retention is not { Controller.Length: > 0, Record: not 0 }) return "a section has no child or no retention class";
            whole += section.Bytes.Length;
        }

        if (whole > Whole) return "the entry is larger than 1 MiB";
        return HasAChildTwice(entry) ? "a child has two sections" : null;
    }

    // Each section would have a place of its own on the one trail, at the same entry.
    private static bool HasAChildTwice(LedgerEntry entry)
    {
        if (entry.Sections.Length < 2) return false;
        var children = new HashSet<NhsNumber>(entry.Sections.Length);
        foreach (var section in entry.Sections)
            if (!children.Add(section.Child)) return true;
        return false;
    }
}
