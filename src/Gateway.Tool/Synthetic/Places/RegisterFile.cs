using System.Collections.Frozen;
using System.Text.Json;

namespace Gateway.Tool.Synthetic.Places;

/// <summary>Reads what the generator needs from a register of agencies; the gateway itself validates the rest.</summary>
internal static class RegisterFile
{
    public static readonly string DefaultPath = Path.Combine("contracts", "register", "demonstration.json");

    /// <summary>Looks for the demonstration register here and in every folder above.</summary>
    public static string? Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, DefaultPath);
            if (File.Exists(file)) return file;
        }

        return null;
    }

    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    public static IReadOnlyList<RegisteredCustodian> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("agencies").EnumerateArray().SelectMany(CustodiansOf)];
    }

    /// <summary>Which trust's health visitors, school nurses and midwives have the children of an area.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    public static IReadOnlyList<RegisteredService> ReadServices(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.GetProperty("agencies").EnumerateArray().Where(agency => agency.TryGetProperty("services", out _)).SelectMany(ServicesOf)];
    }

    private static IEnumerable<RegisteredService> ServicesOf(JsonElement agency) =>
        agency.GetProperty("services").EnumerateArray().Where(service => service.TryGetProperty("areas", out _))
            .Select(service => new RegisteredService(Text(agency, "id"), Text(service, "role"), [.. Texts(service, "areas")]));

    private static IEnumerable<RegisteredCustodian> CustodiansOf(JsonElement agency) =>
        agency.GetProperty("custodians").EnumerateArray().Select(custodian => new RegisteredCustodian(
            new Place(
                Text(custodian, "id"), Text(custodian, "name"),
                Text(agency, "id"), Text(agency, "name"),
                [.. Texts(agency, "areas")]),
            Texts(custodian, "authoritativeFor").ToFrozenSet(StringComparer.Ordinal)));

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString() ?? "";

    private static IEnumerable<string> Texts(JsonElement element, string member) =>
        element.GetProperty(member).EnumerateArray().Select(value => value.GetString() ?? "");
}
