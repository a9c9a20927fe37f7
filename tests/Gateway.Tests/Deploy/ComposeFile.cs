using System.Diagnostics;
using YamlDotNet.Serialization;

namespace Gateway.Tests.Deploy;

/// <summary>A compose file as docker-compose itself understands it, with every anchor and short form written out.</summary>
internal sealed class ComposeFile(IReadOnlyDictionary<string, ComposeService> services)
{
    public IReadOnlyDictionary<string, ComposeService> Services { get; } = services;

    public static async Task<ComposeFile> ReadAsync(string text, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo("docker-compose", ["-f", "-", "config"])
        {
            WorkingDirectory = Repository.At(),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.WriteAsync(text.AsMemory(), cancel);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0 ? Parse(await output) : throw new InvalidDataException(await errors);
    }

    private static ComposeFile Parse(string config)
    {
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(config);
        var services = (Dictionary<object, object?>)root["services"]!;
        return new ComposeFile(services.ToDictionary(service => (string)service.Key, service => new ComposeService((Dictionary<object, object?>)service.Value!)));
    }
}

internal sealed class ComposeService(Dictionary<object, object?> members)
{
    public string Text(string name) => members.GetValueOrDefault(name) as string ?? "";

    public IReadOnlyList<string> List(string name) => members.GetValueOrDefault(name) is List<object?> list ? [.. list.Select(entry => $"{entry}")] : [];

    public IReadOnlyDictionary<string, string> Map(string name) => members.GetValueOrDefault(name) is Dictionary<object, object?> map
        ? map.ToDictionary(entry => $"{entry.Key}", entry => $"{entry.Value}")
        : new Dictionary<string, string>();
}
