namespace Gateway.Benchmarks;

public sealed class Program
{
    private Program() { }

    public static int Main(string[] args) => args.Length;
}
