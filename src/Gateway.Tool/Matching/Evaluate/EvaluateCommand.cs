using System.CommandLine;
using Gateway.Rules.Matching.Linkage;
using Gateway.Tool.Matching.Evaluate.Reading;
using Gateway.Tool.Matching.Evaluate.Scoring;

namespace Gateway.Tool.Matching.Evaluate;

/// <summary><c>matching evaluate</c>: links two files, or finds the duplicates in one, and holds the links to the truth.</summary>
internal sealed class EvaluateCommand(TimeProvider clock, bool interactive)
{
    private readonly EvaluateOptions _options = new();

    public Command Build()
    {
        var command = new Command("evaluate", "Links two labelled files, or finds the duplicates in one, and says how right the links are. Labels are never learned from.");
        foreach (var option in _options.All) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_options.Truth) is null == result.GetValue(_options.TruthPairs) is null) result.AddError("Give one of --truth COLUMN and --truth-pairs FILE.");
            if (result.GetValue(_options.TruthPattern) is not null && result.GetValue(_options.Truth) is null) result.AddError("--truth-pattern needs --truth COLUMN.");
        });
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            Evaluate(parsed, cancel);
            return MatchingCommands.Done;
        }
        catch (RefusedException refused)
        {
            error.WriteLine(Policy.Plain.Text(refused.Message));
            return MatchingCommands.WrongUsage;
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is OperationCanceledException or AggregateException { InnerException: OperationCanceledException })
        {
            error.WriteLine("Stopped.");
            return MatchingCommands.Stopped;
        }
    }

    private void Evaluate(ParseResult parsed, CancellationToken cancel)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var began = clock.GetTimestamp();
        var map = ColumnMap.Read(parsed.GetRequiredValue(_options.Columns));
        var left = CsvFile.Read(parsed.GetRequiredValue(_options.Left), "--left");
        var files = new EvaluationFiles(left, parsed.GetValue(_options.Right) is { } right ? CsvFile.Read(right, "--right") : null, map);
        var records = files.Records(parsed.GetValue(_options.DateFormat));
        var truth = TruthOf(parsed, files, map);
        LinkageResult result = null!;
        new EvaluateProgress(clock, error, interactive, cancel).While(step => result = LinkRecords.Run(records, EmbeddedTables.Names(), step));
        var took = clock.GetElapsedTime(began);
        var report = new EvaluateReport(output, interactive);
        var scores = new Scores(result, truth);
        report.Write(records, truth, result, scores, took);
        if (parsed.GetValue(_options.Page) is { } page) Write(page, CalibrationPage.Of(records, truth, result, scores.All()));
        if (parsed.GetValue(_options.LookUp)) report.Write(LookUps.Of(records, result, truth));
    }

    private static void Write(string path, string page)
    {
        try
        {
            File.WriteAllText(path, page);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"--page: {path} cannot be written: {e.Message}");
        }
    }

    private Truth TruthOf(ParseResult parsed, EvaluationFiles files, ColumnMap map)
    {
        if (parsed.GetValue(_options.Truth) is { } column)
        {
            var mapped = map.Fields.Append(map.Id).FirstOrDefault(field => field is not null && field.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
            var isHeading = files.Left.Headings.Contains(column, StringComparer.OrdinalIgnoreCase);
            var values = files.Texts(isHeading || mapped is null ? new MappedField("--truth", [column], [column]) : mapped);
            return Truth.FromColumn(values, column, parsed.GetValue(_options.TruthPattern) ?? map.TruthPattern, files.Left.Rows.Count);
        }

        var path = parsed.GetRequiredValue(_options.TruthPairs)!;
        var ids = files.Texts(map.Id ?? throw new RefusedException("--truth-pairs: the column that numbers the records must be mapped as id in --columns."));
        var (lefts, rights) = files.Right is null ? (ids, ids) : (Side(ids, files, true), Side(ids, files, false));
        return Truth.FromPairs(lefts, rights, files.Left.Rows.Count, CsvFile.Lines(path, "--truth-pairs"), path);
    }

    private static string?[] Side(string?[] ids, EvaluationFiles files, bool isLeft) =>
        [.. ids.Select((id, record) => record < files.Left.Rows.Count == isLeft ? id : null)];
}
