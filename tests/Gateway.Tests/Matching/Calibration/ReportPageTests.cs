using System.Text.Json.Nodes;
using Gateway.Rules.Matching;
using Gateway.Tests.Audit.Pages;
using Gateway.Tests.Hosting;
using Gateway.Tests.Simulator;

namespace Gateway.Tests.Matching.Calibration;

/// <summary>A report says first whether it is of what runs.</summary>
public sealed class ReportPageTests
{
    private const string Officer = "officer-of-alder-valley-nhs-trust";
    private const string AnotherMatcher = "This was made with another version of the matcher than is running";
    private const string OtherWeights = "This is of other weights than those in force";

    public static readonly TheoryData<int?, bool> Versions = new() { { MatcherVersion.Now, true }, { MatcherVersion.Now - 1, false }, { null, false } };

    [Theory, MemberData(nameof(Versions))]
    public async Task Report_of_another_matcher_or_of_other_weights_is_said_to_be(int? version, bool isOfThis)
    {
        var folder = Directory.CreateTempSubdirectory("matching-").FullName;
        foreach (var file in Directory.GetFiles(Contracts.PathOf("matching"))) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        Rewrite(folder, report => report["matcher"] = version, isOfThis);
        await using (var gateway = await GatewayHost.StartAsync(null, "Sqlite", new Setting(TestChild.Of(390)) { More = new Dictionary<string, string> { ["Gateway:Matching"] = folder } }))
        {
            using var officer = await PageClient.SignInAsync(gateway, Officer);
            var page = (await officer.GetAsync("/matching/calibration")).Text;
            Assert.Equal(!isOfThis, page.Contains(AnotherMatcher, StringComparison.Ordinal));
            Assert.Equal(!isOfThis, page.Contains(OtherWeights, StringComparison.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    // The latest report that is there, as one of the weights that are there or of others.
    private static void Rewrite(string folder, Action<JsonObject> change, bool isOfTheseWeights)
    {
        var path = Directory.GetFiles(folder, "calibration-*.json").Order(StringComparer.Ordinal).Last();
        var weights = Directory.GetFiles(folder, "weights-*.json").Order(StringComparer.Ordinal).Last();
        var report = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        report["weightsHash"] = isOfTheseWeights ? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(weights))) : new string('0', 64);
        change(report);
        File.WriteAllText(path, report.ToJsonString());
    }
}
