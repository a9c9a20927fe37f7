#!/usr/bin/env dotnet
#:property PublishAot=false
#:property NoWarn=NU1603
#:package Microsoft.CodeAnalysis.CSharp@5.12.0
#:include scripts/Children.cs
#:include scripts/Command.cs
#:include scripts/Mutations.cs
#:include scripts/Repository.cs
#:include scripts/Signals.cs

// dotnet run deploy/mutate-rules.cs [-- --part 1/4]
// Damages each rule of the policy in a temporary copy, one damage at a time, runs its tests, and lists which damage they saw.
// The copy is built once: every damage is in it, behind a number that the environment names.
using System.Globalization;
using Gateway.Deploy;

var (part, parts) = args is ["--part", var given] && given.Split('/') is [var one, var of]
    ? (int.Parse(one, CultureInfo.InvariantCulture), int.Parse(of, CultureInfo.InvariantCulture))
    : (1, 1);
var folder = Directory.CreateTempSubdirectory("gateway-mutants-").FullName;
var copy = Directory.CreateDirectory(Path.Combine(folder, "repository")).FullName;
var beside = Repository.At("..", "shared");
if (Directory.Exists(beside)) Directory.CreateSymbolicLink(Path.Combine(folder, "shared"), Path.GetFullPath(beside));
using var signals = new Signals(() =>
{
    Children.StopAll();
    Directory.Delete(folder, recursive: true);
    Environment.Exit(130);
});

try
{
    var mutants = Prepare();
    if (Run([], 0) is { Ok: false } broken) return Fail("The tests fail before anything is damaged", broken);
    var mine = mutants.Where((_, place) => place % parts == part - 1).ToList();
    Console.WriteLine($"{mutants.Count} ways to damage the rules; {mine.Count} in this part");
    var survivors = mine.AsParallel().WithDegreeOfParallelism(2).Where(Survives).OrderBy(mutant => mutant.Number).ToList();
    Console.WriteLine(string.Join('\n', survivors.Select(mutant => $"not seen: {mutant}")));
    Console.WriteLine($"{mine.Count - survivors.Count} killed, {survivors.Count} survived");
    return survivors.Count == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

List<Mutant> Prepare()
{
    foreach (var name in (string[])["src/Gateway.Rules", "tests/Gateway.Rules.Tests", "contracts"]) Copy(name, SearchOption.AllDirectories);
    foreach (var name in (string[])["", "src", "tests"]) Copy(name, SearchOption.TopDirectoryOnly);
    var mutants = Mutations.WriteInto(Path.Combine(copy, "src", "Gateway.Rules"));
    var built = new Command("dotnet", "build", "tests/Gateway.Rules.Tests", "-v", "q", "-p:TreatWarningsAsErrors=false") { Folder = copy }.Run();
    return built.Ok ? mutants : throw new InvalidOperationException(built.Tail(20));
}

void Copy(string name, SearchOption depth)
{
    var from = Path.Combine(Repository.Root, name);
    foreach (var file in Directory.EnumerateFiles(from, "*", depth))
    {
        var inside = Path.GetRelativePath(from, file);
        if (inside.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj") continue;
        var to = Path.Combine(copy, name, inside);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(file, to);
    }
}

// The small tests first; what they miss meets the properties and the cases too.
bool Survives(Mutant mutant)
{
    var survives = Run(["-namespace", "Gateway.Rules.Tests.Policy"], mutant.Number).Ok && Run([], mutant.Number).Ok;
    Console.WriteLine($"  {(survives ? "SURVIVED" : "killed  ")} {mutant}");
    return survives;
}

Finished Run(string[] filter, int mutant)
{
    var tests = Path.Combine(copy, "tests", "Gateway.Rules.Tests", "bin", "Debug", "net10.0", "Gateway.Rules.Tests");
    return new Command("timeout", ["180", tests, "-stopOnFail", "-noLogo", "-noColor", .. filter])
    {
        Folder = copy,
        Environment = new Dictionary<string, string> { ["GATEWAY_MUTANT"] = $"{mutant}", ["GATEWAY_PROPERTY_STRIDE"] = "200003" },
    }.Run();
}

static int Fail(string what, Finished run)
{
    Console.WriteLine($"{what}:\n{run.Tail(20)}");
    return 2;
}
