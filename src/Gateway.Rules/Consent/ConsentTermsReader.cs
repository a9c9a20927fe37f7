using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Consent;

/// <summary>The text of the tables that consent rests on (<c>contracts/consent</c>).</summary>
public sealed record ConsentFiles(string Reviews, string Openings, string Recorders, string Concerns);

/// <summary>Either all the terms, or everything that is wrong with them.</summary>
public abstract record ConsentTermsReading
{
    private ConsentTermsReading() { }

    /// <summary>Terms that may be used.</summary>
    public sealed record Valid(ConsentTerms Terms) : ConsentTermsReading;

    /// <summary>Every fault, each naming the file and line.</summary>
    public sealed record Faulty(ImmutableArray<string> Faults) : ConsentTermsReading;
}

/// <summary>Reads the tables strictly: an unknown word is a fault, never a default; no field holds a comma. Pure: the caller reads the files.</summary>
public sealed class ConsentTermsReader
{
    internal const string Sensitive = "sensitive-attendance";

    private readonly List<string> _faults = [];

    /// <summary>Reads all of it, or names every fault.</summary>
    public static ConsentTermsReading Read(ConsentFiles files) => new ConsentTermsReader().ReadAll(files);

    private ConsentTermsReading ReadAll(ConsentFiles files)
    {
        var reviews = Rows("reviews.csv", files.Reviews, 8).Select(Review).ToImmutableArray();
        var openings = Rows("openings.csv", files.Openings, 4).Select(Opening).ToImmutableArray();
        var recorders = Recorders(files.Recorders);
        var concerns = Rows("concerns.csv", files.Concerns, 3).Select(DatedConcern).ToImmutableArray();
        if (!openings.Any(row => row.What == Sensitive)) _faults.Add($"openings.csv: nothing opens '{Sensitive}'");
        return _faults.Count > 0 ? new ConsentTermsReading.Faulty([.. _faults]) : new ConsentTermsReading.Valid(new ConsentTerms(reviews, openings, recorders, concerns));
    }

    private ReviewRule Review(Row row)
    {
        if (!ReviewWords.TryRead(row[0], out ReviewTrigger trigger)) Fault(row, $"'{row[0]}' is not a trigger");
        if (!ReviewWords.TryRead(row[1], out ReviewEffect effect)) Fault(row, $"'{row[1]}' is neither review-due nor superseded");
        if (!ReviewWords.TryRead(row[2], out ReviewedGivers givers)) Fault(row, $"'{row[2]}' is none of anyone, self and others");
        if (row[4] is not ("yes" or "no")) Fault(row, "stands is yes or no");
        return new ReviewRule(trigger, effect, givers, Optional(row, 3), row[4] == "yes", Whole(row, 5), From(row, 6), To(row, 7));
    }

    private ConsentTerms.Opening Opening(Row row)
    {
        if (row[0] != Sensitive && !PurposeWords.TryRead(row[0], out _)) Fault(row, $"'{row[0]}' is not a purpose");
        if (!ConsentKindWords.TryRead(row[1], out ConsentKind kind)) Fault(row, $"'{row[1]}' is not a kind of consent");
        return new ConsentTerms.Opening(row[0], kind, From(row, 2), To(row, 3));
    }

    private ConsentTerms.DatedConcern DatedConcern(Row row)
    {
        if (!ConcernWords.TryRead(row[0], out Concern concern)) Fault(row, $"'{row[0]}' is not a concern");
        return new ConsentTerms.DatedConcern(concern, From(row, 1), To(row, 2));
    }

    private FrozenDictionary<string, ImmutableArray<ConsentKind>> Recorders(string text)
    {
        var recorders = new Dictionary<string, ImmutableArray<ConsentKind>>(StringComparer.Ordinal);
        foreach (var row in Rows("recorders.csv", text, 2))
            if (!recorders.TryAdd(row[0], Kinds(row))) Fault(row, $"role '{row[0]}' stands twice");
        return recorders.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ImmutableArray<ConsentKind> Kinds(Row row)
    {
        var kinds = ImmutableArray.CreateBuilder<ConsentKind>();
        foreach (var word in row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (ConsentKindWords.TryRead(word, out ConsentKind kind)) kinds.Add(kind);
            else Fault(row, $"'{word}' is not a kind of consent");
        return kinds.ToImmutable();
    }

    private int? Optional(Row row, int field) => row[field].Length == 0 ? null : Whole(row, field);

    private int Whole(Row row, int field)
    {
        if (int.TryParse(row[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1200) return number;
        Fault(row, $"'{row[field]}' is not a whole number up to 1200");
        return 0;
    }

    private DateOnly? To(Row row, int field) => row[field].Length == 0 ? null : From(row, field);

    private DateOnly From(Row row, int field)
    {
        if (DateOnly.TryParseExact(row[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(row, "a date is written year-month-day");
        return default;
    }

    private IEnumerable<Row> Rows(string file, string text, int width)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.TrimEnd('\r');
            if (number == 1 || line.Length == 0) continue;
            var row = new Row(file, number, line.Split(','));
            if (row.Fields.Length == width) yield return row;
            else Fault(row, $"has {row.Fields.Length} fields, not {width}");
        }
    }

    private void Fault(Row row, string what) => _faults.Add($"{row.File} line {row.Line}: {what}");

    private sealed record Row(string File, int Line, string[] Fields)
    {
        public string this[int field] => Fields[field];
    }
}
