using System.CommandLine;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Tool.Policy.Compare;

/// <summary><c>policy compare OLD NEW</c>: what would change if the new policy were in force. Reads facts, never identities.</summary>
internal sealed class CompareCommand(TimeProvider clock, bool interactive)
{
    private readonly Argument<string> _old = new("OLD") { Description = "The folder of the policy in force." };
    private readonly Argument<string> _new = new("NEW") { Description = "The folder of the policy to put in force." };
    private readonly Option<string?> _cases = new("--cases") { Description = "A folder of cases." };
    private readonly Option<string?> _decisions = new("--decisions") { Description = "A file of exported facts, one request a line." };
    private readonly Option<bool> _counts = new("--counts") { Description = "Only the counts, not each changed decision." };

    public Command Build()
    {
        var command = new Command("compare", "Says what would change if another version of the policy were in force.") { _old, _new, _cases, _decisions, _counts };
        command.Validators.Add(result =>
        {
            if (result.GetValue(_cases) is null == result.GetValue(_decisions) is null) result.AddError("Give one of --cases DIR and --decisions FILE.");
        });
        command.SetAction((parsed, cancel) => Task.FromResult(Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (Missing(parsed) is { } missing)
        {
            error.WriteLine(missing);
            return PolicyCommands.WrongUsage;
        }

        var (before, code) = PolicyFolder.ReadOrSay(parsed.GetRequiredValue(_old), error);
        if (before is null) return code;
        (var after, code) = PolicyFolder.ReadOrSay(parsed.GetRequiredValue(_new), error);
        return after is null ? code : Run(parsed, before, after, cancel);
    }

    private string? Missing(ParseResult parsed)
    {
        if (parsed.GetValue(_cases) is { } cases && !Directory.Exists(cases)) return $"There is no folder {Plain.Text(cases)}.";
        return parsed.GetValue(_decisions) is { } decisions && !File.Exists(decisions) ? $"There is no file {Plain.Text(decisions)}." : null;
    }

    private int Run(ParseResult parsed, PolicyBundle before, PolicyBundle after, CancellationToken cancel)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var report = new CompareReport(after, output, error, interactive, parsed.GetValue(_counts));
        var reading = new CompareReading(new Comparing(before, after), CaseVocabulary.Of(before, after), report, cancel);
        try
        {
            if (parsed.GetValue(_cases) is { } cases) reading.Cases(cases);
            else reading.Decisions(parsed.GetValue(_decisions)!, new CompareProgress(clock, error, interactive));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            error.WriteLine("Stopped.");
            return PolicyCommands.Stopped;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"Cannot be read: {Plain.Text(e.Message)}");
            return PolicyCommands.Failed;
        }

        report.Finish(before);
        return report.Faults == 0 && report.Counts.Decisions > 0 ? PolicyCommands.Passed : PolicyCommands.Failed;
    }
}
