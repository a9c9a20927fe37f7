using System.Diagnostics;

namespace Gateway.Tests.Deploy;

/// <summary>How the gateway's image takes its secrets: from files into its own environment, and no other way.</summary>
public sealed class StartScriptTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gateway-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Secrets_reach_the_gateway_and_are_not_printed_or_passed_as_arguments()
    {
        Secrets("postgres-password", "pg-1", "rabbitmq-login", "default_user = gateway\ndefault_pass = mq-1\n", "ledger-key", "a2V5");
        var (code, output) = await StartAsync("--urls", "http://0.0.0.0:7080");
        Assert.Equal(0, code);
        Assert.Equal(
            ["--urls http://0.0.0.0:7080", "Host=postgres;Database=gateway;Username=gateway;Password=pg-1", "amqp://gateway:mq-1@rabbitmq:5672/", "a2V5"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("postgres-password")]
    [InlineData("rabbitmq-login")]
    [InlineData("ledger-key")]
    public async Task Gateway_does_not_start_without_each_secret(string missing)
    {
        Secrets("postgres-password", "pg-1", "rabbitmq-login", "default_pass = mq-1", "ledger-key", "a2V5");
        File.Delete(Path.Combine(folder, missing));
        var (code, output) = await StartAsync();
        Assert.NotEqual(0, code);
        Assert.Empty(output);
    }

    private void Secrets(params string[] pairs)
    {
        foreach (var pair in pairs.Chunk(2))
        {
            File.WriteAllText(Path.Combine(folder, pair[0]), pair[1]);
        }
    }

    // A stand-in for the gateway that says what it was given.
    private async Task<(int Code, string Output)> StartAsync(params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var gateway = Path.Combine(folder, "Gateway");
        await File.WriteAllTextAsync(gateway, "#!/bin/sh\nprintf '%s\\n' \"$*\" \"$Storage__Connection\" \"$Messaging__RabbitMq\" \"$Ledger__Key\"\n", cancel);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(gateway, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("bash", [Repository.At("deploy", "images", "start-gateway.sh"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SECRETS"] = folder;
        start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, output);
    }
}
