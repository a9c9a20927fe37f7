using Gateway.Agencies;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>The tables of <c>contracts/notices</c>: those that were built in, or those of the folder that is named. A fault stops the start.</summary>
internal static class LoadNoticeTerms
{
    public static NoticeTerms From(string? folder, IEnumerable<string> roles)
    {
        var files = NoticeFiles.From(name => folder is null ? BuiltIn(name) : File.ReadAllBytes(Path.Combine(folder, name)));
        var kinds = Enum.GetValues<AgencyKind>().Select(kind => kind.Word()).ToHashSet(StringComparer.Ordinal);
        return NoticeReader.Read(files, kinds, roles.Concat([InformationGovernance.Role, Operations.Role, .. ReferringRoles.All]).ToHashSet(StringComparer.Ordinal), WhatIsPosted.All) switch
        {
            NoticeReading.Valid(var terms) => terms,
            NoticeReading.Faulty(var faults) => throw new StartRefusedException(faults),
            _ => throw new InvalidOperationException(),
        };
    }

    internal static byte[] BuiltIn(string name)
    {
        using var stream = typeof(LoadNoticeTerms).Assembly.GetManifestResourceStream("notices/" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
