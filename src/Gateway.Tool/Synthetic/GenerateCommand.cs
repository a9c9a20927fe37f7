using System.CommandLine;
using System.Globalization;
using Gateway.Tool.Synthetic.Cast;
using Gateway.Tool.Synthetic.Matching;
using Gateway.Tool.Synthetic.Output;
using Gateway.Tool.Synthetic.Places;

namespace Gateway.Tool.Synthetic;

/// <summary><c>synthetic generate</c>: writes invented children, what is held about them and who may ask.</summary>
internal sealed class GenerateCommand(TimeProvider clock, bool interactive)
{
    public const int Refused = 1;
    public const int Stopped = 130;

    private readonly GenerateOptions _options = new();

    public static Command Synthetic(TimeProvider clock, bool interactive) =>
        new("synthetic", "Invented children and practitioners.")
        {
            new GenerateCommand(clock, interactive).Build(),
            new FamiliesCommand(clock).Build(),
        };

    private Command Build()
    {
        var command = new Command("generate", "Writes invented children: the same seed and day give the same files.");
        foreach (var option in _options.All) command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var asOf = new AsOf(parsed.GetValue(_options.AsOf) ?? TodayInLondon());
        var read = GeographyFiles.Read(
            parsed.GetValue(_options.Register), parsed.GetValue(_options.Postcodes), Environment.CurrentDirectory, asOf.Day);
        return read switch
        {
            GeographyRead.Refused refused => Refuse(parsed, refused.Why),
            GeographyRead.Ready ready => Run(parsed, Request(parsed, asOf, ready.Geography), cancel),
            _ => throw new InvalidOperationException("unknown outcome"),
        };
    }

    private int Run(ParseResult parsed, GenerationRequest request, CancellationToken cancel)
    {
        var cast = DemonstrationCast.For(request.Geography, request.AsOf);
        if (WhyNot(request, cast) is { } why) return Refuse(parsed, why);
        try
        {
            return Write(parsed, request, cast, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            parsed.InvocationConfiguration.Error.WriteLine("Stopped. Nothing was written.");
            return Stopped;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(parsed, $"Cannot write to {parsed.GetRequiredValue(_options.Out)}: {e.Message}");
        }
    }

    private int Write(ParseResult parsed, GenerationRequest request, DemonstrationCast cast, CancellationToken cancel)
    {
        var (quiet, output) = (parsed.GetValue(_options.Quiet), parsed.InvocationConfiguration.Output);
        var path = parsed.GetRequiredValue(_options.Out);
        using var folder = new OutputFolder(path);
        folder.Write(cast.Practitioners, cast.Journeys);
        new ProgressReport(clock, output, quiet, interactive).While(
            request.Children, made => new Generation(request, cast).Run(folder.Write, folder.Write, made, cancel));
        folder.Finish();
        if (!quiet) output.WriteLine(Summary(request, cast, path));
        return 0;
    }

    private static string Summary(GenerationRequest request, DemonstrationCast cast, string path) => string.Create(
        CultureInfo.InvariantCulture,
        $"Wrote {request.Children:N0} children ({cast.Children.Count} of them the demonstration cast), as of {request.AsOf.Day:yyyy-MM-dd}, to {path}");

    private static string? WhyNot(GenerationRequest request, DemonstrationCast cast)
    {
        if (request.Children < cast.Children.Count)
            return $"--children must be at least {cast.Children.Count}: the demonstration cast alone is that many.";
        var most = ScatteredNumbers.InTestRange - (cast.Numbers.Count - cast.Children.Count);
        if (!request.Measurement && request.Children > most)
            return string.Create(CultureInfo.InvariantCulture, $"At most {most:N0} children: the 999 range has no more NHS numbers. For a measurement, add --measurement; further numbers then begin with 80 to 89.");
        return request.Children > most + ScatteredNumbers.InMeasurementRange
            ? string.Create(CultureInfo.InvariantCulture, $"At most {most + ScatteredNumbers.InMeasurementRange:N0} children: there are no more numbers.")
            : null;
    }

    private GenerationRequest Request(ParseResult parsed, AsOf asOf, Geography geography) => new(
        parsed.GetValue(_options.Children), parsed.GetValue(_options.Seed), asOf, parsed.GetValue(_options.Measurement), geography);

    private DateOnly TodayInLondon() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime);

    private static int Refuse(ParseResult parsed, string why)
    {
        parsed.InvocationConfiguration.Error.WriteLine(why);
        return Refused;
    }
}
