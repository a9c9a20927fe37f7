using System.Text.RegularExpressions;

namespace Gateway.Tests.Deploy;

/// <summary>What we hold every service of the compose file to.</summary>
internal static partial class ComposeRules
{
    public static IReadOnlyList<string> Faults(ComposeFile file) =>
        [.. file.Services.SelectMany(service => Faults(service.Value).Select(fault => $"{service.Key}: {fault}"))];

    /// <summary>A tag that names one release: three numbers, or PostgreSQL's two, and never a moving word.</summary>
    public static bool Pinned(string image) => PinnedTag().IsMatch(image);

    private static IEnumerable<string> Faults(ComposeService service)
    {
        if (!Pinned(service.Text("image"))) yield return "the image is not pinned";
        if (!OrdinaryUser().IsMatch(service.Text("user"))) yield return "runs as root";
        if (!RunsOnce(service) && !service.Map("healthcheck").ContainsKey("test")) yield return "has no health check";
        if (service.Text("read_only") != "true") yield return "can write to its root file system";
        if (!service.List("cap_drop").Contains("ALL")) yield return "keeps capabilities";
        if (!service.List("security_opt").Contains("no-new-privileges:true")) yield return "can gain privileges";
        if (service.List("ports").Any(port => !port.StartsWith("127.0.0.1:", StringComparison.Ordinal))) yield return "is published beyond this machine";
        if (service.Text("privileged") == "true") yield return "is privileged";
        foreach (var name in Secrets(service)) yield return $"says a secret: {name}";
    }

    private static bool RunsOnce(ComposeService service) => service.Text("restart") == "no";

    // A secret is named by the file it is in, never said.
    private static IEnumerable<string> Secrets(ComposeService service) => service.Map("environment")
        .Where(variable => (SecretName().IsMatch(variable.Key) && !variable.Value.StartsWith("/run/secrets/", StringComparison.Ordinal)) || SecretValue().IsMatch(variable.Value))
        .Select(variable => variable.Key);

    [GeneratedRegex(@"^[a-z0-9./-]+:\d+\.\d+(\.\d+)?(-[a-z0-9-]+)?(@sha256:[0-9a-f]{64})?$")]
    private static partial Regex PinnedTag();

    [GeneratedRegex(@"^[1-9]\d*:[1-9]\d*$")]
    private static partial Regex OrdinaryUser();

    [GeneratedRegex("password|passwd|secret|token|cookie|key$|_pass$|connection|messaging__rabbitmq", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    [GeneratedRegex("://[^/]*:[^/]*@|password=", RegexOptions.IgnoreCase)]
    private static partial Regex SecretValue();
}
