using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Rules.Policy.Reading;

namespace Gateway.Rules.Policy;

/// <summary>Either a whole policy, or everything that is wrong with it.</summary>
public abstract record PolicyReading
{
    private PolicyReading() { }

    /// <summary>A policy that may be put in force.</summary>
    public sealed record Valid(PolicyBundle Policy) : PolicyReading;

    /// <summary>Every fault, each naming the file and line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : PolicyReading;
}

/// <summary>
/// Reads the policy from the bytes of its files (see <c>contracts/policy/README.md</c>). Strict: a word that is not known,
/// a row that stands twice or is missing, a period that meets another: each is a fault, never a default. Pure: the caller
/// reads the files.
/// </summary>
public static class PolicyReader
{
    /// <summary>Reads one version of the policy.</summary>
    public static PolicyReading Read(PolicyFiles files)
    {
        var faults = new PolicyFaults();
        var tables = Tables(files, faults);
        if (faults.Count == 0) Hold(tables, faults);
        return faults.Count > 0 ? new PolicyReading.Faulty(faults.All) : new PolicyReading.Valid(new PolicyBundle(tables));
    }

    private static PolicyTables Tables(PolicyFiles files, PolicyFaults faults)
    {
        var manifest = ReadManifest.From(files, faults);
        var reasons = ReadReasons.From(files, faults);
        var roles = ReadRoles.From(files, faults);
        var purposes = ReadPurposes.From(files, faults);
        var columns = new ReadMatrix(roles, reasons, faults).From(files);
        return new PolicyTables
        {
            Manifest = manifest,
            Hash = Hash(files),
            Files = files,
            Items = ReadItems.From(files, faults),
            Purposes = purposes,
            Roles = roles,
            Reasons = reasons,
            Columns = columns,
            Decisions = ReadDecisions.From(files, columns, roles, faults),
            Bases = ReadLawfulBasis.From(files, faults),
            Limits = new ReadLimits(manifest.Period, faults).From(files),
            Duty = ReadDuty.From(files, purposes, faults),
            Caps = ReadCaps.From(files, reasons, faults),
            Rules = ReadRules.From(files, faults),
            Obligations = ReadObligations.From(files, reasons, faults),
            NotReasons = ReadNotReasons.From(files, faults),
        };
    }

    // What one file promises of another, once each reads by itself.
    private static void Hold(PolicyTables tables, PolicyFaults faults)
    {
        ReadCaps.Hold(tables, faults);
        ReadDecisions.Hold(tables, faults);
        ReadLawfulBasis.Hold(tables, faults);
    }

    // Each file is hashed on its own first, so that no text can move from one file to the next unseen.
    private static byte[] Hash(PolicyFiles files) =>
        SHA256.HashData([.. PolicyFiles.Names.SelectMany(name => SHA256.HashData(files[name].Span))]);
}
