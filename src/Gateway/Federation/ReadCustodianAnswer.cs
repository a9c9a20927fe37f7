using System.Collections.Immutable;
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

    /// <param name="adult">The child asked about is 18 or over; of nobody else can a custodian say that their age ends an item.</param>
    /// <param name="today">In London.</param>
    public static (DateTimeOffset AsOf, ImmutableArray<ItemSaid> Items, SaidOfRecord Record)? From(ReadOnlyMemory<byte> body, Guid requestId, CustodianQuestion question, bool adult, DateOnly today)
    {
        try
        {
            using var document = JsonDocument.Parse(body, StrictJson.Options);
            var root = document.RootElement.Only("requestId", "custodian", "asOf", "items", "handling", "courtOrders");
            if (root.GetProperty("requestId").GetGuid() != requestId) return null;
            if (!root.GetProperty("custodian").ValueEquals(question.Custodian.Id)) return null;
            return Items(root.GetProperty("items"), question.Items, adult) is { } items ? (root.GetProperty("asOf").Instant(), items, ReadSaidOfRecord.From(root, question.Custodian.Agency, today)) : null;
        }
        catch (Exception fault) when (StrictJson.IsFault(fault))
        {
            return null;
        }
    }

    private static ImmutableArray<ItemSaid>? Items(JsonElement list, ImmutableArray<Item> asked, bool adult)
    {
        if (list.GetArrayLength() != asked.Length) return null;
        var items = ImmutableArray.CreateBuilder<ItemSaid>(asked.Length);
        foreach (var element in list.EnumerateArray())
        {
            if (Asked(element.GetProperty("item"), asked) is not { } item) return null;
            for (var before = 0; before < items.Count; before++)
                if (items[before].Item == item) return null;
            items.Add(One(element.Only("item", "state", "because", "value"), item, adult));
        }

        return items.MoveToImmutable();
    }

    // Most items of most answers are words that we know: none is made a text for that.
    private static Item? Asked(JsonElement word, ImmutableArray<Item> asked)
    {
        foreach (var item in asked)
            if (word.ValueEquals(item.Word())) return item;
        return null;
    }

    // A state word of a newer version leaves this item not known; the rest of the answer stands.
    private static ItemSaid One(JsonElement element, Item item, bool adult)
    {
        var because = element.TryGetProperty("because", out var reason) ? reason.GetString() : null;
        if (!SaidWords.TryRead(element.GetProperty("state").GetString(), because, out var said) || !IsPossible(said, item, adult))
            return new ItemSaid(item, CustodianSaid.NotKnown(Because.RejectedUnverified), null);
        if (said.Said == Said.Held) return new ItemSaid(item, said, Value(element.GetProperty("value"), item));
        // A value beside "nothing held" is a contradiction, and which half is true nobody knows.
        return element.TryGetProperty("value", out _) ? throw new FormatException() : new ItemSaid(item, said, null);
    }

    private static bool IsPossible(CustodianSaid said, Item item, bool adult) => said switch
    {
        { Because: Because.Age } => adult,
        { Because: Because.NotPregnant } => item == Item.UnbornPlan,
        _ => true,
    };

    private static ItemValue Value(JsonElement value, Item item) => item switch
    {
        Item.PlanFlag or Item.SiblingOnPlan => value.Only().ValueKind == JsonValueKind.Object ? ItemValue.Present.Instance : throw new FormatException(),
        Item.PlanCategory => new ItemValue.PlanCategories(Categories(value.Only("categories").GetProperty("categories"))),
        Item.PlanDates => new ItemValue.PlanDates(value.Only("start").GetProperty("start").Day()),
        Item.LeadSocialWorker => SocialWorker(value.Only("name", "team", "telephone")),
        Item.LookedAfter => new ItemValue.LookedAfter(LegalBasis(value.Only("legalBasis", "since").GetProperty("legalBasis")), value.GetProperty("since").Day()),
        Item.UnbornPlan => new ItemValue.UnbornPlan(value.Only("due").GetProperty("due").Day()),
        Item.PlanEnded => new ItemValue.PlanEnded(value.Only("ended").GetProperty("ended").Day()),
        Item.GpRegistration => new ItemValue.GpRegistration(value.Only("practice").GetProperty("practice").Text(LongestText)),
        Item.School => new ItemValue.School(value.Only("name").GetProperty("name").Text(LongestText)),
        Item.AbuseMarker => new ItemValue.AbuseMarker(Positive(value.Only("incidents").GetProperty("incidents"))),
        _ when item.IsAttendance() => new ItemValue.Attendances(Attendances(value.Only("attendances").GetProperty("attendances"), item)),
        _ => throw new FormatException(),
    };

    private static ItemValue.LeadSocialWorker SocialWorker(JsonElement value) => new(
        value.GetProperty("name").Text(LongestText), value.GetProperty("team").Text(LongestText), value.GetProperty("telephone").Text(LongestText));

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
        var attendance = new Attendance(row.GetProperty("reference").Text(LongestText));
        return item switch
        {
            Item.AttendanceCount when row.Only("reference").ValueKind == JsonValueKind.Object => attendance,
            Item.AttendanceDates => attendance with { ArrivedAt = row.Only("reference", "arrivedAt").GetProperty("arrivedAt").Instant() },
            Item.AttendanceSite => attendance with { Site = row.Only("reference", "site").GetProperty("site").Text(LongestText) },
            Item.AttendanceComplaint => attendance with { Complaint = row.Only("reference", "complaint", "injury").GetProperty("complaint").Text(LongestText), Injury = row.GetProperty("injury").GetBoolean() },
            _ => attendance with { Outcome = row.Only("reference", "outcome", "leftBeforeSeen").GetProperty("outcome").Text(LongestText), LeftBeforeSeen = row.GetProperty("leftBeforeSeen").GetBoolean() },
        };
    }

    private static int Positive(JsonElement number) => number.GetInt32() is > 0 and < 10_000 and var value ? value : throw new FormatException();
}
