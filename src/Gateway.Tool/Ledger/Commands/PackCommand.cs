using System.CommandLine;
using System.Globalization;
using Gateway.Rules.Ledger.Witnessing;
using Gateway.Tool.Ledger.Checks;
using Gateway.Tool.Ledger.Packs;

namespace Gateway.Tool.Ledger.Commands;

/// <summary><c>open</c>, <c>subject</c> and <c>index</c>: checks of what a pack opens.</summary>
internal sealed class PackCommand(string name, string description, Func<Pack, PackHead, Verdict> check)
{
    private readonly Argument<string> _pack = new("PACK") { Description = "An evidence pack: a folder or a zip archive." };
    private readonly Option<FileInfo> _policy = Given.Policy(required: true);

    public static Verdict Open(Pack pack, PackHead head)
    {
        var opened = new OpenedCheck(pack, head);
        return opened.Run((_, _) => null) is { } wrong
            ? wrong
            : new Verdict.Holds(string.Create(CultureInfo.InvariantCulture, $"{opened.Count:N0} opened sections match their commitments"));
    }

    public static Verdict Subject(Pack pack, PackHead head) => new SubjectCheck(pack, head).Run();

    public static Verdict Index(Pack pack, PackHead head) => new IndexCheck(pack, head).Run();

    public Command Build()
    {
        var command = new Command(name, description) { _pack, _policy };
        command.SetAction(parsed => Answer.Of(() => Check(parsed), null, parsed.InvocationConfiguration.Output));
        return command;
    }

    private Verdict Check(ParseResult parsed)
    {
        if (Given.ReadPolicy(parsed.GetRequiredValue(_policy), out var policy) is { } faulty) return faulty;
        using var pack = Pack.Open(parsed.GetRequiredValue(_pack));
        return Check(pack, policy!);
    }

    private Verdict Check(Pack pack, WitnessPolicy policy) =>
        PackHead.Read(pack, policy, out var head) is { } refused ? refused : check(pack, head!) switch
        {
            Verdict.Holds holds => new Verdict.Holds([.. holds.What, Words.Of(head!.Checkpoint.Checkpoint), Words.Of(head.Judged)]),
            var other => other,
        };
}
