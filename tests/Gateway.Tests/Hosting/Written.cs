using System.Text.Json.Nodes;

namespace Gateway.Tests.Hosting;

/// <summary>A complete written reason, and what may be changed about it.</summary>
internal static class Written
{
    public static JsonObject Reason(string? why = null, string supports = "discharge-or-keep") => new()
    {
        ["supports"] = supports,
        ["whyNotLess"] = why ?? "The burn does not fit the account, and the flag alone leaves open what harm was feared.",
        ["whatIfWait"] = "The child goes home tonight to whoever may have caused the burn. Reasonmark.",
        ["ifNotShared"] = 3,
        ["ifNotSharedReason"] = "A patterned burn on a child who cannot walk yet.",
        ["ifShared"] = 1,
        ["source"] = "deterrence",
        ["ifSharedReason"] = "The family may lose trust in the department and stay away.",
        ["decideWithinMinutes"] = 30,
    };

    public static JsonObject Emergency(string basis = "The child stopped breathing in the waiting room.") => new() { ["declared"] = true, ["basis"] = basis };
}
