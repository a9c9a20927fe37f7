namespace Gateway.Tool;

/// <summary>The command line: what an auditor or engineer can run without the service.</summary>
public sealed class Program
{
    private Program() { }

    public static int Main(string[] args) => args.Length;
}
