using System.CommandLine;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary>The options of <c>matching evaluate</c>.</summary>
internal sealed class EvaluateOptions
{
    public Option<string> Left { get; } = new("--left") { Description = "The file to link, or to find duplicates in: CSV with headings, UTF-8.", Required = true };

    public Option<string?> Right { get; } = new("--right") { Description = "The file to link it to. Without it duplicates are sought within --left." };

    public Option<string> Columns { get; } = new("--columns")
    {
        Description = "A JSON object: field names with the headings of their columns, such as {\"given\": \"first_name\", \"dob\": \"birth_date\", \"address\": [\"number\", \"street\"]}. "
            + "Known: given, family, middle, name, dob, sex, postcode, nhs, upn, address, city, state, phone, email; any other name takes part as what its values look like. "
            + "Several headings make one field; {\"left\": \"a\", \"right\": \"b\"} where the files differ; {\"year\": \"y\", \"month\": \"m\", \"day\": \"d\"} for a date; id for --truth-pairs.",
        Required = true,
    };

    public Option<string?> Truth { get; } = new("--truth") { Description = "A column whose value records of one person share (rec-12-org and rec-12-dup-0 share rec-12)." };

    public Option<string?> TruthPattern { get; } = new("--truth-pattern") { Description = "A regular expression: records are of one person where its first group is the same in the column of --truth." };

    public Option<string?> TruthPairs { get; } = new("--truth-pairs") { Description = "A CSV file of two columns: numbers, in the column mapped as id, of two records of one person." };

    public Option<bool> Train { get; } = new("--train") { Description = "Learn what agreement is worth from these files, without labels. There is no other way yet, so it may be left out." };

    public Option<string?> DateFormat { get; } = new("--date-format") { Description = "How dates are written: yyyyMMdd, dd/MM/yyyy, %Y-%m-%d. Told from the values unless given; the day comes before the month." };

    public Option<bool> LookUp { get; } = new("--lookup") { Description = "Also ask for each right-hand record, once with its partner in the index and once with it hidden." };

    public Option<string?> Page { get; } = new("--page") { Description = "Also write a page with a plot: whether probabilities mean what they say, and what agreement was found to be worth. HTML." };

    public IEnumerable<Option> All => [Left, Right, Columns, Truth, TruthPattern, TruthPairs, Train, DateFormat, LookUp, Page];
}
