using System.Collections.Immutable;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Tool.Policy;

/// <summary>The cases of a folder and the folders in it, in the order of their names. None is passed over.</summary>
internal static class CaseFolder
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchCasing = MatchCasing.CaseInsensitive,
        MaxRecursionDepth = 32,
    };

    public static ImmutableArray<CaseFile> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.json", Everything)
            .Select(path => new CaseFile(path, Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal),
    ];
}

/// <summary>One file that should hold a case.</summary>
/// <param name="Name">Its path within the folder, with <c>/</c>.</param>
internal sealed record CaseFile(string Path, string Name)
{
    public CaseReading<PolicyCase> Read(CaseVocabulary vocabulary)
    {
        try
        {
            using var file = File.OpenRead(Path);
            // One byte more than may be read is enough to know that it is too many.
            var buffer = new byte[CaseReader.MostBytes + 1];
            return CaseReader.Read(buffer.AsMemory(0, file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)), vocabulary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CaseReading<PolicyCase>.Faulty([$"cannot be read: {e.GetType().Name}"]);
        }
    }
}
