using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Rules.Policy;

namespace Gateway.Disclosure.Explain;

/// <summary>
/// The facts of a decision as the ledger keeps them beside it: enough to decide again, under the same policy, and come to the
/// same answer. What stands at its default is left out; who asked, why and for what stand in the entry already.
/// </summary>
internal static class RecordedFacts
{
    public static void Write(Utf8JsonWriter json, RequestFacts facts, ImmutableArray<Item> outOfScope)
    {
        json.WriteStartObject("facts"u8);
        json.WriteString("at"u8, facts.At);
        if (facts.Identity != IdentityMatch.Exact) json.WriteString("identity"u8, facts.Identity.ToString());
        if (facts.AgeYears is { } age) json.WriteNumber("ageYears"u8, age);
        if (facts.Unborn) json.WriteBoolean("unborn"u8, true);
        if (facts.Deceased) json.WriteBoolean("deceased"u8, true);
        if (facts.PregnancyRecorded) json.WriteBoolean("pregnancyRecorded"u8, true);
        if (facts.InHours) json.WriteBoolean("inHours"u8, true);
        if (facts.Flags != RequestFlags.None) json.WriteNumber("flags"u8, (int)facts.Flags);
        if (facts.SubjectCount != 1) json.WriteNumber("subjectCount"u8, facts.SubjectCount);
        if (facts.LookBackMonths != new RequestFacts(default, "", default, []).LookBackMonths) json.WriteNumber("lookBackMonths"u8, facts.LookBackMonths);
        WriteItems(json, "prohibited"u8, facts.Prohibited);
        WriteItems(json, "demanded"u8, facts.Demanded);
        WriteItems(json, "alreadyHeld"u8, facts.AlreadyHeld);
        if (facts.Consent != default) WriteConsent(json, facts.Consent);
        WriteItems(json, "outOfScope"u8, outOfScope);
        json.WriteEndObject();
    }

    /// <summary>The facts of a recorded decision, from its common section.</summary>
    public static RequestFacts Read(JsonElement common)
    {
        var facts = common.GetProperty("facts");
        _ = PurposeWords.TryRead(common.GetProperty("purpose").GetString(), out var purpose);
        var items = common.GetProperty("items").EnumerateArray().Select(item => ItemOf(item.GetProperty("item"))).ToImmutableArray();
        var said = common.TryGetProperty("justification", out var written) ? ReadReasons.Recorded(written, common.GetProperty("practitioner").GetString()!) : null;
        return new RequestFacts(facts.GetProperty("at").GetDateTimeOffset(), common.GetProperty("role").GetString()!, purpose, items)
        {
            Relationship = RelationshipOf(common),
            Identity = facts.TryGetProperty("identity", out var identity) ? Enum.Parse<IdentityMatch>(identity.GetString()!) : IdentityMatch.Exact,
            AgeYears = facts.TryGetProperty("ageYears", out var age) ? age.GetInt32() : null,
            Unborn = Is(facts, "unborn"),
            Deceased = Is(facts, "deceased"),
            PregnancyRecorded = Is(facts, "pregnancyRecorded"),
            InHours = Is(facts, "inHours"),
            Flags = facts.TryGetProperty("flags", out var flags) ? (RequestFlags)flags.GetInt32() : RequestFlags.None,
            SubjectCount = facts.TryGetProperty("subjectCount", out var count) ? count.GetInt32() : 1,
            LookBackMonths = facts.TryGetProperty("lookBackMonths", out var months) ? months.GetInt32() : new RequestFacts(default, "", default, []).LookBackMonths,
            Prohibited = Items(facts, "prohibited"),
            Demanded = Items(facts, "demanded"),
            AlreadyHeld = Items(facts, "alreadyHeld"),
            Consent = facts.TryGetProperty("consent", out var consent) ? ConsentOf(consent) : default,
            Justification = said,
            Risk = said is null ? null : new RiskDeclared(said.IfNotShared, said.IfShared, said.Source),
        };
    }

    /// <summary>Items that the consent given does not reach.</summary>
    public static ImmutableArray<Item> OutOfScope(JsonElement common) => Items(common.GetProperty("facts"), "outOfScope");

    private static void WriteConsent(Utf8JsonWriter json, ConsentFacts consent)
    {
        json.WriteStartObject("consent"u8);
        json.WriteString("state"u8, consent.State.ToString());
        if (consent.GivenBy is { } giver) json.WriteString("givenBy"u8, giver.ToString());
        if (consent.Competent is { } competent) json.WriteBoolean("competent"u8, competent);
        json.WriteEndObject();
    }

    private static ConsentFacts ConsentOf(JsonElement consent) => new(
        Enum.Parse<ConsentState>(consent.GetProperty("state").GetString()!),
        consent.TryGetProperty("givenBy", out var giver) ? Enum.Parse<ConsentGiver>(giver.GetString()!) : null,
        consent.TryGetProperty("competent", out var competent) ? competent.GetBoolean() : null);

    private static Relationship? RelationshipOf(JsonElement common)
    {
        var relationship = common.GetProperty("relationship");
        if (!relationship.TryGetProperty("type", out var word) || !RelationshipWords.TryRead(word.GetString(), out var type)) return null;
        return new Relationship(type, relationship.TryGetProperty("endedAt", out var ended) ? ended.GetDateTimeOffset() : null);
    }

    private static void WriteItems(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<Item> items)
    {
        if (items.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (var item in items) json.WriteStringValue(item.Word());
        json.WriteEndArray();
    }

    private static ImmutableArray<Item> Items(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(ItemOf)] : [];

    private static Item ItemOf(JsonElement word) => ItemWords.TryRead(word.GetString(), out var item) ? item : throw new JsonException("The entry names an unknown item.");

    private static bool Is(JsonElement facts, string name) => facts.TryGetProperty(name, out var value) && value.GetBoolean();
}
