#!/usr/bin/env dotnet
#:property PublishAot=false
#:include scripts/Children.cs
#:include scripts/Command.cs
#:include scripts/Demonstration.cs
#:include scripts/Ports.cs
#:include scripts/Repository.cs
#:include scripts/Service.cs
#:include scripts/Signals.cs
#:include scripts/Steps.cs

// dotnet run deploy/up.cs [-- --fresh]
// Builds, invents people, starts the simulated agencies and the gateway on this machine, and says what to try. --fresh forgets the last run first.
using System.Diagnostics;
using System.Text.Json.Nodes;
using Gateway.Deploy;

const int UsualPort = 7080;
const int UsualControlPort = 7100;
var clock = Stopwatch.StartNew();
var register = Repository.At("contracts", "register", "demonstration.json");
var run = Repository.At(".run");
var people = Path.Combine(run, "people");
if (args is not ([] or ["--fresh"]))
{
    Console.Error.WriteLine("Usage: dotnet run deploy/up.cs [-- --fresh]");
    return 2;
}

using var signals = new Signals(() =>
{
    Console.WriteLine("\nStopping.");
    Children.StopAll();
    Console.WriteLine("Stopped: nothing is left running.");
    Environment.Exit(0);
});
var services = new List<Service>();
try
{
    var port = Ports.Taken(UsualPort) ? Ports.Free() : UsualPort;
    var controlPort = Ports.Taken(UsualControlPort) ? Ports.Free() : UsualControlPort;
    var address = $"http://127.0.0.1:{port}";
    if (!(Passed("Ports", CheckPorts) && Passed("Build", Build) && Passed("Synthetic people", Generate)
        && Passed("Simulated agencies", () => StartAgencies(controlPort, address)) && Passed("Gateway", () => StartGateway(address))))
    {
        Children.StopAll();
        return 1;
    }

    Console.WriteLine($"\nReady in {clock.Elapsed.TotalSeconds:0} s: {address}{(port == UsualPort ? "" : $" (port {UsualPort} was taken)")}");
    new Demonstration(people, address, controlPort).Print();
    Task.WaitAny([.. services.Select(service => service.Ended())]);
    Children.ThrowIfStopping();
    foreach (var dead in services.Where(service => !service.Alive))
    {
        Console.WriteLine($"\n{dead.Name} stopped by itself, so everything stops.\n{dead.LastWords()}");
    }

    Children.StopAll();
    return 1;
}
catch (OperationCanceledException)
{
    Thread.Sleep(Timeout.Infinite);
    return 0;
}

static bool Passed(string name, Func<StepResult> work) => Steps.Run(name, work).Passed;

StepResult CheckPorts()
{
    var taken = AgencyPorts(JsonNode.Parse(File.ReadAllText(register))).Distinct().Where(Ports.Taken).ToArray();
    if (taken.Length > 0)
    {
        return StepResult.Failed("taken", $"The simulated agencies need port {string.Join(", ", taken)}, in use now. Is another demonstration running?");
    }

    if (args.Length > 0 && Directory.Exists(run))
    {
        Directory.Delete(run, recursive: true);
    }

    Directory.CreateDirectory(Path.Combine(run, "store"));
    return StepResult.Ok(args.Length > 0 ? "from nothing" : "");
}

static IEnumerable<int> AgencyPorts(JsonNode? node) => node switch
{
    JsonObject members => members.SelectMany(member => member.Key == "endpoint" ? [new Uri((string)member.Value!).Port] : AgencyPorts(member.Value)),
    JsonArray entries => entries.SelectMany(AgencyPorts),
    _ => [],
};

// Built apart from everybody's bin/, so that a build or a test run meanwhile does not pull the files from under the demonstration.
StepResult Build() => Finish(new Command("dotnet", "build", Repository.At("deploy", "demonstration.slnf"), "-c", "Release", "-nologo",
    "-v", "quiet", "-clp:NoSummary", "-nodeReuse:false", "-p:RunAnalyzers=false", "--artifacts-path", Path.Combine(run, "build")));

StepResult Generate() => Finish(new Command("dotnet", Binary("Gateway.Tool"), "synthetic", "generate", "--children", "500", "--seed", "1",
    "--register", register, "--out", people));

StepResult Finish(Command command) => command.Run() is { Ok: false } failed
    ? StepResult.Failed($"code {failed.Code}", failed.Tail(40))
    : StepResult.Ok();

StepResult StartAgencies(int controlPort, string gateway)
{
    var service = Start("Simulated agencies", "simulator.log", new Command("dotnet", Binary("Gateway.Simulator"), "--register", register,
        "--people", people, "--control-port", $"{controlPort}", "--lists", gateway));
    return service.WaitUntil(() => service.Said.StartsWith("Simulator ready", StringComparison.Ordinal), TimeSpan.FromSeconds(60));
}

StepResult StartGateway(string address)
{
    var service = Start("Gateway", "gateway.log", new Command("dotnet", Binary("Gateway"), "--urls", address)
    {
        Folder = Repository.At("src", "Gateway"),
        Environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Gateway__Register"] = register,
            ["Gateway__Policy"] = Repository.At("contracts", "policy"),
            ["Gateway__Matching"] = Repository.At("contracts", "matching"),
            ["Gateway__Referrals"] = Repository.At("contracts", "referrals"),
            ["Gateway__Calendar"] = Repository.At("contracts", "calendar", "bank-holidays-england-and-wales.csv"),
            ["Gateway__Postcodes"] = Repository.At("contracts", "register", "postcodes-demonstration.csv"),
            ["Gateway__Children"] = Path.Combine(people, "children.ndjson"),
            ["Gateway__Practitioners"] = Path.Combine(people, "practitioners.json"),
            ["Gateway__ServiceDesk__Name"] = "Gateway service desk",
            ["Gateway__ServiceDesk__Number"] = "01632 960900",
            ["Storage__Provider"] = "Sqlite",
            ["Storage__Connection"] = Path.Combine(run, "store"),
            ["Messaging__Transport"] = "InMemory",
        },
    });
    using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
    return service.WaitUntil(() => Answers(client, address + "/health/ready"), TimeSpan.FromSeconds(90));
}

Service Start(string name, string log, Command command)
{
    var service = new Service(name, Path.Combine(run, log), command);
    services.Add(service);
    return service;
}

static bool Answers(HttpClient client, string url)
{
    try
    {
        using var answer = client.Send(new HttpRequestMessage(HttpMethod.Get, url));
        return answer.IsSuccessStatusCode;
    }
    catch (Exception unreachable) when (unreachable is HttpRequestException or TaskCanceledException)
    {
        return false;
    }
}

string Binary(string project) => Path.Combine(run, "build", "bin", project, "release", project + ".dll");
