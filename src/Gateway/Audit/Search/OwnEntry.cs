using System.Text.Json;

namespace Gateway.Audit.Search;

/// <summary>An entry that the reader's own agency answers for: its common section, read.</summary>
internal sealed record OwnEntry(Access Access, JsonElement Common)
{
    /// <summary>The entry where it is that agency's, else null: what another agency asked is that agency's to show.</summary>
    public static OwnEntry? Of(Access access, string agency)
    {
        if (access.Common.IsEmpty) return null;
        using var document = JsonDocument.Parse(access.Common);
        var common = document.RootElement.Clone();
        return IsOf(agency, common) ? new OwnEntry(access, common) : null;
    }

    /// <summary>True where a common section says that this agency asked or acted.</summary>
    public static bool IsOf(string agency, JsonElement common) => Is(common, "agency", agency) || Is(common, "asker", agency);

    public string? Text(string name) => Common.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool Is(JsonElement common, string name, string value) =>
        common.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.ValueEquals(value);
}
