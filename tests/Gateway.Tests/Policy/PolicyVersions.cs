using Gateway.Policy;
using Gateway.Rules.Policy;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Policy;

/// <summary>A folder of policy versions, each made from the published one.</summary>
internal sealed class PolicyVersions : IDisposable
{
    private const string Cell = "ed-triage-clinician,PU01,D01,";

    public static readonly PolicyFiles Published = PolicyFiles.From(name => File.ReadAllBytes(Contracts.PathOf($"policy/{name}")));

    public string Path { get; } = Directory.CreateTempSubdirectory("gateway-policies-").FullName;

    public PolicyFolder Folder => new(Path);

    /// <summary>The plan flag of a routine check is shared, or shared in its minimal form: enough to tell two versions apart.</summary>
    public static PolicyFiles Version(int sequence, bool less = false, string from = "2026-04-29", string to = "") => Published
        .With("manifest.csv", $"name,value\nversion,test.{sequence}\nsequence,{sequence}\nvalidFrom,{from}\nvalidTo,{to}\n")
        .With("matrix.csv", Published.Text("matrix.csv").Replace(Cell + "S,A1,", Cell + (less ? "M,M1," : "S,A1,"), StringComparison.Ordinal))
        .With("limits.csv", Published.Text("limits.csv").Replace("2026-04-29", "2026-01-01", StringComparison.Ordinal));

    public static PolicyBundle Bundle(PolicyFiles files) => Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(files)).Policy;

    /// <summary>Writes a version beside the folder and moves it in as a whole.</summary>
    public PolicyVersions Put(string name, PolicyFiles files)
    {
        var beside = Directory.CreateTempSubdirectory("gateway-policy-").FullName;
        foreach (var file in PolicyFiles.Names) File.WriteAllBytes(System.IO.Path.Combine(beside, file), files[file].ToArray());
        Remove(name);
        Directory.Move(beside, System.IO.Path.Combine(Path, name));
        return this;
    }

    public void Remove(string name)
    {
        if (Directory.Exists(System.IO.Path.Combine(Path, name))) Directory.Delete(System.IO.Path.Combine(Path, name), recursive: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
