using System.CommandLine;

namespace Gateway.Tool.Matching.Train;

/// <summary>The options of <c>matching train</c>.</summary>
internal sealed class TrainOptions
{
    public Option<string?> Left { get; } = new("--left") { Description = "One file: CSV with headings, UTF-8." };

    public Option<string?> Right { get; } = new("--right") { Description = "Another file of the same children." };

    public Option<string?> Columns { get; } = new("--columns") { Description = "A JSON object of field names to headings, as for evaluate. given, family, dob and postcode are needed, sex is used; a truth is not read." };

    public Option<string?> DateFormat { get; } = new("--date-format") { Description = "How dates are written, as for evaluate." };

    public Option<bool> Synthetic { get; } = new("--synthetic") { Description = "Learn from synthetic children and questions about them, in place of two files." };

    public Option<int> Population { get; } = new("--population") { Description = "How many synthetic children.", DefaultValueFactory = _ => 200_000 };

    public Option<ulong> Seed { get; } = new("--seed") { Description = "The same seed gives the same children and questions.", DefaultValueFactory = _ => 1 };

    public Option<DateOnly?> Made { get; } = new("--made") { Description = "The day that the file is of; today unless given." };

    public Option<string> Out { get; } = new("--out") { Description = "The folder for the file, which is called proposed-weights-DATE.json. Nothing reads it until a person renames it.", DefaultValueFactory = _ => "." };

    public IEnumerable<Option> All => [Left, Right, Columns, DateFormat, Synthetic, Population, Seed, Made, Out];
}
