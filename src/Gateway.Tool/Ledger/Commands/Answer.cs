using Gateway.Tool.Ledger.Checks;
using Gateway.Tool.Ledger.Packs;
using Gateway.Tool.Policy;

namespace Gateway.Tool.Ledger.Commands;

/// <summary>Prints a verdict and gives the exit code for it.</summary>
internal static class Answer
{
    /// <summary>Runs a check. What cannot be read is a fault of the files, said in one line.</summary>
    public static int Of(Func<Verdict> check, string? evidence, TextWriter output)
    {
        try
        {
            return Say(check(), evidence, output);
        }
        catch (UnusablePackException e)
        {
            return Say(new Verdict.Fails("the files", e.Message), evidence, output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Say(new Verdict.Fails("the files", $"they cannot be read: {e.Message}"), evidence, output);
        }
    }

    private static int Say(Verdict verdict, string? evidence, TextWriter output)
    {
        switch (verdict)
        {
            case Verdict.Holds holds:
                foreach (var line in holds.What) output.WriteLine(line);
                output.WriteLine("HOLDS");
                return LedgerCommands.Holds;
            case Verdict.Fails fails:
                output.WriteLine($"FAILS {Plain.Text(fails.Where)}: {Plain.Text(fails.Why)}");
                return LedgerCommands.Fails;
            case Verdict.Fork fork:
                output.WriteLine($"FORK {Plain.Text(fork.Why)}");
                Keep(fork, evidence, output);
                return LedgerCommands.Fork;
            default: throw new InvalidOperationException("unknown verdict");
        }
    }

    private static void Keep(Verdict.Fork fork, string? evidence, TextWriter output)
    {
        if (evidence is null)
        {
            output.WriteLine("Keep both checkpoints: each is signed, and together they prove it. --evidence DIR keeps copies.");
            return;
        }

        Directory.CreateDirectory(evidence);
        File.WriteAllBytes(Path.Combine(evidence, "fork-one.checkpoint"), fork.One);
        File.WriteAllBytes(Path.Combine(evidence, "fork-other.checkpoint"), fork.Other);
        output.WriteLine($"Both checkpoints are kept in {Plain.Text(evidence)}.");
    }
}
