using System.Text.Json;

namespace Gateway.Rules.Tests.Ledger;

/// <summary>Public test vectors, kept beside the repository. Each test that reads them has its essential answers in itself too.</summary>
internal static class PublicVectors
{
    public static bool AreThere { get; } = Directory.Exists(At(""));

    public static string At(string path) => Path.Combine(Repository.Shared, "data", "vectors", path);

    /// <summary>Every case of a Wycheproof file with its group; none where the file is not there.</summary>
    public static IEnumerable<(JsonElement Group, JsonElement Case)> Wycheproof(string file)
    {
        if (!AreThere) yield break;
        using var document = JsonDocument.Parse(File.ReadAllBytes(At($"wycheproof/{file}")));
        foreach (var group in document.RootElement.GetProperty("testGroups").EnumerateArray())
            foreach (var one in group.GetProperty("tests").EnumerateArray())
                yield return (group, one);
    }

    public static byte[] Hex(this JsonElement element, string member) => Convert.FromHexString(element.GetProperty(member).GetString()!);

    public static int Number(this JsonElement element, string member) => element.GetProperty(member).GetInt32();

    public static bool IsValid(this JsonElement one) => one.GetProperty("result").GetString() == "valid";
}
