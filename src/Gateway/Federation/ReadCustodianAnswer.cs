using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Reads a custodian's answer strictly. Anything that is not exactly an answer to this question under the contract gives
/// null: it is then "rejected, unverified" for every item, and none of its text goes any further.
/// </summary>
internal static class ReadCustodianAnswer
{
    private const int LongestText = 200;
    private const int MostAttendances = 500;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static (DateTimeOffset AsOf, ImmutableArray<ItemSaid> Items)? From(ReadOnlyMemory<byte> body, Guid requestId, CustodianQuestion question)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var root = document.RootElement;
            if (root.GetProperty("requestId").GetGuid() != requestId) return null;
            if (!root.GetProperty("custodian").ValueEquals(question.Custodian.Id)) return null;
            return Items(root.GetProperty("items"), question.Items) is { } items ? (Instant(root.GetProperty("asOf")), items) : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or OverflowException)
        {
            return null;
        }
    }

    private static ImmutableArray<ItemSaid>? Items(JsonElement list, ImmutableArray<Item> asked)
    {
        if (list.GetArrayLength() != asked.Length) return null;
        var items = ImmutableArray.CreateBuilder<ItemSaid>(asked.Length);
        foreach (var element in list.EnumerateArray())
        {
            if (!ItemWords.TryRead(element.GetProperty("item").GetString(), out var item) || !asked.Contains(item)) return null;
            foreach (var before in items)
                if (before.Item == item) return null;
            items.Add(One(element, item));
        }

        return items.MoveToImmutable();
    }

    // A state word of a newer version leaves this item not known; the rest of the answer stands.
    private static ItemSaid One(JsonElement element, Item item)
    {
        var because = element.TryGetProperty("because", out var reason) ? reason.GetString() : null;
        if (!SaidWords.TryRead(element.GetProperty("state").GetString(), because, out var said)) return new ItemSaid(item, said, null);
        return said.Said == Said.Held ? new ItemSaid(item, said, Value(element.GetProperty("value"), item)) : new ItemSaid(item, said, null);
    }

    private static ItemValue Value(JsonElement value, Item item) => item switch
    {
        Item.PlanFlag or Item.SiblingOnPlan => value.ValueKind == JsonValueKind.Object ? ItemValue.Present.Instance : throw new FormatException(),
        Item.PlanCategory => new ItemValue.PlanCategories(Categories(value.GetProperty("categories"))),
        Item.PlanDates => new ItemValue.PlanDates(Day(value.GetProperty("start"))),
        Item.LeadSocialWorker => new ItemValue.LeadSocialWorker(Text(value.GetProperty("name")), Text(value.GetProperty("team")), Text(value.GetProperty("telephone"))),
        Item.LookedAfter => new ItemValue.LookedAfter(LegalBasis(value.GetProperty("legalBasis")), Day(value.GetProperty("since"))),
        Item.UnbornPlan => new ItemValue.UnbornPlan(Day(value.GetProperty("due"))),
        Item.PlanEnded => new ItemValue.PlanEnded(Day(value.GetProperty("ended"))),
        Item.GpRegistration => new ItemValue.GpRegistration(Text(value.GetProperty("practice"))),
        Item.School => new ItemValue.School(Text(value.GetProperty("name"))),
        Item.AbuseMarker => new ItemValue.AbuseMarker(Positive(value.GetProperty("incidents"))),
        _ when item.IsAttendance() => new ItemValue.Attendances(Attendances(value.GetProperty("attendances"), item)),
        _ => throw new FormatException(),
    };

    private static ImmutableArray<string> Categories(JsonElement list)
    {
        var categories = list.EnumerateArray().Select(c => c.GetString() ?? "").ToImmutableArray();
        var known = categories.All(c => c is "neglect" or "physical" or "sexual" or "emotional");
        return known && categories.Length > 0 && categories.Distinct().Count() == categories.Length ? categories : throw new FormatException();
    }

    private static string LegalBasis(JsonElement basis) =>
        basis.GetString() is "care-order" or "interim-care-order" or "section-20" ? basis.GetString()! : throw new FormatException();

    private static ImmutableArray<Attendance> Attendances(JsonElement list, Item item)
    {
        if (list.GetArrayLength() is 0 or > MostAttendances) throw new FormatException();
        return [.. list.EnumerateArray().Select(row => AttendanceOf(row, item))];
    }

    private static Attendance AttendanceOf(JsonElement row, Item item)
    {
        var attendance = new Attendance(Text(row.GetProperty("reference")));
        return item switch
        {
            Item.AttendanceCount => attendance,
            Item.AttendanceDates => attendance with { ArrivedAt = Instant(row.GetProperty("arrivedAt")) },
            Item.AttendanceSite => attendance with { Site = Text(row.GetProperty("site")) },
            Item.AttendanceComplaint => attendance with { Complaint = Text(row.GetProperty("complaint")), Injury = row.GetProperty("injury").GetBoolean() },
            _ => attendance with { Outcome = Text(row.GetProperty("outcome")), LeftBeforeSeen = row.GetProperty("leftBeforeSeen").GetBoolean() },
        };
    }

    private static int Positive(JsonElement number) => number.GetInt32() is > 0 and < 10_000 and var value ? value : throw new FormatException();

    private static string Text(JsonElement element)
    {
        var text = element.GetString();
        return text is { Length: > 0 and <= LongestText } && !text.Any(char.IsControl) ? text : throw new FormatException();
    }

    private static DateOnly Day(JsonElement day) => DateOnly.ParseExact(day.GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(JsonElement instant) => instant.GetDateTimeOffset();
}
