using System.Text.Json.Nodes;
using Gateway.Tests.Deploy;
using Gateway.Tests.Synthetic;

namespace Gateway.Tests.PolicyTool;

/// <summary>A folder with copies of our own cases and policy, to be damaged on purpose.</summary>
internal static class PolicyFiles
{
    public static string Policy => Repository.At("contracts", "policy");

    public static string Cases => Repository.At("contracts", "policy-cases");

    public static string Sound => Directory.GetFiles(Cases, "GC-36-known-role.json", SearchOption.AllDirectories).Single();

    public static string CopyCase(this TemporaryFolder folder, string name, string? inside = null)
    {
        var target = Path.Combine(folder.At("cases"), inside ?? ".");
        Directory.CreateDirectory(target);
        var path = Path.Combine(target, name);
        File.Copy(Sound, path);
        return path;
    }

    public static void Change(string path, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        change(root);
        File.WriteAllText(path, root.ToJsonString());
    }

    /// <summary>The policy in force with some text of one file replaced.</summary>
    public static string CopyPolicy(this TemporaryFolder folder, string file, string text, string replaced)
    {
        var target = Directory.CreateDirectory(folder.At("policy")).FullName;
        foreach (var one in Directory.GetFiles(Policy)) File.Copy(one, Path.Combine(target, Path.GetFileName(one)));
        var path = Path.Combine(target, file);
        Assert.Contains(text, File.ReadAllText(path), StringComparison.Ordinal);
        File.WriteAllText(path, File.ReadAllText(path).Replace(text, replaced, StringComparison.Ordinal));
        return target;
    }
}
