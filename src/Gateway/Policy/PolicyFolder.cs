using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Policy;

namespace Gateway.Policy;

/// <summary>The folder of <c>Gateway:Policy</c>: one version, or a folder for each of several.</summary>
public sealed class PolicyFolder(string path)
{
    private const string Manifest = "manifest.csv";

    /// <summary>Every version that lies there, by its folder's name, sound or not.</summary>
    public ImmutableArray<(string Name, PolicyReading Reading)> Read()
    {
        ImmutableArray<(string, PolicyReading)> read = [.. Versions().Select(version => (Path.GetFileName(version), ReadOne(version)))];
        return read.IsEmpty ? [("", Faulty($"{Manifest} is missing: there is no version in the folder"))] : read;
    }

    /// <summary>Changes whenever a file does: names, lengths and times.</summary>
    public string Stamp() => string.Join('\n', Versions().SelectMany(Files).Select(file => string.Create(
        CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")));

    private IEnumerable<string> Versions() =>
        File.Exists(Path.Combine(path, Manifest)) ? [Path.GetFullPath(path)]
        : Directory.Exists(path) ? Directory.GetDirectories(path).Where(folder => File.Exists(Path.Combine(folder, Manifest))).Order(StringComparer.Ordinal)
        : [];

    private static IEnumerable<FileInfo> Files(string version) =>
        PolicyFiles.Names.Select(name => new FileInfo(Path.Combine(version, name))).Where(file => file.Exists);

    private static PolicyReading ReadOne(string version)
    {
        try
        {
            return PolicyFiles.Names.Where(name => !File.Exists(Path.Combine(version, name))).ToArray() is { Length: > 0 } missing
                ? Faulty([.. missing.Select(name => $"{name} is missing")])
                : PolicyReader.Read(PolicyFiles.From(name => File.ReadAllBytes(Path.Combine(version, name))));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Faulty($"{fault.GetType().Name}: a file cannot be read");
        }
    }

    private static PolicyReading.Faulty Faulty(params ImmutableArray<string> faults) => new(faults);
}
