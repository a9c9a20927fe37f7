using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Audit.Search;
using Gateway.Retention.Store;
using Gateway.Rules.Retention;

namespace Gateway.Retention;

/// <summary>Retention in JSON.</summary>
internal static class WriteRetention
{
    /// <summary>The rule of each kind that counts for an agency today, and the newest that is to come; none where the kind is kept.</summary>
    public static ImmutableArray<(RecordKind Kind, RetentionRule? Now, RetentionRule? Next)> RulesOf(IServiceProvider services, string agency)
    {
        var (table, today) = (services.GetRequiredService<RetentionTable>(), Agencies.LondonTime.Day(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        return
        [
            .. Enum.GetValues<RecordKind>().Select(kind => (kind, table.On(agency, kind, today),
                table.Rules.Where(rule => rule.Record == kind && (rule.Controller == agency || rule.Controller == RetentionRule.Everybody) && rule.Period.From > today).OrderBy(rule => rule.Period.From)
                    .ThenBy(rule => rule.Controller == RetentionRule.Everybody).FirstOrDefault())),
        ];
    }

    public static void To(
        Utf8JsonWriter json, ImmutableArray<(RecordKind Kind, RetentionRule? Now, RetentionRule? Next)> rules, List<(Hold Hold, AboutHold About)> holds, List<RetentionSweep> sweeps, SealHolds seal)
    {
        json.WriteStartArray("rules"u8);
        foreach (var (kind, now, next) in rules)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, kind.Word());
            if (now is not null) Rule(json, "rule"u8, now);
            if (next is not null) Rule(json, "next"u8, next);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("holds"u8);
        foreach (var (hold, about) in holds) Write(json, hold, about, seal);
        json.WriteEndArray();
        json.WriteStartArray("sweeps"u8);
        foreach (var sweep in sweeps)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, sweep.Record);
            Day(json, "day"u8, sweep.Day);
            if (sweep.DoneAt is { } done) json.WriteString("doneAt"u8, done);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void To(Utf8JsonWriter json, Preview preview)
    {
        Day(json, "from"u8, preview.From);
        Day(json, "until"u8, preview.Until);
        json.WriteBoolean("whole"u8, preview.Whole);
        json.WriteNumber("total"u8, preview.All.Count);
        json.WriteNumber("heldBack"u8, preview.Held);
        json.WriteNumber("open"u8, preview.Open);
        json.WriteStartArray("going"u8);
        foreach (var going in preview.Shown)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, going.Unit.Kind.Word());
            json.WriteStartArray("ids"u8);
            foreach (var id in going.Unit.Records) json.WriteStringValue(id);
            json.WriteEndArray();
            Day(json, "on"u8, going.On);
            Rule(json, "rule"u8, going.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void To(Utf8JsonWriter json, ExtractMade.Made made)
    {
        if (made.ForFamily) json.WriteString("extract"u8, "family");
        json.WriteStartArray("children"u8);
        foreach (var child in made.Children)
        {
            json.WriteStartObject();
            if (made.ForFamily) ForFamily(json, child);
            else ForOfficer(json, child);
            json.WriteString("standing"u8, ChildExtract.Standing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Head(Utf8JsonWriter json, Hold hold)
    {
        json.WriteString("hold"u8, hold.Id);
        json.WriteString("basis"u8, hold.Basis);
        if (hold.Record is { } record) json.WriteString("record"u8, record);
        json.WriteString("placedAt"u8, hold.PlacedAt);
        if (hold.LiftAskedAt is { } asked) json.WriteString("liftAskedAt"u8, asked);
        if (hold.LiftedAt is { } lifted) json.WriteString("liftedAt"u8, lifted);
    }

    private static void Write(Utf8JsonWriter json, Hold hold, AboutHold about, SealHolds seal)
    {
        json.WriteStartObject();
        Head(json, hold);
        json.WriteString("reason"u8, about.Reason);
        if (about.Child is { } child)
        {
            json.WriteStartObject("child"u8);
            json.WriteString("nhsNumber"u8, child.NhsNumber.Digits);
            Day(json, "dateOfBirth"u8, child.DateOfBirth);
            json.WriteEndObject();
        }

        json.WriteString("placedBy"u8, hold.PlacedByName ?? hold.PlacedBy);
        if (hold.LiftAskedBy is { } asker) json.WriteString("liftAskedBy"u8, hold.LiftAskedByName ?? asker);
        if (seal.OpenWhy(hold) is { } why) json.WriteString("liftReason"u8, why);
        if (hold.LiftedBy is { } lifter) json.WriteString("liftedBy"u8, hold.LiftedByName ?? lifter);
        json.WriteEndObject();
    }

    private static void ForOfficer(Utf8JsonWriter json, ChildExtract child)
    {
        json.WriteStartArray("records"u8);
        foreach (var record in child.Records)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, record.Kind.Word());
            json.WriteString("id"u8, record.Id);
            Day(json, "last"u8, record.Last);
            Standing(json, record.Standing);
            json.WriteBoolean("whole"u8, record.Content is not null);
            if (record.Content is { } content)
            {
                json.WritePropertyName("content"u8);
                content.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("others"u8);
        foreach (var (kind, ids) in child.Others.Select(one => (one.Kind, one.Ids.AsEnumerable())).Concat(child.Perhaps.GroupBy(one => one.Kind).Select(kind => ($"perhaps-{kind.Key}", kind.Select(one => one.Id)))))
        {
            json.WriteStartObject();
            json.WriteString("record"u8, kind);
            json.WriteStartArray("ids"u8);
            foreach (var id in ids) json.WriteStringValue(id);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("deleted"u8);
        foreach (var (kind, count) in child.Gone)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, kind);
            json.WriteNumber("ofAnybody"u8, count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("ledger"u8);
        if (child.Ledger is SearchOutcome.Shown(_, var history)) WriteHistory.To(json, history);
        json.WriteEndObject();
    }

    private static void ForFamily(Utf8JsonWriter json, ChildExtract child)
    {
        json.WriteStartArray("records"u8);
        foreach (var line in child.Lines)
        {
            json.WriteStartObject();
            json.WriteString("record"u8, line.Kind);
            json.WriteNumber("year"u8, line.Year);
            json.WriteNumber("times"u8, line.Times);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("ledger"u8);
        if (child.Ledger is SearchOutcome.Extract(_, var lines, var gaps)) WriteHistory.ExtractTo(json, lines, gaps);
        json.WriteEndObject();
    }

    private static void Standing(Utf8JsonWriter json, RetentionVerdict verdict)
    {
        json.WriteString("kept"u8, verdict switch { RetentionVerdict.Open => "open", RetentionVerdict.Held => "hold", RetentionVerdict.NoRule => "no-rule", _ => "until" });
        if (verdict is RetentionVerdict.Ends(var day, _)) Day(json, "until"u8, day);
    }

    private static void Rule(Utf8JsonWriter json, ReadOnlySpan<byte> name, RetentionRule rule)
    {
        json.WriteStartObject(name);
        json.WriteString("controller"u8, rule.Controller);
        json.WriteNumber("untilAge"u8, rule.UntilAge);
        json.WriteNumber("yearsAfter"u8, rule.YearsAfter);
        Day(json, "from"u8, rule.Period.From);
        if (rule.Period.To != DateOnly.MaxValue) Day(json, "to"u8, rule.Period.To);
        json.WriteString("source"u8, rule.Source);
        json.WriteEndObject();
    }

    private static void Day(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly day) => json.WriteString(name, day.ToString("O", CultureInfo.InvariantCulture));
}
