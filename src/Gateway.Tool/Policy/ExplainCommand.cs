using System.CommandLine;
using Gateway.Rules.Policy;
using Gateway.Rules.Policy.Cases;
using Gateway.Rules.Policy.Explain;

namespace Gateway.Tool.Policy;

/// <summary><c>policy explain CASE</c>: why a case is decided as it is.</summary>
internal sealed class ExplainCommand(bool interactive)
{
    private readonly Argument<string> _case = new("CASE") { Description = "The file of one case." };
    private readonly Option<string?> _policy = PolicyCommands.PolicyOption();
    private readonly Option<bool> _asker = new("--asker") { Description = "Only what the practitioner who asked may read." };

    public Command Build()
    {
        var command = new Command("explain", "Says in sentences why a case is decided as it is, and in a table what an auditor can check.") { _case, _policy, _asker };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var path = parsed.GetRequiredValue(_case);
        if (!File.Exists(path))
        {
            error.WriteLine($"There is no file {Plain.Text(path)}.");
            return PolicyCommands.WrongUsage;
        }

        var (policy, code) = PolicyFolder.ReadOrSay(parsed.GetValue(_policy), error);
        if (policy is null) return code;
        switch (new CaseFile(path, Path.GetFileName(path)).Read(CaseVocabulary.Of(policy)))
        {
            case CaseReading<PolicyCase>.Valid valid:
                Explain(policy, valid.Value, parsed.GetValue(_asker), output);
                return PolicyCommands.Passed;
            case CaseReading<PolicyCase>.Faulty faulty:
                error.WriteLine($"{Plain.Text(path)} cannot be read as a case:");
                foreach (var fault in faulty.Faults) error.WriteLine($"  {fault}");
                return PolicyCommands.Failed;
            default: throw new InvalidOperationException("unknown reading");
        }
    }

    private void Explain(PolicyBundle policy, PolicyCase one, bool onlyAsker, TextWriter output)
    {
        var answer = CaseAnswer.Of(policy, one.Request, one.Sources);
        var explained = Explanation.Of(policy, one.Request.Facts, answer.Decision, one.Request.Record);
        var page = new ExplainPage(output, interactive);
        page.Heading(one);
        page.Asker(explained.ForAsker());
        if (onlyAsker) return;
        page.Custodians(answer);
        page.Governance(explained.ForGovernance(one.Request.AgencyKind.ToLowerInvariant().Replace('_', '-')));
    }
}
