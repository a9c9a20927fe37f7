using System.Text.Json;

namespace Gateway.Rules.Tests.Ledger;

/// <summary>Public test vectors, kept beside the repository. Each test that reads them has its essential answers in itself too.</summary>
internal static class PublicVectors
{
    public static string At(string path) => Repository.SharedOrSkip("data", "vectors", path);

    /// <summary>Every case of a Wycheproof file with its group.</summary>
    public static (JsonElement Group, JsonElement Case)[] Wycheproof(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(At($"wycheproof/{file}")));
        var groups = document.RootElement.Clone().GetProperty("testGroups").EnumerateArray();
        return [.. groups.SelectMany(group => group.GetProperty("tests").EnumerateArray().Select(one => (group, one)))];
    }

    public static byte[] Hex(this JsonElement element, string member) => Convert.FromHexString(element.GetProperty(member).GetString()!);

    public static int Number(this JsonElement element, string member) => element.GetProperty(member).GetInt32();

    public static bool IsValid(this JsonElement one) => one.GetProperty("result").GetString() == "valid";
}
