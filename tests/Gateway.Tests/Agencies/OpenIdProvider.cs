using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Tests.Agencies;

/// <summary>The certified provider of npm's <c>oidc-provider</c>, as a process of its own.</summary>
public sealed class OpenIdProvider : IAsyncLifetime
{
    private static readonly string Source = Path.Combine(Demonstration.Contracts, "..", "tests", "Gateway.Tests", "Agencies", "openid-provider");
    private readonly string folder = Path.Combine(AppContext.BaseDirectory, "openid-provider");
    private Process? provider;

    public string Issuer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Source)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider"))) await InstallAsync();
        provider = Process.Start(new ProcessStartInfo("node", ["provider.js"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        provider.BeginErrorReadLine();
        Issuer = (await LineAsync("issuer "))["issuer ".Length..];
    }

    public async Task RotateAsync()
    {
        await provider!.StandardInput.WriteLineAsync("rotate");
        await LineAsync("rotated");
    }

    public async Task<string> TokenAsync()
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes("nurse-okafor:made-up-secret")));
        request.Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("resource", "urn:gateway"), new("scope", "check")]);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["access_token"]!;
    }

    public async ValueTask DisposeAsync()
    {
        if (provider is null) return;
        provider.StandardInput.Close();
        await provider.WaitForExitAsync();
        provider.Dispose();
    }

    // The provider also prints notices of its own.
    private async Task<string> LineAsync(string beginning)
    {
        while (true)
        {
            var line = await provider!.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            if (line is null) throw new InvalidOperationException("The OpenID provider ended.");
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line;
        }
    }

    private async Task InstallAsync()
    {
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var install = Process.Start(new ProcessStartInfo(npm, ["ci", "--omit=dev", "--ignore-scripts"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = await Task.WhenAll(install.StandardOutput.ReadToEndAsync(), install.StandardError.ReadToEndAsync());
        await install.WaitForExitAsync();
        if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {string.Concat(said)}");
    }
}
