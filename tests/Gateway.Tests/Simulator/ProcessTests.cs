using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Gateway.Tests.Simulator;

public sealed class ProcessTests
{
    [Fact]
    public async Task Process_says_in_one_line_that_it_is_ready_and_where()
    {
        using var process = Start("--register", Register, "--urls", "http://127.0.0.1:0");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(Simulated.Cancellation);
            var address = Regex.Match(line!, "^Simulator ready: 19 agencies on (http://127\\.0\\.0\\.1:[0-9]+/)$").Groups[1].Value;
            using var http = new HttpClient();
            Assert.Contains("aldersham-csc", await http.GetStringAsync(new Uri(address + "control/agencies"), Simulated.Cancellation));
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("--register")]
    [InlineData("--people", "x")]
    [InlineData("--registre", "x")]
    [InlineData("--register", "/nowhere/register.json")]
    [InlineData("--register", "", "--urls", "ftp://127.0.0.1/")]
    public async Task Process_that_cannot_start_says_why_and_ends(params string[] arguments)
    {
        using var process = Start([.. arguments.Select(argument => argument.Length == 0 ? Register : argument)]);
        var why = await process.StandardError.ReadToEndAsync(Simulated.Cancellation);
        await process.WaitForExitAsync(Simulated.Cancellation);
        Assert.StartsWith("Gateway.Simulator cannot start: ", why);
        Assert.Equal(2, process.ExitCode);
    }

    private static string Register => Contracts.PathOf("register/demonstration.json");

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Gateway.Simulator.Program).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
