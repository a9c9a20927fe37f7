using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Gateway.Tool.Synthetic.Matching.Families;

namespace Gateway.Tool.Synthetic.Matching;

/// <summary><c>synthetic families</c>: makes the families that matching is tried on, says what is among them, keeps nothing.</summary>
internal sealed class FamiliesCommand(TimeProvider clock)
{
    private readonly Option<int> _population = new("--population") { Description = "How many children.", DefaultValueFactory = _ => 1_000_000 };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The same seed gives the same families.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "The same families on any number.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _show = new("--show") { Description = "How many of the children to print.", DefaultValueFactory = _ => 0 };

    public static DateOnly AsOf { get; } = new(2026, 11, 22);

    public Command Build()
    {
        var command = new Command("families", "Makes the families that matching is tried on and says what is among them.") { _population, _seed, _threads, _show };
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, parsed.InvocationConfiguration.Output, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, TextWriter output, CancellationToken cancel)
    {
        var began = clock.GetTimestamp();
        var draw = new FamilyDraw(FamilyBook.Embedded(), new FamilyRates(), parsed.GetValue(_seed), AsOf);
        var read = clock.GetElapsedTime(began);
        var (census, show) = (new FamilyCensus(draw.Book), parsed.GetValue(_show));
        new Population(draw, parsed.GetValue(_population)).HandOver(parsed.GetValue(_threads), children =>
        {
            foreach (ref readonly var child in children[..Math.Min(show, children.Length)]) output.WriteLine(Line(draw.Book, child));
            show -= Math.Min(show, children.Length);
            census.Add(children);
        }, cancel);
        census.Write(output);
        var (took, peak) = (clock.GetElapsedTime(began), Environment.WorkingSet >> 20);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tables read in {read.TotalSeconds:F2} s, all in {took.TotalSeconds:F2} s, {peak} MB resident"));
        return 0;
    }

    private static string Line(FamilyBook book, in FamilyChild child) => string.Create(CultureInfo.InvariantCulture,
        $"{child.Household}/{child.Place} {child.Number.Digits} {book.GivenOf(child)} | {book.SurnameOf(child)} | {child.Born:yyyy-MM-dd} {child.Sex} {child.Postcode} < {child.FormerPostcode} {child.Marks} {book.Origins[child.Origin].Name}");
}
