using System.Globalization;

namespace Gateway.Simulator;

/// <summary>A search as it was asked. What is not a search by the rules of the national service is a fault.</summary>
internal sealed record PdsQuery(string? Given, string? Family, string? Gender, string? Postcode, DateOnly From, DateOnly To)
{
    private static readonly string[] Known =
        ["given", "family", "gender", "birthdate", "address-postalcode", "general-practitioner", "_fuzzy-match", "_exact-match", "_history", "_max-results"];

    public bool IsFuzzy { get; private init; }

    public bool IsExact { get; private init; }

    public bool InHistory { get; private init; }

    /// <summary>A place is named: whoever is restricted is not given.</summary>
    public bool NamesPlace { get; private init; }

    public static (PdsQuery? Query, PdsFault? Fault) Read(IQueryCollection asked)
    {
        if (asked.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown) return (null, PdsFault.Additional(unknown));
        // As an application, one unique match alone.
        if (asked["_max-results"] is not ["1"]) return (null, PdsFault.Invalid("_max-results"));
        if (!TryRange([.. asked["birthdate"].OfType<string>()], out var from, out var to)) return (null, PdsFault.Invalid("birthdate"));
        var query = new PdsQuery(One(asked, "given"), One(asked, "family"), One(asked, "gender"), One(asked, "address-postalcode"), from, to)
        {
            IsFuzzy = asked["_fuzzy-match"] is ["true"],
            IsExact = asked["_exact-match"] is ["true"],
            InHistory = asked["_history"] is ["true"] || asked["_fuzzy-match"] is ["true"],
            NamesPlace = asked.ContainsKey("address-postalcode") || asked.ContainsKey("general-practitioner"),
        };
        return query.IsEnough() ? (query, null) : (null, PdsFault.Search("Not enough search parameters, or a wildcard where none may be."));
    }

    // The smallest sets of each way, and no wildcard but at the end of two letters or more.
    private bool IsEnough()
    {
        string?[] texts = [Given, Family, Postcode];
        if (IsFuzzy && texts.Any(text => text?.Contains('*') == true)) return false;
        if (texts.Any(text => text is not null && text.IndexOf('*') is >= 0 and var star && (star < 2 || star != text.Length - 1))) return false;
        if (!IsFuzzy) return Family is not null;
        return (Given is not null && Family is not null) || ((Given ?? Family) is not null && Gender is not null && Postcode is not null);
    }

    private static string? One(IQueryCollection asked, string name) => asked[name] is [{ Length: > 0 } one, ..] ? one : null;

    private static bool TryRange(string[] texts, out DateOnly from, out DateOnly to)
    {
        (from, to) = (DateOnly.MinValue, DateOnly.MaxValue);
        foreach (var text in texts)
        {
            if (text.Length != 12 || !DateOnly.TryParseExact(text[2..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return false;
            if (text[..2] is "eq" or "ge") from = day;
            if (text[..2] is "eq" or "le") to = day;
        }

        return texts.Length > 0;
    }
}
