using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;

namespace Gateway.Tool.Policy;

/// <summary><c>policy check DIR</c>: every case of a folder against a policy, each failure with what was expected and what is.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string> _folder = new("DIR") { Description = "The folder of cases; every .json file in it and below counts." };
    private readonly Option<string?> _policy = PolicyCommands.PolicyOption();

    public Command Build()
    {
        var command = new Command("check", "Runs a folder of cases. Ends with 0 where all pass, 1 where one fails or cannot be read, 2 where the command is wrong.") { _folder, _policy };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var folder = parsed.GetRequiredValue(_folder);
        if (!Directory.Exists(folder)) return Say(error, $"There is no folder {Plain.Text(folder)}.", PolicyCommands.WrongUsage);
        var (policy, code) = PolicyFolder.ReadOrSay(parsed.GetValue(_policy), error);
        if (policy is null) return code;
        try
        {
            return Run(policy, folder, output, error);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(error, $"The folder cannot be read: {Plain.Text(e.Message)}", PolicyCommands.Failed);
        }
    }

    private static int Run(PolicyBundle policy, string folder, TextWriter output, TextWriter error)
    {
        var files = CaseFolder.In(folder);
        if (files.IsEmpty) error.WriteLine($"There is no case in {Plain.Text(folder)}.");
        var vocabulary = CaseVocabulary.Of(policy);
        var failed = files.Count(file => !Passes(policy, file, vocabulary, output));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length - failed} passed, {failed} failed"));
        return failed == 0 && !files.IsEmpty ? PolicyCommands.Passed : PolicyCommands.Failed;
    }

    private static bool Passes(PolicyBundle policy, CaseFile file, CaseVocabulary vocabulary, TextWriter output)
    {
        switch (file.Read(vocabulary))
        {
            case CaseReading<PolicyCase>.Valid { Value: var required }:
                var differences = CaseCheck.Run(policy, required);
                if (differences.IsEmpty) return true;
                output.WriteLine($"FAIL {Plain.Text(file.Name)}: {required.Id}, {required.Title}");
                foreach (var one in differences) output.WriteLine($"  {one.Where}: expected {one.Expected}; actual {one.Actual}");
                return false;
            case CaseReading<PolicyCase>.Faulty faulty:
                output.WriteLine($"FAIL {Plain.Text(file.Name)}: cannot be read as a case");
                foreach (var fault in faulty.Faults) output.WriteLine($"  {fault}");
                return false;
            default: throw new InvalidOperationException("unknown reading");
        }
    }

    private static int Say(TextWriter error, string why, int code)
    {
        error.WriteLine(why);
        return code;
    }
}
