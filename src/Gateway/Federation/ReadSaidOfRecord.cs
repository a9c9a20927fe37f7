using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>
/// Reads what a record says of itself. A word, an effect or an item that nobody knows here is a fault of the whole answer: nobody could mind it.
/// </summary>
internal static class ReadSaidOfRecord
{
    private const int MostOrders = 20;
    private const int LongestReference = 64;

    /// <param name="today">In London; an order holds from its first day to the end of its last.</param>
    /// <exception cref="FormatException">Or any that <see cref="StrictJson.IsFault"/> knows.</exception>
    public static SaidOfRecord From(JsonElement answer, Agency holder, DateOnly today)
    {
        var isPlain = !answer.TryGetProperty("handling", out _) & !answer.TryGetProperty("courtOrders", out _);
        if (isPlain) return SaidOfRecord.Nothing;
        var (handling, isProtected) = Handling(answer);
        return new SaidOfRecord { Handling = handling, IsProtected = isProtected, Prohibited = Prohibited(answer, holder, today) };
    }

    // Whoever answers may say it: it can only make stricter.
    private static (HandlingFlags Flags, bool IsProtected) Handling(JsonElement answer)
    {
        var (flags, isProtected) = (HandlingFlags.None, false);
        if (!answer.TryGetProperty("handling", out var list)) return (flags, isProtected);
        foreach (var word in list.EnumerateArray())
            switch (word.GetString())
            {
                case "honour-based-abuse":
                    flags |= HandlingFlags.Hba;
                    break;
                case "induced-illness":
                    flags |= HandlingFlags.Fii;
                    break;
                case "do-not-inform-parents":
                    flags |= HandlingFlags.DoNotInformParents;
                    break;
                case "whereabouts-protected":
                    isProtected = true;
                    break;
                default:
                    throw new FormatException();
            }

        return (flags, isProtected);
    }

    // Social care and the police know of orders. From anybody else it is no answer: what else of it would be a mistake nobody knows.
    private static ImmutableArray<Item> Prohibited(JsonElement answer, Agency holder, DateOnly today)
    {
        if (!answer.TryGetProperty("courtOrders", out var orders)) return [];
        if (holder.Kind is not (AgencyKind.LocalAuthority or AgencyKind.Police) || orders.GetArrayLength() is 0 or > MostOrders) throw new FormatException();
        return [.. orders.EnumerateArray().SelectMany(order => InForce(order, today)).Distinct().Order()];
    }

    private static ImmutableArray<Item> InForce(JsonElement order, DateOnly today)
    {
        order.Only("effect", "items", "from", "to", "reference");
        if (!order.GetProperty("effect").ValueEquals("prohibits")) throw new FormatException();
        _ = order.GetProperty("reference").Text(LongestReference);
        var (from, to) = (order.GetProperty("from").Day(), order.TryGetProperty("to", out var last) ? last.Day() : DateOnly.MaxValue);
        var items = order.GetProperty("items").EnumerateArray().Select(ItemOf).ToImmutableArray();
        if (items.IsEmpty || items.Distinct().Count() != items.Length || to < from) throw new FormatException();
        return from <= today && today <= to ? items : [];
    }

    private static Item ItemOf(JsonElement word) => ItemWords.TryRead(word.GetString(), out var item) ? item : throw new FormatException();
}
