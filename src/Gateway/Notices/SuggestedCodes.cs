using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agencies;
using Gateway.Agencies.Loading;
using Gateway.Rules.Notices;

namespace Gateway.Notices;

/// <summary>A clinical code that a notice suggests: the one that begins a warning in a record, or the one that ends it.</summary>
/// <param name="Code">Of SNOMED CT.</param>
public sealed record SuggestedCode(string Code, string Term);

/// <summary>Which code goes with which word of a notice, and from when on (<c>contracts/notices/codes.csv</c>). A wrong digit stops the start: it would say something else of a child.</summary>
internal sealed class SuggestedCodes
{
    private const string Name = "codes.csv";
    private const string Header = "event,word,code,term,from,to,source";

    // Whoever keeps a clinical record.
    private static readonly ImmutableArray<NoticeRecipient> Coding =
        [NoticeRecipient.Gp, NoticeRecipient.HealthVisitor, NoticeRecipient.SchoolNurse, NoticeRecipient.Midwife, NoticeRecipient.NamedNurse, NoticeRecipient.LiaisonNurse, NoticeRecipient.SeniorDoctor];

    private readonly ImmutableArray<Row> _rows;

    private SuggestedCodes(ImmutableArray<Row> rows) => _rows = rows;

    public static SuggestedCodes From(string? folder) => Read(folder is null || !File.Exists(Path.Combine(folder, Name)) ? LoadNoticeTerms.BuiltIn(Name) : File.ReadAllBytes(Path.Combine(folder, Name)));

    public static SuggestedCodes Read(byte[] file)
    {
        var faults = new Faults("notices/" + Name);
        ImmutableArray<Row> rows = [.. CsvRows.Of(System.Text.Encoding.UTF8.GetString(file), Header, faults).Select(Row.Of).OfType<Row>()];
        return faults.Otherwise(() => new SuggestedCodes(rows)) switch
        {
            Loaded<SuggestedCodes>.Accepted(var codes) => codes,
            Loaded<SuggestedCodes>.Refused(var found) => throw new StartRefusedException(found),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>What to add to one's own record; the agency of somebody who keeps no clinical record has nothing to add.</summary>
    public ImmutableArray<SuggestedCode> Of(NoticeEvent happened, NoticeRecipient part, IEnumerable<NoticeWord> words, DateOnly day) => Coding.Contains(part)
        ? [.. words.SelectMany(word => _rows.Where(row => row.Event == happened && row.Word == word && row.From <= day && !(row.To < day))).Select(row => row.Suggested)]
        : [];

    private sealed record Row(NoticeEvent Event, NoticeWord Word, SuggestedCode Suggested, DateOnly From, DateOnly? To)
    {
        public static Row? Of(CsvRow row)
        {
            if (!NoticeEventWords.TryRead(row[0], out var happened)) row.Fault($"{row[0]} is no event");
            else if (!NoticeWordWords.TryRead(row[1], out var word)) row.Fault($"{row[1]} is no word");
            else if (!SnomedCheck.Holds(row[2])) row.Fault($"{row[2]} is no code of SNOMED CT: its check digit is wrong");
            else if (row[3].Length == 0) row.Fault("a code needs its term");
            else if (!Day(row[4], out var from)) row.Fault($"{row[4]} is no day");
            else if (row[5].Length > 0 && !Day(row[5], out _)) row.Fault($"{row[5]} is no day");
            else return new Row(happened, word, new SuggestedCode(row[2], row[3]), from, Day(row[5], out var to) ? to : null);
            return null;
        }

        private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }
}
