using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gateway.Acceptance;

/// <summary>The sign-in services of three agencies: npm's certified <c>oidc-provider</c>, in a process of its own, at another site than the gateway.</summary>
internal sealed class OpenIdProviders : IAsyncDisposable
{
    private static readonly string Source = Repository.At("tests", "Gateway.Acceptance", "openid-providers");
    private static readonly string Installed = Path.Combine(AppContext.BaseDirectory, "openid-providers");
    private readonly Dictionary<string, string> _issuers = [];
    private readonly Process _process;

    private OpenIdProviders(Process process) => _process = process;

    /// <summary>The secrets that they gave the gateway.</summary>
    public static IReadOnlyDictionary<string, string> Secrets { get; } = new Dictionary<string, string>
    {
        ["alder-valley-nhs-trust"] = "made-up-secret",
        ["northshire-police"] = "another secret: with/signs",
    };

    public IEnumerable<string> Agencies => _issuers.Keys;

    public IEnumerable<string> Issuers => _issuers.Values;

    public static async Task<OpenIdProviders> StartAsync()
    {
        Directory.CreateDirectory(Installed);
        foreach (var file in Directory.GetFiles(Source)) File.Copy(file, Path.Combine(Installed, Path.GetFileName(file)), overwrite: true);
        if (!Directory.Exists(Path.Combine(Installed, "node_modules", "oidc-provider"))) await InstallAsync();
        var providers = new OpenIdProviders(Start("node", "providers.js"));
        providers._process.BeginErrorReadLine();
        while (await providers.LineAsync() is var line && line != "ready")
            if (line.Split(' ') is ["issuer", var agency, var issuer]) providers._issuers[agency] = issuer;
        return providers;
    }

    /// <summary>The agencies of a register sign in here.</summary>
    public string In(string register)
    {
        var json = JsonNode.Parse(register)!;
        foreach (var agency in json["agencies"]!.AsArray().Where(agency => _issuers.ContainsKey((string)agency!["id"]!)))
        {
            var issuer = agency!["issuer"]!;
            var address = _issuers[(string)agency["id"]!];
            issuer["issuer"] = address;
            issuer["keys"] = new JsonObject { ["discovery"] = $"{address}/.well-known/openid-configuration" };
            issuer["signIn"] = new JsonObject { ["clientId"] = "gateway-pages" };
        }

        return json.ToJsonString();
    }

    public async Task KnowAsync(Uri gateway)
    {
        await _process.StandardInput.WriteLineAsync(gateway.ToString());
        while (await LineAsync() != "known") { }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) ?? throw new InvalidOperationException("The OpenID providers ended.");

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Installed,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static async Task InstallAsync()
    {
        using var install = Start(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--omit=dev", "--ignore-scripts");
        var said = await Task.WhenAll(install.StandardOutput.ReadToEndAsync(), install.StandardError.ReadToEndAsync());
        await install.WaitForExitAsync();
        if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {string.Concat(said)}");
    }
}
