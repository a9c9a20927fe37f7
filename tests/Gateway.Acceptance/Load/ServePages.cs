using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Simulator;

namespace Gateway.Acceptance.Load;

/// <summary>
/// The page of a check at a fixed rate, by somebody who signed in: how long the gateway takes for it. Agencies answer at once, so that what they take is next to nothing; time is counted
/// from the moment at which a page was due, so that a queue cannot hide.
/// </summary>
internal static partial class ServePages
{
    private const double MostMilliseconds = 150;
    private const string Nurse = "nurse-okafor";

    private const string Usage = "Gateway.Acceptance pages [--rate N] [--seconds N]";

    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        if (Read(args) is not var (rate, seconds))
        {
            await output.WriteLineAsync(Usage);
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("gateway-pages-").FullName;
        try
        {
            return await RunAsync(folder, rate, seconds, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(string folder, double rate, double seconds, TextWriter output)
    {
        var people = Path.Combine(folder, "people");
        if (await Tool.Program.Main(["synthetic", "generate", "--children", "200", "--seed", "1", "--quiet", "--register", Stack.DemonstrationRegister, "--out", people]) != 0) return 3;
        await using var agencies = await SimulatorHost.StartAsync(new SimulatorOptions { Register = SimulatorOptions.RegisterFile(Stack.DemonstrationRegister), People = people });
        var register = Path.Combine(folder, "register.json");
        await File.WriteAllTextAsync(register, Stack.WithoutLists(agencies.RegisterPointingHere()));
        await using var gateway = await HostedGateway.StartAsync(register, people, Path.Combine(folder, "store"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = true, CookieContainer = new CookieContainer() }) { BaseAddress = gateway.Address, Timeout = TimeSpan.FromSeconds(30) };
        var form = await SignInAsync(http);
        var children = JsonSerializer.Deserialize<Journey[]>(await File.ReadAllTextAsync(Path.Combine(people, "cast.json")), JsonSerializerOptions.Web)!
            .Where(journey => journey is { Practitioner: Nurse, Purpose: "unscheduled-care" }).ToArray();
        await AtRateAsync(http, form, children, rate, Math.Min(10, seconds));
        var pages = await AtRateAsync(http, form, children, rate, seconds);
        return await SayAsync(pages, rate, seconds, output);
    }

    private static async Task<int> SayAsync(IReadOnlyCollection<(double Milliseconds, bool Good)> pages, double rate, double seconds, TextWriter output)
    {
        double[] times = [.. pages.Select(page => page.Milliseconds).Order()];
        double At(double part) => times[Math.Min(times.Length - 1, (int)(part * times.Length))];
        var wrong = pages.Count(page => !page.Good);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{pages.Count} pages of a check in {seconds:0} s at {rate:0} a second on {Environment.ProcessorCount} cores: p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms (at most {MostMilliseconds:0}), p99 {At(0.99):0.0} ms, the slowest {times[^1]:0.0} ms; {wrong} without an answer"));
        return wrong > 0 || At(0.95) > MostMilliseconds ? 1 : 0;
    }

    private static async Task<IReadOnlyCollection<(double Milliseconds, bool Good)>> AtRateAsync(HttpClient http, string form, Journey[] children, double rate, double seconds)
    {
        var pages = new ConcurrentBag<(double, bool)>();
        var (started, all) = (Stopwatch.GetTimestamp(), new List<Task>());
        for (var n = 0; n < seconds * rate; n++)
        {
            var due = started + (long)(n * Stopwatch.Frequency / rate);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is { Ticks: > 0 } wait) await Task.Delay(wait);
            var child = children[n % children.Length];
            all.Add(Task.Run(async () => pages.Add(await PageAsync(http, form, child, due))));
        }

        await Task.WhenAll(all);
        return pages;
    }

    private static async Task<(double Milliseconds, bool Good)> PageAsync(HttpClient http, string form, Journey child, long due)
    {
        using var body = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["form"] = form,
            ["request"] = Guid.NewGuid().ToString(),
            ["nhs-number"] = child.NhsNumber,
            ["birth-day"] = $"{child.Born.Day}",
            ["birth-month"] = $"{child.Born.Month}",
            ["birth-year"] = $"{child.Born.Year}",
            ["reason"] = child.Purpose,
        });
        try
        {
            using var answer = await http.PostAsync("/check", body);
            var page = await answer.Content.ReadAsStringAsync();
            return (Stopwatch.GetElapsedTime(due).TotalMilliseconds, answer.StatusCode == HttpStatusCode.OK && page.Contains("Your check has been recorded", StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return (Stopwatch.GetElapsedTime(due).TotalMilliseconds, false);
        }
    }

    private static async Task<string> SignInAsync(HttpClient http)
    {
        var form = Form().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var body = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = form, ["practitioner"] = Nurse });
        using var signedIn = await http.PostAsync("/sign-in", body);
        return Form().Match(await http.GetStringAsync("/check")) is { Success: true } found ? found.Groups[1].Value : throw new InvalidOperationException("Nobody is signed in.");
    }

    private static (double Rate, double Seconds)? Read(string[] args)
    {
        var (rate, seconds) = (20.0, 60.0);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !double.TryParse(args[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 600) return null;
            switch (args[i])
            {
                case "--rate": rate = number; break;
                case "--seconds": seconds = number; break;
                default: return null;
            }
        }

        return (rate, seconds);
    }

    [GeneratedRegex("<input name=\"form\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Form();
}
