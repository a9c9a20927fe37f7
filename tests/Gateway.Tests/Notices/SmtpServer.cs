using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Gateway.Tests.Deploy;

namespace Gateway.Tests.Notices;

/// <summary>npm's <c>smtp-server</c> as a process of its own, which takes mails, refuses them, hangs or dies with one in hand.</summary>
public sealed class SmtpServer : IAsyncLifetime
{
    private static readonly string Source = Repository.At("tests", "Gateway.Tests", "Notices", "smtp-server");
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "smtp-server");
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly Channel<string> _said = Channel.CreateUnbounded<string>();
    private readonly List<JsonElement> _taken = [];
    private Process _server = null!;

    public int Port { get; private set; }

    public async ValueTask InitializeAsync()
    {
        // Several classes have one each, of one installation.
        await Installing.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules", "smtp-server"))) await InstallAsync();
        }
        finally
        {
            Installing.Release();
        }

        _server = Process.Start(new ProcessStartInfo("node", ["server.js"]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
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

    private static async Task InstallAsync()
    {
        Directory.CreateDirectory(Folder);
        foreach (var file in Directory.GetFiles(Source)) File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--omit=dev", "--ignore-scripts"]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(install.StandardOutput.ReadToEndAsync(), install.StandardError.ReadToEndAsync());
        await install.WaitForExitAsync();
        if (install.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {string.Concat(said)}");
    }
}
