using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Gateway.Tests.Deploy;

namespace Gateway.Tests.Notices;

/// <summary>npm's <c>smtp-server</c> as a process of its own, which takes mails, refuses them, hangs or dies with one in hand.</summary>
public sealed class SmtpServer : IAsyncLifetime
{
    private static readonly string Source = Repository.At("tests", "Gateway.Tests", "Notices", "smtp-server");
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "smtp-server");
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly List<JsonElement> _taken = [];
    private Process _server = null!;

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.GetFiles(Source)) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)), overwrite: true);
        if (!Directory.Exists(Path.Combine(_folder, "node_modules", "smtp-server"))) await InstallAsync();
        _server = Process.Start(new ProcessStartInfo("node", ["server.js"]) { WorkingDirectory = _folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        _server.OutputDataReceived += (_, line) => { if (line.Data is not null) _said.Writer.TryWrite(line.Data); };
        _server.BeginOutputReadLine();
        _server.BeginErrorReadLine();
        Port = int.Parse(await UntilAsync("port "), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary><c>take</c>, <c>refuse</c>, <c>defer</c>, <c>hang</c> or <c>die</c>, from here on.</summary>
    public async Task BehaveAsync(string how)
    {
        await _server.StandardInput.WriteLineAsync(how);
        await UntilAsync("now " + how);
    }

    /// <summary>Every mail that it took since it was asked last.</summary>
    public async Task<List<JsonElement>> TakenAsync()
    {
        await BehaveAsync("take");
        List<JsonElement> taken = [.. _taken];
        _taken.Clear();
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task<string> UntilAsync(string beginning)
    {
        while (true)
        {
            var line = await _said.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            if (line.StartsWith("took ", StringComparison.Ordinal)) _taken.Add(JsonDocument.Parse(line[5..]).RootElement);
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line[beginning.Length..];
        }
    }

    private async Task InstallAsync()
    {
        using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--omit=dev", "--ignore-scripts"]) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(install.StandardOutput.ReadToEndAsync(), install.StandardError.ReadToEndAsync());
        await install.WaitForExitAsync();
        if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {string.Concat(said)}");
    }
}
